package dev.keeptrail.language.report;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JUnit XML: a suite for each pack, in it a test case for each code that was found, or one that
 * passed. Errors fail, and warnings where they count; others are in the suite's output.
 */
final class JunitReport {
  private final StringBuilder xml = new StringBuilder();
  private final ReportContext context;

  private JunitReport(ReportContext context) {
    this.context = context;
  }

  static String render(List<LintReport> reports, ReportContext context) {
    return new JunitReport(context).document(reports);
  }

  private String document(List<LintReport> reports) {
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (int i = 0; i < reports.size(); i++) {
      suite(reports.get(i), i);
    }
    return xml.append("</testsuites>\n").toString();
  }

  private void suite(LintReport report, int id) {
    Map<DiagnosticCode, List<Diagnostic>> byCode = new TreeMap<>();
    for (Diagnostic diagnostic : report.result().diagnostics()) {
      byCode.computeIfAbsent(diagnostic.code(), _ -> new ArrayList<>()).add(diagnostic);
    }
    long failures = byCode.keySet().stream().filter(this::fails).count();
    String name = RelativePath.of(report.file());
    xml.append("  <testsuite");
    attribute("id", Integer.toString(id));
    attribute("name", name);
    attribute("package", "kt.policy.lint");
    attribute("timestamp", time());
    attribute("hostname", "localhost");
    attribute("tests", Integer.toString(Math.max(1, byCode.size())));
    attribute("failures", Long.toString(failures));
    attribute("errors", "0");
    attribute("time", "0");
    xml.append(">\n    <properties/>\n");
    if (byCode.isEmpty()) {
      testCase("no problems", name, null);
    }
    byCode.forEach((code, found) ->
        testCase(code.code() + " " + code.title(), name, fails(code) ? found : null));
    xml.append("    <system-out>")
        .append(XmlText.content(passed(byCode)))
        .append("</system-out>\n");
    xml.append("    <system-err/>\n  </testsuite>\n");
  }

  private void testCase(String name, String file, @Nullable List<Diagnostic> failures) {
    xml.append("    <testcase");
    attribute("name", name);
    attribute("classname", file);
    attribute("time", "0");
    if (failures == null) {
      xml.append("/>\n");
      return;
    }
    xml.append(">\n      <failure");
    attribute("message", failures.getFirst().message());
    attribute("type", FrameRenderer.word(failures.getFirst().severity()));
    xml.append('>').append(XmlText.content(frames(failures))).append("</failure>\n");
    xml.append("    </testcase>\n");
  }

  private String passed(Map<DiagnosticCode, List<Diagnostic>> byCode) {
    return byCode.entrySet().stream()
        .filter(entry -> !fails(entry.getKey()))
        .map(entry -> frames(entry.getValue()))
        .collect(Collectors.joining());
  }

  private static String frames(List<Diagnostic> diagnostics) {
    return new FrameRenderer(false).render(diagnostics);
  }

  private boolean fails(DiagnosticCode code) {
    return switch (code.severity()) {
      case ERROR -> true;
      case WARNING -> context.warningsFail();
      case NOTE -> false;
    };
  }

  /** The format knows no time zone and no fractions. */
  private String time() {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
        context.time().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS));
  }

  private void attribute(String name, String value) {
    xml.append(' ').append(name).append("=\"").append(XmlText.attribute(value)).append('"');
  }
}
