package dev.keeptrail.cli;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.webhooks.SigningSecret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a webhook a new secret. */
@Command(
    name = "rotate-secret",
    description = "Make a new signing secret, and show it this once.",
    footer = {
      "",
      "The old secret signs too for a while, so that the receiver can change over in between.",
      "",
      "Examples:",
      "  kt webhook rotate-secret wh_0123456789abcdef",
      "  kt webhook rotate-secret wh_0123456789abcdef --keep-old 2h --json",
      "",
      "Exit codes:",
      "  0    made",
      "  1    the command line is wrong, there is no such webhook, its secret is a variable's, or the",
      "       new one could not be shown; the one there was stays then",
    })
final class WebhookRotateSecretCommand implements Callable<Integer> {
  @Mixin private IdArgument named = new IdArgument();

  @Option(
      names = "--keep-old",
      paramLabel = "<time>",
      converter = LifetimeConverter.class,
      description = "How long the old secret signs too: 2h, 7d. Default: 24h.")
  private Duration keepOld = Duration.ofHours(24);

  @Option(names = "--json", description = "Print the secret as JSON.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  WebhookRotateSecretCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    String id = named.value("kt webhook list");
    Instant until = invocation.clock().instant().plus(keepOld).truncatedTo(ChronoUnit.SECONDS);
    Path folder = ledger.folder(invocation);
    SigningSecret secret = SigningSecret.fresh();
    return WebhookAccess.with(
        folder,
        id,
        (book, webhook) -> {
          if (webhook.secretVariable() != null) {
            throw new CommandFailedException(
                "the secret of `%s` is in the variable `%s`"
                    .formatted(id, webhook.secretVariable()),
                "change it where the gateway is started");
          }
          // WHY: one that nobody has seen would push the one that receivers know out.
          print(id, secret, until);
          if (!ShownOnce.written(invocation)) {
            throw ShownOnce.lost("the new secret was not shown; the one there was stays");
          }
          OpenAdministration.note(
              invocation,
              folder,
              "webhook.secret_rotated",
              id,
              Map.of("old_secret_until", until.toString()));
          if (!book.rotate(id, secret, until)) {
            throw new CommandFailedException(
                "there is no webhook `%s` any more".formatted(id),
                "`kt webhook list` shows the ids");
          }
          return ExitCode.OK;
        });
  }

  private void print(String id, SigningSecret secret, Instant until) {
    if (json) {
      JsonWriter report = JsonWriter.indented().beginObject();
      report.name("id").value(id);
      report.name("signing_secret").value(secret.reveal());
      report.name("old_secret_until").value(until.toString());
      invocation.out().println(report.endObject());
    } else {
      invocation
          .out()
          .printf(
              "signing secret %s%n  It is shown once. The old one signs too until %s.%n",
              secret.reveal(), until);
    }
  }
}
