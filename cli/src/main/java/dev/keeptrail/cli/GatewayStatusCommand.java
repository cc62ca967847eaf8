package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.FrameRenderer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Says which packs a running gateway serves. */
@Command(
    name = "status",
    description = "Show which packs a running gateway serves, since when, and its last reload.",
    footer = {
      "",
      "Examples:",
      "  kt gateway status",
      "  kt gateway status --port 41002 --json",
      "",
      "Exit codes:",
      "  0    shown",
      "  1    the command line is wrong, or no such gateway answers",
    })
final class GatewayStatusCommand implements Callable<Integer> {
  @Mixin private RunningGateway gateway = new RunningGateway();

  @Option(names = "--json", description = "Print the gateway's own answer.")
  private boolean json;

  private final Invocation invocation;

  GatewayStatusCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    RunningGateway.Answer answer = gateway.get(invocation, "/keeptrusts/config");
    if (json) {
      invocation.out().println(answer.text());
    } else {
      print(answer.json());
      String service = new UserServices(invocation).state();
      if (service != null) {
        line("service", service);
      }
    }
    return ExitCode.OK;
  }

  private void print(JsonNode status) {
    invocation.out().println(FrameRenderer.safe(label(status)));
    served(status);
    line("gateway", status.path("gateway_id").asString(""));
    JsonNode ledger = status.path("ledger");
    if (!ledger.path("healthy").asBoolean(true)) {
      line(
          "ledger",
          "takes no events since %s; requests are refused until it does"
              .formatted(ledger.path("since").asString("")));
    }
    status.at("/callers/problems").forEach(problem -> line("callers", problem.asString("")));
    JsonNode last = status.path("last_reload");
    if (last.isObject()) {
      line(
          "reload",
          "%s by %s at %s"
              .formatted(
                  last.path("outcome").asString(""),
                  last.path("cause").asString(""),
                  last.path("at").asString("")));
      last.path("problem").asString("").lines().forEach(text -> line("", text));
      last.path("shadow_problem").asString("").lines().forEach(text -> line("", text));
    }
    status
        .path("consumer_groups")
        .forEachEntry((group, own) -> {
          line("group", group + ": " + label(own));
          served(own);
        });
    status.path("shadows").forEach(this::candidate);
  }

  private void candidate(JsonNode candidate) {
    String group = candidate.path("consumer_group").asString("");
    line("shadow", (group.isEmpty() ? "" : group + ": ") + candidate.path("pack").asString(""));
    line("plan", candidate.path("digest").asString(""));
    List<String> changes =
        candidate
            .path("changes")
            .propertyStream()
            .map(change -> change.getKey() + " " + change.getValue().asLong(0))
            .toList();
    line("", changes.isEmpty() ? "nothing judged yet" : String.join(", ", changes));
  }

  private static String label(JsonNode status) {
    JsonNode pack = status.path("pack");
    return pack.path("name").asString("") + "@" + pack.path("version").asString("");
  }

  private void served(JsonNode status) {
    line("plan", status.at("/pack/digest").asString(""));
    List<String> chain =
        status.at("/policies/chain").valueStream().map(JsonNode::asString).toList();
    line("chain", String.join(" > ", chain));
    line("since", status.path("since").asString(""));
  }

  private void line(String name, String value) {
    invocation.out().printf(Locale.ROOT, "  %-7s %s%n", name, FrameRenderer.safe(value));
  }
}
