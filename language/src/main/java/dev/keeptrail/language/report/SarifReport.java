package dev.keeptrail.language.report;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.DiagnosticPage;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.language.lint.LintResult.Ignored;
import dev.keeptrail.language.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * SARIF 2.1.0: one run, the codes that occur as its rules, ignored problems as suppressed results.
 * The same packs give the same bytes.
 */
final class SarifReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

  private final JsonWriter json = JsonWriter.indented();
  private final Set<DiagnosticCode> codes = new TreeSet<>();
  private final SarifFingerprints fingerprints = new SarifFingerprints();

  private SarifReport(List<LintReport> reports) {
    for (LintReport report : reports) {
      report.result().diagnostics().forEach(diagnostic -> codes.add(diagnostic.code()));
      report.result().ignored().forEach(ignored -> codes.add(ignored.diagnostic().code()));
    }
  }

  static String render(List<LintReport> reports, String version) {
    return new SarifReport(reports).document(reports, version);
  }

  private String document(List<LintReport> reports, String version) {
    json.beginObject();
    json.name("$schema").value(SCHEMA);
    json.name("version").value("2.1.0");
    json.name("runs").beginArray().beginObject();
    json.name("automationDetails").beginObject();
    json.name("id").value("keeptrail/lint/").endObject();
    tool(version);
    json.name("columnKind").value("unicodeCodePoints");
    json.name("results").beginArray();
    var fresh = new NotYetReported();
    var freshlyIgnored = new NotYetReported();
    for (LintReport report : reports) {
      fresh.of(report.result().diagnostics()).forEach(diagnostic -> result(diagnostic, null));
      List<Ignored> ignored = report.result().ignored();
      List<Diagnostic> shown =
          freshlyIgnored.of(ignored.stream().map(Ignored::diagnostic).toList());
      ignored.stream()
          .filter(each -> shown.contains(each.diagnostic()))
          .forEach(each -> result(each.diagnostic(), each.reason()));
    }
    json.endArray().endObject().endArray();
    return json.endObject() + "\n";
  }

  private void tool(String version) {
    json.name("tool").beginObject().name("driver").beginObject();
    json.name("name").value(SarifFingerprints.DRIVER);
    json.name("version").value(version);
    json.name("rules").beginArray();
    codes.forEach(this::rule);
    json.endArray().endObject().endObject();
  }

  private void rule(DiagnosticCode code) {
    String page = DiagnosticPage.path(code);
    json.beginObject();
    json.name("id").value(code.code());
    json.name("name").value(pascalCase(code.name()));
    text("shortDescription", code.title());
    // GitHub asks for it, and shows it above each alert.
    text(
        "fullDescription",
        DiagnosticPage.of(code.code()).map(DiagnosticPage::firstParagraph).orElse(code.title()));
    json.name("help").beginObject();
    json.name("text").value("see " + page);
    DiagnosticPage.of(code.code()).ifPresent(body -> json.name("markdown").value(body));
    json.endObject();
    json.name("defaultConfiguration").beginObject();
    json.name("level").value(level(code.severity())).endObject();
    json.name("properties").beginObject().name("page").value(page).endObject();
    json.endObject();
  }

  private void result(Diagnostic diagnostic, @Nullable String ignoredBecause) {
    json.beginObject();
    json.name("ruleId").value(diagnostic.code().code());
    json.name("ruleIndex").value(codes.stream().toList().indexOf(diagnostic.code()));
    json.name("level").value(level(diagnostic.severity()));
    String hint = diagnostic.hint();
    text("message", diagnostic.message() + (hint == null ? "" : " (" + hint + ")"));
    json.name("locations").beginArray();
    location(diagnostic.span(), null);
    json.endArray();
    if (!diagnostic.related().isEmpty()) {
      json.name("relatedLocations").beginArray();
      diagnostic.related().forEach(related -> location(related.span(), related.message()));
      json.endArray();
    }
    json.name("partialFingerprints").beginObject();
    json.name(SarifFingerprints.NAME).value(fingerprints.of(diagnostic)).endObject();
    Fix fix = diagnostic.fix();
    if (fix != null && !fix.edits().isEmpty()) {
      fix(fix);
    }
    suppressions(ignoredBecause);
    json.endObject();
  }

  /** Empty for a result that counts: the standard wants all results of a run to say, or none. */
  private void suppressions(@Nullable String reason) {
    json.name("suppressions").beginArray();
    if (reason != null) {
      json.beginObject().name("kind").value("inSource");
      json.name("justification").value(reason).endObject();
    }
    json.endArray();
  }

  private void fix(Fix fix) {
    json.name("fixes").beginArray().beginObject();
    text("description", fix.title());
    json.name("artifactChanges").beginArray().beginObject();
    artifact(fix.edits().getFirst().span());
    json.name("replacements").beginArray();
    for (TextEdit edit : fix.edits()) {
      json.beginObject();
      region("deletedRegion", edit.span());
      text("insertedContent", edit.replacement());
      json.endObject();
    }
    json.endArray().endObject().endArray().endObject().endArray();
  }

  private void location(Span span, @Nullable String message) {
    json.beginObject().name("physicalLocation").beginObject();
    artifact(span);
    region("region", span);
    json.endObject();
    if (message != null) {
      text("message", message);
    }
    json.endObject();
  }

  private void artifact(Span span) {
    json.name("artifactLocation").beginObject();
    json.name("uri").value(RelativePath.uri(span.source().name())).endObject();
  }

  private void region(String name, Span span) {
    json.name(name).beginObject();
    json.name("startLine").value(span.line());
    json.name("startColumn").value(span.column());
    json.name("endLine").value(span.endLine());
    json.name("endColumn").value(span.endColumn());
    json.endObject();
  }

  private void text(String name, String text) {
    json.name(name).beginObject().name("text").value(text).endObject();
  }

  private static String level(Severity severity) {
    return FrameRenderer.word(severity);
  }

  private static String pascalCase(String constant) {
    return Stream.of(constant.split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
