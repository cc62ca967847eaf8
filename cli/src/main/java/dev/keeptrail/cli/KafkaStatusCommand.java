package dev.keeptrail.cli;

import dev.keeptrail.kafka.KafkaSinkException;
import dev.keeptrail.kafka.Standing;
import dev.keeptrail.kafka.StandingFile;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.PrintableText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how far topics have got. */
@Command(
    name = "status",
    description = "Show how far each topic has got, and what holds it up.",
    footer = {
      "",
      "Examples:",
      "  kt kafka status",
      "  kt kafka status --json",
      "",
      "Exit codes:",
      "  0    shown",
      "  1    the command line is wrong, or the ledger's folder cannot be used",
    })
final class KafkaStatusCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  KafkaStatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Path folder = ledger.standing(invocation);
    try {
      Map<String, Standing> all = new StandingFile(folder).read();
      long last = WebhookAccess.last(folder);
      if (json) {
        printJson(all, last);
      } else if (all.isEmpty()) {
        invocation.note("nothing was sent to a topic yet");
      } else {
        all.values().forEach(one -> print(one, last));
      }
      return ExitCode.OK;
    } catch (KafkaSinkException | LedgerException unreadable) {
      throw new CommandFailedException(String.valueOf(unreadable.getMessage()), null);
    }
  }

  private void print(Standing one, long last) {
    invocation
        .out()
        .printf(
            "%s: %s%s%s%s%n",
            PrintableText.of(one.topic()),
            behind(one, last),
            one.refused() == 0
                ? ""
                : ", %d too large for its brokers (the last one %s)"
                    .formatted(one.refused(), PrintableText.of(String.valueOf(one.lastRefused()))),
            one.unreadable() == 0
                ? ""
                : ", %d passed over that cannot be read (the last one %s)"
                    .formatted(
                        one.unreadable(), PrintableText.of(String.valueOf(one.lastUnreadable()))),
            one.failingSince() == null
                ? ""
                : "; failing since %s: %s"
                    .formatted(
                        one.failingSince(), PrintableText.of(String.valueOf(one.problem()))));
  }

  static String behind(Standing one, long last) {
    long behind = Math.max(0, last - one.position());
    return "at record %d, %s, %d sent%s"
        .formatted(
            one.position(),
            behind == 0 ? "up to date" : behind + " behind",
            one.sent(),
            one.lastSent() == null ? "" : ", the last at " + one.lastSent());
  }

  private void printJson(Map<String, Standing> all, long last) {
    JsonWriter report = JsonWriter.indented().beginArray();
    for (Standing one : all.values()) {
      Instant since = one.failingSince();
      report.beginObject();
      report.name("topic").value(one.topic());
      report.name("position").value(one.position());
      report.name("behind").value(Math.max(0, last - one.position()));
      Instant sent = one.lastSent();
      report.name("sent").value(one.sent());
      report.name("last_sent").value(sent == null ? null : sent.toString());
      report.name("refused").value(one.refused());
      report.name("last_refused").value(one.lastRefused());
      report.name("unreadable").value(one.unreadable());
      report.name("last_unreadable").value(one.lastUnreadable());
      report.name("failing_since").value(since == null ? null : since.toString());
      report.name("problem").value(one.problem());
      report.endObject();
    }
    invocation.out().println(report.endArray());
  }
}
