package dev.keeptrail.language.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.SampleKinds;
import dev.keeptrail.language.lint.LintOptions;
import dev.keeptrail.language.lint.Linter;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.source.SourceText;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LintReportTest {
  private static final String VALID =
      """
      pack: {name: demo, version: 1.2.0}
      policies: {chain: [pii-detector, audit-logger]}
      """;
  private static final String WARNED = VALID + "policy: {dlp-filter: {}}\n";
  private static final String INVALID = VALID + "polices: {}\npolicy: {dlp-filter: {}}\n";

  @Test
  void tellsPeopleAboutAValidPack() {
    LintReport report = report(VALID);
    assertThat(report.isValid()).isTrue();
    assertThat(report.hasWarnings()).isFalse();
    assertThat(text(report))
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
    assertThat(text(report(WARNED))).contains("\nOK packs/demo.yaml, 1 warning\n");
    assertThat(text(report(INVALID)))
        .startsWith("packs/demo.yaml:3:1: error[E002]: unknown key `polices`")
        .endsWith("FAILED packs/demo.yaml: 1 error, 1 warning\n");
  }

  @Test
  void tellsScriptsAboutAValidPack() {
    LintReport report = report(WARNED);
    assertThat(report.hasWarnings()).isTrue();
    assertThat(json(report))
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
              ],
              "ignored": []
            }
            """
                .formatted(digest(report)));
  }

  @Test
  void tellsScriptsAboutErrors() {
    LintReport report = report(INVALID);
    assertThat(report.isValid()).isFalse();
    assertThat(json(report))
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
        .contains("\"code\": \"W601\"");
  }

  private static String digest(LintReport report) {
    return PlanDigest.of(Objects.requireNonNull(report.pack().plan()));
  }

  private static LintReport report(String yaml) {
    String file = "packs/demo.yaml";
    var compiler = new PackCompiler(SampleKinds.ALL);
    CompiledPack pack = compiler.compileYaml(new SourceText(file, yaml));
    return new LintReport(
        file, pack, new Linter(compiler.schema()).lint(pack, LintOptions.DEFAULT));
  }

  private static String text(LintReport report) {
    return render(ReportFormat.HUMAN, report);
  }

  private static String json(LintReport report) {
    return render(ReportFormat.JSON, report);
  }

  private static String render(ReportFormat format, LintReport report) {
    return format.render(List.of(report), new ReportContext("1.0.0", false, false, Instant.EPOCH));
  }
}
