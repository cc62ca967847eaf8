package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is measured, not how long it takes. */
final class BenchCommandTest {
  private static final String PACK =
      """
      pack: {name: shop, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [pii-detector, agent-firewall]}
      """;

  @TempDir private Path folder;

  @Test
  void measuresEachPhaseAndPolicyOfTheExchangesThatComeWithIt() throws IOException {
    JsonNode report = JsonMapper.shared().readTree(bench("--rounds", "3", "--json"));
    assertThat(report.path("exchanges").asInt()).isEqualTo(4);
    assertThat(report.path("phases")).hasSize(3);
    JsonNode input = report.path("phases").get(0);
    assertThat(input.path("phase").asString()).isEqualTo("input");
    assertThat(input.at("/decision/count").asInt()).isEqualTo(3 * 4);
    assertThat(input.at("/policies/0/policy").asString()).isEqualTo("pii-detector");
    JsonNode tool = report.path("phases").get(1);
    assertThat(tool.at("/policies/0/policy").asString()).isEqualTo("agent-firewall");
    assertThat(tool.at("/policies/0/p50").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(tool.at("/policies/0/p99").asDouble());
  }

  @Test
  void measuresTheInputsOfAFolder() throws IOException {
    Files.writeString(
        Files.createDirectories(folder.resolve("on")).resolve("one.json"),
        "{\"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}");
    assertThat(bench("--rounds", "2", "--on", folder.resolve("on").toString()))
        .contains("shop@1.0.0, drools: 1 exchange, 2 rounds after 1 that do not count")
        .contains("decision")
        .contains("pii-detector")
        .doesNotContain("agent-firewall");
  }

  @Test
  void measuresRecordedExchanges() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("log.jsonl"),
            "{\"request\": {\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\":"
                + " \"Write to me@example.com\"}]}, \"response\": {\"choices\": [{\"index\": 0,"
                + " \"message\": {\"role\": \"assistant\", \"content\": \"Done.\"},"
                + " \"finish_reason\": \"stop\"}]}}\n");
    Path traffic = folder.resolve("traffic.jsonl");
    CommandRun made = CommandRun.of(folder.resolve("home"));
    assertThat(
            made.run(
                "capture",
                "import",
                "--format",
                "pairs",
                "--output",
                traffic.toString(),
                log.toString()))
        .as(made.err())
        .isZero();
    assertThat(bench("--rounds", "2", "--input", traffic.toString()))
        .contains("1 exchange, ")
        .contains("input")
        .contains("output");
    assertThat(run("--input", traffic.toString(), "--on", "x").err())
        .contains("`--on` and `--input` exclude each other");
  }

  @Test
  void saysWhereSomebodyWatchesHowFarItIs() throws IOException {
    Path pack = Files.writeString(folder.resolve("pack.yaml"), PACK);
    CommandRun run = CommandRun.of(folder.resolve("home")).watched();

    assertThat(run.run("bench", "--file", pack.toString(), "--warm-up=1", "--rounds=1")).isZero();

    assertThat(run.err()).startsWith("\r\u001b[K0 of 1 rounds to warm up").endsWith("\r\u001b[K");
    assertThat(run.out()).startsWith("shop@1.0.0");
  }

  @Test
  void roundsHaveBounds() throws IOException {
    assertThat(run("--rounds", "0").err()).contains("from 1 to 100000");
  }

  private String bench(String... arguments) throws IOException {
    CommandRun run = run(arguments);
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  private CommandRun run(String... arguments) throws IOException {
    Path pack = Files.writeString(folder.resolve("pack.yaml"), PACK);
    String[] all = new String[arguments.length + 5];
    all[0] = "bench";
    all[1] = "--file";
    all[2] = pack.toString();
    all[3] = "--warm-up";
    all[4] = "1";
    System.arraycopy(arguments, 0, all, 5, arguments.length);
    CommandRun run = CommandRun.of(folder.resolve("home"));
    run.run(all);
    return run;
  }
}
