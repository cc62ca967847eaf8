package dev.keeptrail.cli;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.webhooks.KeptWebhook;
import dev.keeptrail.webhooks.WebhookBook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists webhooks and how they stand. */
@Command(
    name = "list",
    description = "List webhooks, how far behind each is, and its dead letters.",
    footer = {
      "",
      "Examples:",
      "  kt webhook list",
      "  kt webhook list --json",
      "",
      "Exit codes:",
      "  0    listed",
      "  1    the command line is wrong, or the ledger's folder cannot be used",
    })
final class WebhookListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  WebhookListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    Path folder = ledger.standing(invocation);
    List<WebhookReport.Listed> all = new ArrayList<>();
    if (WebhookBook.exists(folder)) {
      all.addAll(
          WebhookAccess.with(
              folder,
              book -> {
                List<WebhookReport.Listed> listed = new ArrayList<>();
                for (KeptWebhook kept : book.all()) {
                  listed.add(WebhookAccess.listed(book, kept, folder));
                }
                return listed;
              }));
    }
    if (json) {
      JsonWriter report = JsonWriter.indented().beginArray();
      for (WebhookReport.Listed one : all) {
        WebhookReport.write(one, report.beginObject());
        report.endObject();
      }
      invocation.out().println(report.endArray());
    } else {
      WebhookReport.webhooks(all).print(invocation, "there is no webhook");
    }
    return ExitCode.OK;
  }
}
