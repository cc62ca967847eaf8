package dev.keeptrail.cli;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.webhooks.Delivery;
import dev.keeptrail.webhooks.WayOut;
import dev.keeptrail.webhooks.Webhook;
import dev.keeptrail.webhooks.WebhookBook;
import dev.keeptrail.webhooks.WebhookException;
import dev.keeptrail.webhooks.WebhookTrial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends dead letters once more. */
@Command(
    name = "redeliver",
    description = "Send a webhook's dead letters once more, the oldest first.",
    footer = {
      "",
      "Examples:",
      "  kt webhook redeliver wh_0123456789abcdef",
      "  kt webhook redeliver wh_0123456789abcdef --event evt_01K8ZQ4V5M7N8P9Q0R1S2T3V4W",
      "",
      "Exit codes:",
      "  0    all of them were taken, or there was none",
      "  1    the command line is wrong, or there is no such webhook, or no dead letter of an event",
      "  3    some were not taken",
    })
final class WebhookRedeliverCommand implements Callable<Integer> {
  private static final int MOST = 10_000;
  private static final Set<Delivery.State> DEAD = EnumSet.of(Delivery.State.DEAD);

  @Mixin private IdArgument named = new IdArgument();

  @Option(
      names = "--event",
      paramLabel = "<id>",
      split = ",",
      description = "Only the letter of this event; several with commas. Default: all.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--json", description = "Print a JSON array of what became of each.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  WebhookRedeliverCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** One letter, and what the receiver said. */
  private record Sent(Delivery letter, Optional<WebhookTrial.Answer> answer) {
    boolean taken() {
      return answer.map(WebhookTrial.Answer::taken).orElse(false);
    }

    String says() {
      return answer
          .map(WebhookTestCommand::says)
          .orElse("the ledger does not hold the event any more");
    }
  }

  @Override
  public Integer call() throws CommandFailedException {
    String id = named.value("kt webhook list");
    Path folder = ledger.folder(invocation);
    List<Sent> sent =
        WebhookAccess.with(folder, id, (book, webhook) -> send(book, webhook, folder));
    if (json) {
      JsonWriter report = JsonWriter.indented().beginArray();
      for (Sent one : sent) {
        report.beginObject().name("event").value(one.letter().event());
        report.name("taken").value(one.taken());
        report.name("says").value(one.says());
        report.endObject();
      }
      invocation.out().println(report.endArray());
    } else if (sent.isEmpty()) {
      invocation.note("there is no dead letter");
    } else {
      sent.forEach(one -> invocation.out().printf("%s  %s%n", one.letter().event(), one.says()));
    }
    return sent.stream().allMatch(Sent::taken) ? ExitCode.OK : ExitCode.NOT_TAKEN;
  }

  private List<Sent> send(WebhookBook book, Webhook webhook, Path folder)
      throws WebhookException, LedgerException, CommandFailedException {
    List<Sent> sent = new ArrayList<>();
    WayOut wayOut = WebhookAccess.wayOut(ProxyOptions.ofEnvironment(invocation));
    try (EventReader events = Ledgers.openForReading(folder);
        var trial = new WebhookTrial(book, invocation.clock(), invocation.environment(), wayOut)) {
      for (Delivery letter : chosen(book.deliveries(webhook.id(), DEAD, MOST).reversed())) {
        sent.add(new Sent(letter, trial.again(webhook, letter, events)));
      }
    } catch (IOException unclosed) {
      throw new CommandFailedException("the connection could not be closed", null);
    }
    return sent;
  }

  /** Nothing is sent where an event is named that there is no letter of: it may be a slip. */
  private List<Delivery> chosen(List<Delivery> dead) throws CommandFailedException {
    for (String event : only) {
      if (dead.stream().noneMatch(letter -> letter.event().equals(event))) {
        throw new CommandFailedException(
            "there is no dead letter of `%s`".formatted(event),
            "`kt webhook deliveries <id> --state dead` lists them");
      }
    }
    return only.isEmpty()
        ? dead
        : dead.stream().filter(letter -> only.contains(letter.event())).toList();
  }
}
