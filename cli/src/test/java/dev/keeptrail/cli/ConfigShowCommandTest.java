package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds in a pack, and who said so. */
final class ConfigShowCommandTest {
  private static final String BASE =
      """
      pack: {name: shop, version: 1.0.0}
      providers:
        targets:
          - id: primary
            provider: openai
            api_key: not-to-be-seen-anywhere
          - {id: second, provider: openai, secret_key_ref: {env: OPENAI_API_KEY}}
      policies: {chain: [prompt-injection, guard, pii-detector, audit-logger]}
      policy:
        prompt-injection: {threshold: 0.9}
        guard: {rules: [{name: all, when: "true", then: {flag: guard.seen}}]}
        pii-detector:
          action: redact
          exclude: [pii.phone]
        dlp-filter: {action: block}
      """;
  private static final String LAYER =
      "gateway: {block_status: 403}\npolicy:\n  pii-detector: {action: block}\n";

  @TempDir private Path folder;
  private String base = "";
  private String layer = "";

  @BeforeEach
  void write() throws IOException {
    base = Files.writeString(folder.resolve("base.yaml"), BASE).toString();
    layer = Files.writeString(folder.resolve("layer.yaml"), LAYER).toString();
  }

  @Test
  void eachValueHasThePlaceThatItComesFrom() {
    CommandRun run = run("config", "show", "--file", base, "--file", layer);

    assertThat(row(run, "pack.name")).containsExactly("shop", base + ":1");
    assertThat(row(run, "pack.enabled")).containsExactly("true", "default");
    assertThat(row(run, "providers.targets[1].secret_key_ref"))
        .containsExactly("{\"env\":\"OPENAI_API_KEY\"}", base + ":7");
    assertThat(row(run, "policy.pii-detector.action")).containsExactly("block", layer + ":3");
    assertThat(row(run, "policy.pii-detector.exclude"))
        .containsExactly("[\"pii.phone\"]", base + ":14");
    assertThat(row(run, "policy.pii-detector.redaction.marker_format"))
        .containsExactly("label", "default");
    assertThat(row(run, "policy.audit-logger.enforcement")).containsExactly("enforce", "default");
    assertThat(row(run, "policy.guard.rules[0].name")).containsExactly("all", base + ":11");
    assertThat(row(run, "gateway.block_status")).containsExactly("403", layer + ":1");
    assertThat(run.out()).doesNotContain("dlp-filter");
  }

  /** An older spelling is that of a setting, and no default stands beside it. */
  @Test
  void anOlderSpellingIsTheSetting() {
    CommandRun run = run("config", "show", "--file", base);
    assertThat(row(run, "policy.prompt-injection.detection.embedding_threshold"))
        .containsExactly("0.9", base + ":10");
  }

  @Test
  void secretsAreNeverShown() {
    assertThat(run("config", "show", "--file", base).out())
        .doesNotContain("not-to-be-seen")
        .contains("{\"literal\":true}");
    assertThat(run("config", "show", "--file", base, "--json").out())
        .doesNotContain("not-to-be-seen");
  }

  @Test
  void allOfItIsThereAsJson() {
    JsonNode report =
        JsonMapper.shared().readTree(run("config", "show", "--file", base, "--json").out());
    assertThat(report.path("plan_digest").asString()).startsWith("sha256:");
    JsonNode name = report.path("values").get(0);
    assertThat(name.path("path").asString()).isEqualTo("pack.name");
    assertThat(name.path("value").asString()).isEqualTo("shop");
    assertThat(name.path("default").asBoolean()).isFalse();
    assertThat(name.path("file").asString()).isEqualTo(base);
    assertThat(name.path("line").asInt()).isEqualTo(1);
  }

  @Test
  void aPackWithErrorsIsNotShown() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "pack: {name: x}\n");
    CommandRun run = CommandRun.of(folder.resolve("home"));
    assertThat(run.run("config", "show", "--file", wrong.toString())).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  private static List<String> row(CommandRun run, String path) {
    return run.out()
        .lines()
        .map(line -> List.of(line.split("  +", -1)))
        .filter(cells -> cells.getFirst().equals(path))
        .findFirst()
        .map(cells -> cells.subList(1, cells.size()))
        .orElseThrow(() -> new AssertionError("no " + path + " in\n" + run.out()));
  }

  private CommandRun run(String... arguments) {
    CommandRun run = CommandRun.of(folder.resolve("home"));
    assertThat(run.run(arguments)).as(run.err()).isZero();
    return run;
  }
}
