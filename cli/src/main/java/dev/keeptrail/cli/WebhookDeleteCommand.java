package dev.keeptrail.cli;

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
    WebhookReport.Standing standing =
        WebhookAccess.with(
            folder,
            id,
            (book, webhook) -> {
              var before = WebhookAccess.standing(book, webhook, folder);
              boolean ignored = book.remove(id);
              return before;
            });
    if (json) {
      WebhookGetCommand.print(standing, true, invocation);
    } else {
      invocation.out().printf("forgotten: %s (%s)%n", id, standing.webhook().url());
    }
    return ExitCode.OK;
  }
}
