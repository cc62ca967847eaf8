package dev.keeptrail.cli;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.webhooks.Delivery;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what was sent to a webhook. */
@Command(
    name = "deliveries",
    description = "List what was sent to a webhook, the newest events first.",
    footer = {
      "",
      "Dead letters are events that the receiver refused three times. They are kept until",
      "`kt webhook redeliver` sends them with success. Of what went well, the last 1,000 are known.",
      "",
      "Examples:",
      "  kt webhook deliveries wh_0123456789abcdef",
      "  kt webhook deliveries wh_0123456789abcdef --state dead --json",
      "",
      "Exit codes:",
      "  0    listed",
      "  1    the command line is wrong, or there is no such webhook",
    })
final class WebhookDeliveriesCommand implements Callable<Integer> {
  @Mixin private IdArgument named = new IdArgument();

  @Option(
      names = "--state",
      paramLabel = "<state>",
      split = ",",
      converter = Words.DeliveryStates.class,
      completionCandidates = Words.DeliveryStates.class,
      description = "Only these: ${COMPLETION-CANDIDATES}; several with commas. Default: all.")
  private List<Delivery.State> states = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "<n>",
      description = "At most so many, 1 to 10000. Default: 50.")
  private int limit = 50;

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  WebhookDeliveriesCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    String id = named.value("kt webhook list");
    if (limit < 1 || limit > 10_000) {
      throw new CommandFailedException("`--limit` is 1 to 10000", null);
    }
    Set<Delivery.State> wanted =
        states.isEmpty() ? EnumSet.allOf(Delivery.State.class) : EnumSet.copyOf(states);
    List<Delivery> deliveries =
        WebhookAccess.with(
            ledger.folder(invocation),
            id,
            (book, webhook) -> book.deliveries(webhook.id(), wanted, limit));
    if (json) {
      JsonWriter report = JsonWriter.indented().beginArray();
      for (Delivery delivery : deliveries) {
        WebhookReport.write(delivery, report.beginObject());
        report.endObject();
      }
      invocation.out().println(report.endArray());
    } else {
      WebhookReport.deliveries(deliveries).print(invocation, "nothing was sent yet");
    }
    return ExitCode.OK;
  }
}
