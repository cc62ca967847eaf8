package dev.keeptrail.cli;

import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.webhooks.WayOut;
import dev.keeptrail.webhooks.WebhookTrial;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends something to a webhook at once. */
@Command(
    name = "test",
    description = "Send `webhook.test` to a webhook at once, signed, without an event.",
    footer = {
      "",
      "Examples:",
      "  kt webhook test wh_0123456789abcdef",
      "",
      "Exit codes:",
      "  0    the receiver took it",
      "  1    the command line is wrong, or there is no such webhook",
      "  3    the receiver did not take it",
    })
final class WebhookTestCommand implements Callable<Integer> {
  @Mixin private IdArgument named = new IdArgument();

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  @Mixin private LedgerOption ledger = new LedgerOption();

  private final Invocation invocation;

  WebhookTestCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException {
    String id = named.value("kt webhook list");
    WayOut wayOut = WebhookAccess.wayOut(ProxyOptions.ofEnvironment(invocation));
    WebhookTrial.Answer answer =
        WebhookAccess.with(
            ledger.folder(invocation),
            id,
            (book, webhook) -> {
              try (var trial =
                  new WebhookTrial(book, invocation.clock(), invocation.environment(), wayOut)) {
                return trial.test(webhook);
              } catch (IOException unclosed) {
                throw new CommandFailedException("the connection could not be closed", null);
              }
            });
    if (json) {
      invocation.out().println(json(answer));
    } else {
      invocation.out().println(says(answer));
    }
    return answer.taken() ? ExitCode.OK : ExitCode.NOT_TAKEN;
  }

  static String says(WebhookTrial.Answer answer) {
    if (!answer.taken()) {
      return "not taken: " + answer.problem();
    }
    return answer.status() == null
        ? "not sent: the webhook does not ask for it"
        : "taken with " + answer.status();
  }

  private static String json(WebhookTrial.Answer answer) {
    JsonWriter report = JsonWriter.indented().beginObject();
    report.name("taken").value(answer.taken());
    Integer status = answer.status();
    if (status != null) {
      report.name("status").value(status);
    }
    String problem = answer.problem();
    if (problem != null) {
      report.name("problem").value(problem);
    }
    return report.endObject().toString();
  }
}
