package dev.keeptrail.cli;

import dev.keeptrail.cli.demo.Demo;
import dev.keeptrail.cli.demo.DemoFailedException;
import dev.keeptrail.cli.demo.DemoResult;
import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.plan.PolicyPlan;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the demo shows: each request as it happens, then the events, then how to go on. */
final class DemoReport {
  private static final String BY_HAND =
      """

      The same by hand, in two terminals:

        KT gateway run --policy-config PACK --simulate

        curl -s http://127.0.0.1:41002/v1/chat/completions \\
          -H 'content-type: application/json' \\
          -d '{"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Write to ana.silva@example.com"}]}'
        KT events tail --limit 5

      With a real provider: set OPENAI_API_KEY for the gateway and leave out --simulate.
      """;

  private final Invocation invocation;
  private final boolean json;
  private final PrintStream out;

  DemoReport(Invocation invocation, boolean json) {
    this.invocation = invocation;
    this.json = json;
    this.out = invocation.out();
  }

  /** As it can be typed here: the launcher and the pack by the shortest names that lead to them. */
  private String byHand() {
    String launcher = invocation.environment().getOrDefault(GatewayInstallCommand.LAUNCHER, "");
    Path pack = Path.of("packs", "audit-trail-example", "policy-config.yaml");
    if (launcher.isEmpty()) {
      return BY_HAND.replace("KT", "./kt").replace("PACK", pack.toString());
    }
    Path command = Path.of(launcher).toAbsolutePath();
    Path root = command.resolveSibling("");
    // In an installation the launcher is in `bin`, beside `packs`.
    Path installed = command.resolveSibling("..").normalize();
    Path there = Files.exists(root.resolve(pack)) ? root : installed;
    return BY_HAND
        .replace("KT", shown(command).equals("kt") ? "./kt" : shown(command))
        .replace("PACK", shown(there.resolve(pack)));
  }

  private static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    String name = (file.startsWith(here) ? here.relativize(file) : file).toString();
    return name.contains(" ") ? "'" + name + "'" : name;
  }

  void begin(Demo demo) {
    if (json) {
      return;
    }
    String chain =
        demo.plan().chain().stream().map(PolicyPlan::name).collect(Collectors.joining(" -> "));
    out.printf("%s at %s%n", demo.plan().pack().label(), demo.address());
    out.printf("  chain  %s%n  plan   %s%n", chain, demo.planDigest());
    out.flush();
  }

  void result(int number, DemoResult result) {
    if (json) {
      return;
    }
    String verdict = result.event().verdict();
    out.printf("%n%d. %s%n", number, result.step().title());
    line("sent", result.step().sent());
    line(
        "verdict",
        "%s  %s  HTTP %d"
            .formatted(painted(verdict), result.event().reasonCode(), result.status()));
    String received = result.received();
    line("provider", received == null ? "(not called)" : received);
    line("answer", result.answer());
    result.surprises().forEach(surprise -> line("PROBLEM", surprise));
    out.flush();
  }

  void end(Demo demo, List<DemoResult> results, @Nullable Path kept) throws DemoFailedException {
    if (json) {
      out.println(document(demo, results, kept));
      return;
    }
    out.printf("%nEvents in the ledger:%n%n");
    new EventListing(invocation, false, ZoneOffset.UTC).printAll(demo.events());
    if (kept != null) {
      out.printf("%nThe ledger stays: kt events tail --ledger %s%n", kept);
    }
    out.print(byHand());
    out.flush();
    long problems = results.stream().filter(result -> !result.asExpected()).count();
    if (problems > 0) {
      invocation.note(
          "kt: %d of %s did not come out as expected"
              .formatted(problems, Counted.of(results.size(), "request")));
    }
  }

  private void line(String name, String value) {
    out.printf(Locale.ROOT, "   %-9s %s%n", name, value);
  }

  private String painted(String verdict) {
    if (!invocation.colour()) {
      return verdict;
    }
    String colour =
        switch (verdict) {
          case "allow" -> "32";
          case "block" -> "31";
          default -> "33";
        };
    return "\u001b[" + colour + "m" + verdict + "\u001b[0m";
  }

  private static String document(Demo demo, List<DemoResult> results, @Nullable Path kept) {
    JsonWriter json = JsonWriter.indented().beginObject();
    json.name("ok").value(results.stream().allMatch(DemoResult::asExpected));
    json.name("pack").value(demo.plan().pack().label());
    json.name("plan_digest").value(demo.planDigest());
    json.name("ledger").value(kept == null ? null : kept.toString());
    json.name("requests").beginArray();
    results.forEach(result -> write(result, json));
    return json.endArray().endObject().toString();
  }

  private static void write(DemoResult result, JsonWriter json) {
    json.beginObject();
    json.name("title").value(result.step().title());
    json.name("ok").value(result.asExpected());
    json.name("http_status").value(result.status());
    json.name("event_id").value(result.event().id());
    json.name("verdict").value(result.event().verdict());
    json.name("reason_code").value(result.event().reasonCode());
    json.name("sent").value(result.step().sent());
    json.name("provider_received").value(result.received());
    json.name("answer").value(result.answer());
    json.name("problems").beginArray();
    result.surprises().forEach(json::value);
    json.endArray().endObject();
  }
}
