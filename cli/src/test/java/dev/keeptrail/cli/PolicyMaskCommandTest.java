package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether a mask holds is shown by what goes on. */
final class PolicyMaskCommandTest {
  private static final String PACK =
      """
      pack: {name: masks, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [pii-detector]}
      policy: {pii-detector: SETTINGS}
      """;

  @TempDir private Path folder;

  @Test
  void nothingIsLeftWhereAllOfItIsMasked() throws IOException {
    Finished run =
        mask("{action: redact}", "Write to jane.doe@example.com, card 4111 1111 1111 1111.");
    assertThat(run.out())
        .contains("input: redact (pii_detector.redacted)")
        .contains("/messages/0/content")
        .contains("Write to [EMAIL], card [CREDIT_CARD].")
        .contains("Nothing is left of pii, pci, phi and secret.\n")
        .endsWith("such as names, takes `--category pii.name`.\n")
        .doesNotContain("jane.doe");
    assertThat(run.exit()).isZero();
  }

  @Test
  void whatThePackLeavesAloneIsLeft() throws IOException {
    Finished run = mask("{exclude: [pii.email]}", "Write to jane.doe@example.com.");
    assertThat(run.out())
        .contains("LEFT /messages/0/content 9-29: pii.email, which detectors find");
    assertThat(run.exit()).isEqualTo(3);
  }

  @Test
  void aPseudonymIsNoLeftover() throws IOException {
    Finished run =
        mask(
            "{redaction: {marker_format: pseudonym, hash_key_ref: {env: K}}}",
            "Write to jane.doe@example.com.");
    assertThat(run.out()).contains("Nothing is left of pii,").doesNotContain("jane.doe");
  }

  @Test
  void whatIsRefusedGoesNowhere() throws IOException {
    Finished run = mask("{action: block}", "Write to jane.doe@example.com.", "--json");
    JsonNode report = JsonMapper.shared().readTree(run.out());
    assertThat(report.path("ok").asBoolean()).isTrue();
    assertThat(report.at("/phases/0/goes_on").asBoolean()).isFalse();
    assertThat(run.exit()).isZero();
  }

  @Test
  void anUnknownCategoryIsSaid() throws IOException {
    Finished run = mask("{}", "x", "--category", "pii.emial");
    assertThat(run.err()).contains("no category `pii.emial`").contains("`pii.email`");
    assertThat(mask("{}", "x", "--category", "email").err())
        .endsWith("  did you mean `pii.email`?\n");
    assertThat(mask("{}", "x", "--category", "nope").err())
        .containsPattern("  they begin with .*`pii`, .*; `kt detect list` shows all\n");
  }

  private Finished mask(String settings, String text, String... more) throws IOException {
    Path pack = Files.writeString(folder.resolve("pack.yaml"), PACK.replace("SETTINGS", settings));
    Path input =
        Files.writeString(
            folder.resolve("request.json"),
            "{\"messages\": [{\"role\": \"user\", \"content\": \"" + text + "\"}]}");
    String[] all = new String[more.length + 6];
    all[0] = "policy";
    all[1] = "mask";
    all[2] = "--file";
    all[3] = pack.toString();
    all[4] = "--input";
    all[5] = input.toString();
    System.arraycopy(more, 0, all, 6, more.length);
    CommandRun run = CommandRun.of(folder.resolve("home"));
    int exit = run.run(all);
    return new Finished(exit, run.out(), run.err());
  }

  private record Finished(int exit, String out, String err) {}
}
