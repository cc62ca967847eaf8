package dev.keeptrail.cli;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.webhooks.EventKind;
import dev.keeptrail.webhooks.SigningSecret;
import dev.keeptrail.webhooks.Webhook;
import dev.keeptrail.webhooks.WebhookBook;
import dev.keeptrail.webhooks.WebhookException;
import dev.keeptrail.webhooks.WebhookUrl;
import java.net.URI;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a webhook. Its secret is shown once. */
@Command(
    name = "create",
    description = "Have events sent to an address from now on; shows the signing secret once.",
    footer = {
      "",
      "The receiver checks the header `webhook-signature` with the secret, as Standard Webhooks 1.0",
      "says, and tells repetitions by `webhook-id`. Events are what `kt events show` shows.",
      "",
      "Examples:",
      "  kt webhook create --url https://hooks.example.com/keeptrail",
      "  kt webhook create --url https://hooks.example.com/k --events event.blocked,event.escalated",
      "  kt webhook create --url https://hooks.example.com/k --events escalation.created",
      "  kt webhook create --url https://hooks.example.com/k --secret-env HOOK_SECRET --json",
      "",
      "Exit codes:",
      "  0    made",
      "  1    the command line is wrong, the ledger's folder cannot be used, or the secret could not",
      "       be shown; there is no webhook then",
    })
final class WebhookCreateCommand implements Callable<Integer> {
  @Option(
      names = "--url",
      paramLabel = "<url>",
      required = true,
      description = "Where to: https, or http on this machine.")
  private String url = "";

  @Option(
      names = "--events",
      paramLabel = "<type>",
      split = ",",
      converter = Words.EventKinds.class,
      completionCandidates = Words.EventKinds.class,
      description =
          "What to send: ${COMPLETION-CANDIDATES}; several with commas. Default: event.created, which is"
              + " every decision; administration.recorded is every entry of the trail.")
  private List<EventKind> kinds = new ArrayList<>();

  @Option(names = "--description", paramLabel = "<text>", description = "What you call it.")
  private String description = "";

  @Option(
      names = "--secret-env",
      paramLabel = "<name>",
      description =
          "The environment variable of the gateway that holds the signing secret. Default: a secret"
              + " is made and kept beside the ledger.")
  private @Nullable String secretVariable;

  @Option(
      names = "--from-start",
      description = "Send what is recorded already too, from the first event on.")
  private boolean fromStart;

  @Option(names = "--json", description = "Print the webhook, and the secret made, as JSON.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Invocation invocation;

  WebhookCreateCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    requireShort(description);
    if (secretVariable != null && !VARIABLE.matcher(secretVariable).matches()) {
      throw new CommandFailedException(
          "`%s` is not the name of an environment variable"
              .formatted(PrintableText.beginning(secretVariable)),
          "`--secret-env` takes letters, digits and `_`; the secret itself stays in the variable");
    }
    URI address = address();
    Path folder = ledger.standing(invocation);
    return WebhookAccess.with(
        folder,
        book -> {
          Webhook webhook = webhook(address, fromStart ? 0 : WebhookAccess.last(folder));
          note("webhook.created", webhook, folder);
          Optional<SigningSecret> secret = book.add(webhook);
          print(WebhookAccess.standing(book, webhook, folder), secret);
          if (secret.isPresent() && !ShownOnce.written(invocation)) {
            note("webhook.deleted", webhook, folder);
            boolean ignored = book.remove(webhook.id());
            throw ShownOnce.lost("the signing secret was not shown; the webhook is removed again");
          }
          return ExitCode.OK;
        });
  }

  /** Before it is done: a webhook that nobody has heard of is worse than one that is not made. */
  private void note(String action, Webhook webhook, Path folder) throws CommandFailedException {
    Map<String, String> details = WebhookNotes.about(webhook);
    details.put("from_start", Boolean.toString(fromStart));
    OpenAdministration.note(invocation, folder, action, webhook.id(), details);
  }

  /** Before anything is made. */
  private URI address() throws CommandFailedException {
    try {
      return WebhookUrl.read(url);
    } catch (WebhookException wrong) {
      throw new CommandFailedException(String.valueOf(wrong.getMessage()), null);
    }
  }

  private Webhook webhook(URI address, long position) {
    return new Webhook(
        WebhookBook.newId(),
        address,
        chosen(kinds),
        description,
        secretVariable,
        invocation.clock().instant().truncatedTo(ChronoUnit.SECONDS),
        true,
        position,
        null,
        null);
  }

  static void requireShort(String description) throws CommandFailedException {
    if (description.length() > Webhook.MAX_DESCRIPTION) {
      throw new CommandFailedException(
          "`--description` is at most %d characters".formatted(Webhook.MAX_DESCRIPTION), null);
    }
  }

  static Set<EventKind> chosen(List<EventKind> kinds) {
    return kinds.isEmpty() ? EnumSet.of(EventKind.CREATED) : EnumSet.copyOf(kinds);
  }

  private void print(WebhookReport.Standing standing, Optional<SigningSecret> secret) {
    if (json) {
      JsonWriter report = JsonWriter.indented().beginObject();
      WebhookReport.write(standing, report);
      secret.ifPresent(made -> report.name("signing_secret").value(made.reveal()));
      invocation.out().println(report.endObject());
      return;
    }
    invocation.out().print(WebhookReport.lines(standing));
    secret.ifPresent(made ->
        invocation
            .out()
            .printf(
                "signing secret %s%n  It is shown once; `kt webhook rotate-secret` makes another.%n",
                made.reveal()));
  }
}
