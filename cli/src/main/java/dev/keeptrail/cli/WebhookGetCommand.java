package dev.keeptrail.cli;

import dev.keeptrail.language.json.JsonWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one webhook. */
@Command(
    name = "get",
    description = "Show one webhook and how it stands.",
    footer = {
      "",
      "Examples:",
      "  kt webhook get wh_0123456789abcdef",
      "  kt webhook get wh_0123456789abcdef --json",
      "",
      "Exit codes:",
      "  0    shown",
      "  1    the command line is wrong, or there is no such webhook",
    })
final class WebhookGetCommand implements Callable<Integer> {
  @Mixin private IdArgument named = new IdArgument();

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  WebhookGetCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    String id = named.value("kt webhook list");
    Path folder = ledger.folder(invocation);
    WebhookReport.Standing standing =
        WebhookAccess.with(
            folder, id, (book, webhook) -> WebhookAccess.standing(book, webhook, folder));
    print(standing, json, invocation);
    return ExitCode.OK;
  }

  static void print(WebhookReport.Standing standing, boolean json, Invocation invocation) {
    if (json) {
      JsonWriter report = JsonWriter.indented().beginObject();
      WebhookReport.write(standing, report);
      invocation.out().println(report.endObject());
    } else {
      invocation.out().print(WebhookReport.lines(standing));
    }
  }
}
