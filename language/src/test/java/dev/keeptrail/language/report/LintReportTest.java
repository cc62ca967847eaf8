package dev.keeptrail.language.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.SampleKinds;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.source.SourceText;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LintReportTest {
  private static final String VALID =
      """
      pack: {name: demo, version: 1.2.0}
      policies: {chain: [pii-detector, audit-logger]}
      """;
  private static final String WARNED = VALID + "policy: {dlp-filter: {}}\n";
  private static final String INVALID = VALID + "polices: {}\ntesting: {}\n";

  @Test
  void tellsPeopleAboutAValidPack() {
    LintReport report = report(VALID);
    assertThat(report.isValid()).isTrue();
    assertThat(report.hasWarnings()).isFalse();
    assertThat(report.toText(false))
        .isEqualTo(
            """
            OK packs/demo.yaml
              pack      demo@1.2.0
              chain     pii-detector → audit-logger
              policies  2
              digest    %s
            """
                .formatted(digest(report)));
  }

  @Test
  void tellsPeopleAboutWarningsAndErrors() {
    assertThat(report(WARNED).toText(false)).contains("\nOK packs/demo.yaml, 1 warning\n");
    assertThat(report(INVALID).toText(false))
        .startsWith("packs/demo.yaml:3:1: error[E002]: unknown key `polices`")
        .endsWith("FAILED packs/demo.yaml: 1 error, 1 warning\n");
  }

  @Test
  void tellsScriptsAboutAValidPack() {
    LintReport report = report(WARNED);
    assertThat(report.hasWarnings()).isTrue();
    assertThat(report.toJson())
        .isEqualTo(
            """
            {
              "valid": true,
              "file": "packs/demo.yaml",
              "pack": {
                "name": "demo",
                "version": "1.2.0",
                "digest": "%s"
              },
              "chain": [
                "pii-detector",
                "audit-logger"
              ],
              "policy_count": 2,
              "warnings": [
                {
                  "code": "W601",
                  "path": "policy.dlp-filter",
                  "message": "`dlp-filter` is configured, but not in the chain",
                  "suggestion": "add it to `policies.chain`, or remove the block",
                  "severity": "warning",
                  "line": 3,
                  "column": 10,
                  "hint": "add it to `policies.chain`, or remove the block"
                }
              ]
            }
            """
                .formatted(digest(report)));
  }

  @Test
  void tellsScriptsAboutErrors() {
    LintReport report = report(INVALID);
    assertThat(report.isValid()).isFalse();
    assertThat(report.toJson())
        .startsWith(
            """
            {
              "valid": false,
              "file": "packs/demo.yaml",
              "errors": [
                {
                  "code": "E002",
                  "path": "polices",
                  "message": "unknown key `polices` at the top level",
            """)
        .contains("\"code\": \"W606\"");
  }

  private static String digest(LintReport report) {
    return PlanDigest.of(Objects.requireNonNull(report.pack().plan()));
  }

  private static LintReport report(String yaml) {
    String file = "packs/demo.yaml";
    return new LintReport(
        file, new PackCompiler(SampleKinds.ALL).compileYaml(new SourceText(file, yaml)));
  }
}
