package dev.keeptrail.cli;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.webhooks.WebhookBook;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Forgets a webhook. */
@Command(
    name = "delete",
    description = "Forget a webhook, its secret and its deliveries; events stay in the ledger.",
    footer = {
      "",
      "Examples:",
      "  kt webhook delete wh_0123456789abcdef",
      "",
      "Exit codes:",
      "  0    forgotten",
      "  1    the command line is wrong, or there is no such webhook",
    })
final class WebhookDeleteCommand implements Callable<Integer> {
  @Mixin private IdArgument named = new IdArgument();

  @Option(names = "--json", description = "Print what was forgotten as JSON.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  WebhookDeleteCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    String id = named.value("kt webhook list");
    var folder = ledger.folder(invocation);
    if (!WebhookBook.exists(folder)) {
      throw WebhookAccess.missing(id);
    }
    WebhookReport.Listed forgotten =
        WebhookAccess.with(
            folder,
            book -> {
              // WHY: one that cannot be read has to be forgotten too, or nobody could mend it.
              var before = WebhookAccess.listed(book, WebhookAccess.kept(book, id), folder);
              OpenAdministration.note(invocation, folder, "webhook.deleted", id, about(before));
              boolean ignored = book.remove(id);
              return before;
            });
    if (json) {
      JsonWriter report = JsonWriter.indented().beginObject();
      WebhookReport.write(forgotten, report);
      invocation.out().println(report.endObject());
    } else {
      String what =
          switch (forgotten) {
            case WebhookReport.Listed.Known(WebhookReport.Standing standing) ->
                standing.webhook().url().toString();
            case WebhookReport.Listed.Unreadable _ -> "it could not be read";
          };
      invocation.out().printf("forgotten: %s (%s)%n", id, what);
    }
    return ExitCode.OK;
  }

  private static Map<String, String> about(WebhookReport.Listed listed) {
    return switch (listed) {
      case WebhookReport.Listed.Known(WebhookReport.Standing standing) ->
          WebhookNotes.about(standing.webhook());
      case WebhookReport.Listed.Unreadable _ -> Map.of("problem", "it could not be read");
    };
  }
}
