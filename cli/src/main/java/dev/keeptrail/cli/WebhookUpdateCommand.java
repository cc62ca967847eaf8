package dev.keeptrail.cli;

import dev.keeptrail.webhooks.EventKind;
import dev.keeptrail.webhooks.Webhook;
import dev.keeptrail.webhooks.WebhookException;
import dev.keeptrail.webhooks.WebhookUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes a webhook. */
@Command(
    name = "update",
    description = "Change a webhook, or stop and start it.",
    footer = {
      "",
      "A webhook that is enabled again goes on where it stopped; nothing is left out.",
      "",
      "Examples:",
      "  kt webhook update wh_0123456789abcdef --events event.blocked",
      "  kt webhook update wh_0123456789abcdef --disable",
      "",
      "Exit codes:",
      "  0    changed",
      "  1    the command line is wrong, or there is no such webhook",
    })
final class WebhookUpdateCommand implements Callable<Integer> {
  @Mixin private IdArgument named = new IdArgument();

  @Option(names = "--url", paramLabel = "<url>", description = "Where to from now on.")
  private @Nullable String url;

  @Option(
      names = "--events",
      paramLabel = "<type>",
      split = ",",
      converter = Words.EventKinds.class,
      completionCandidates = Words.EventKinds.class,
      description = "What to send from now on: ${COMPLETION-CANDIDATES}; several with commas.")
  private List<EventKind> kinds = new ArrayList<>();

  @Option(names = "--description", paramLabel = "<text>", description = "What you call it.")
  private @Nullable String description;

  @ArgGroup private @Nullable Switch enabling;

  /** One of two. */
  static final class Switch {
    @Option(names = "--enable", required = true, description = "Send again.")
    private boolean enable;

    @Option(names = "--disable", required = true, description = "Send nothing for the time being.")
    private boolean disable;
  }

  @Option(names = "--json", description = "Print the changed webhook as JSON.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  WebhookUpdateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    String id = named.value("kt webhook list");
    if (url == null && kinds.isEmpty() && description == null && enabling == null) {
      throw new CommandFailedException(
          "nothing is said that is to change",
          "`--url`, `--events`, `--description`, `--enable` or `--disable`");
    }
    if (description != null) {
      WebhookCreateCommand.requireShort(description);
    }
    Path folder = ledger.folder(invocation);
    WebhookReport.Standing standing =
        WebhookAccess.with(
            folder,
            id,
            (book, webhook) -> {
              Webhook changed = changed(webhook);
              OpenAdministration.note(
                  invocation, folder, "webhook.updated", id, WebhookNotes.about(changed));
              boolean ignored = book.update(changed);
              return WebhookAccess.standing(book, book.find(id).orElse(webhook), folder);
            });
    WebhookGetCommand.print(standing, json, invocation);
    return ExitCode.OK;
  }

  private Webhook changed(Webhook webhook) throws WebhookException {
    return new Webhook(
        webhook.id(),
        url == null ? webhook.url() : WebhookUrl.read(url),
        kinds.isEmpty() ? webhook.kinds() : WebhookCreateCommand.chosen(kinds),
        description == null ? webhook.description() : description,
        webhook.secretVariable(),
        webhook.created(),
        enabling == null ? webhook.enabled() : enabling.enable && !enabling.disable,
        webhook.position(),
        null,
        null);
  }
}
