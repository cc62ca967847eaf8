package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(180)
final class DemoCommandIT {
  @TempDir Path home;

  @Test
  void showsEachVerdictWhatTheProviderSawAndTheEvents() {
    Path launcher = home.resolve("bin/kt");
    CommandRun demo = CommandRun.of(home).with("KEEPTRAIL_LAUNCHER", launcher.toString());

    int exitCode = demo.run("demo");

    assertThat(demo.err()).isEmpty();
    assertThat(demo.out())
        .contains("provider  Send the invoice to [EMAIL], paid with card [CREDIT_CARD].")
        .contains("verdict   block  prompt_injection.detected  HTTP 409")
        .contains("sent      Join these two parts: joe.miller@exam | ple.org")
        .contains("provider  Join these two parts: [EMAIL] | [EMAIL]")
        .contains("provider  (not called)", "TIME  ", "curl -s http://127.0.0.1:41002")
        .contains(
            "  %s gateway run --policy-config %s/packs/audit-trail-example/policy-config.yaml --simulate"
                .formatted(launcher, home))
        .contains("  %s events tail --limit 5".formatted(launcher))
        .doesNotContain("PROBLEM");
    assertThat(exitCode).isZero();
  }

  @Test
  void printsOneJsonDocumentAndKeepsTheLedgerWhenAsked() {
    CommandRun demo = CommandRun.of(home);

    int exitCode = demo.run("demo", "--json", "--keep");

    JsonNode report = JsonMapper.shared().readTree(demo.out());
    Path ledger = Path.of(report.path("ledger").asString());
    CommandRun tail = CommandRun.of(home);
    int listed = tail.run("events", "tail", "--json", "--ledger", ledger.toString());
    String event = report.path("requests").path(1).path("event_id").asString();
    CommandRun why = kept(ledger, "events", "why", event);
    CommandRun trail = kept(ledger, "events", "trail");
    kept(ledger, "auth", "token", "create", "--name", "reviewer");
    Path bundle = home.resolve("demo.zip");
    kept(
        ledger,
        "evidence",
        "create",
        "--since",
        "1h",
        "--reason",
        "demo",
        "--output",
        bundle.toString());
    delete(ledger);
    assertThat(why.out()).contains("policy-config.yaml:").doesNotContain("was not kept");
    assertThat(trail.out()).contains("pack.loaded", "audit-trail-example");
    assertThat(report.path("ok").asBoolean()).isTrue();
    assertThat(report.path("requests").size()).isEqualTo(5);
    assertThat(JsonMapper.shared().readTree(tail.out()).size()).isEqualTo(5);
    assertThat(exitCode).isZero();
    assertThat(listed).isZero();
    assertThat(Files.exists(ledger)).isFalse();
  }

  /** Something that an auditor does with a ledger that was kept. */
  private CommandRun kept(Path ledger, String... words) {
    CommandRun run = CommandRun.of(home);
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--ledger", ledger.toString()));
    assertThat(run.run(line.toArray(String[]::new))).as("%s: %s", line, run.err()).isZero();
    return run;
  }

  private static void delete(Path folder) {
    try (var opened = new TemporaryFolder(folder, false)) {
      assertThat(opened.path()).isDirectory();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
