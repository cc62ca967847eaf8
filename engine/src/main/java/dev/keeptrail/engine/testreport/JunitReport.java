package dev.keeptrail.engine.testreport;

import dev.keeptrail.engine.packtest.CaseResult;
import dev.keeptrail.engine.packtest.CaseResult.GoldenOutcome;
import dev.keeptrail.engine.packtest.Comparison;
import dev.keeptrail.engine.testreport.TestRun.TestResult;
import java.util.List;
import java.util.stream.Collectors;

/** The report in the form that CI systems read from JUnit. It measures no times. */
public final class JunitReport {
  private JunitReport() {}

  /**
   * The report: a suite for each run of a pack.
   *
   * @param time when it was made, in UTC: {@code 2026-01-31T12:00:00}
   */
  public static String of(List<TestRun> runs, String time) {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (int i = 0; i < runs.size(); i++) {
      suite(runs.get(i), i, time, xml);
    }
    return xml.append("</testsuites>\n").toString();
  }

  private static void suite(TestRun run, int id, String time, StringBuilder xml) {
    long failures = run.failed() + run.surplus().size();
    int tests = run.results().size() + run.surplus().size();
    xml.append("  <testsuite");
    attribute(xml, "id", Integer.toString(id));
    attribute(xml, "name", run.plan().pack().label());
    attribute(xml, "package", "kt.policy.test");
    attribute(xml, "timestamp", time);
    attribute(xml, "hostname", "localhost");
    attribute(xml, "tests", Integer.toString(tests));
    attribute(xml, "failures", Long.toString(failures));
    attribute(xml, "errors", "0");
    attribute(xml, "time", "0");
    xml.append(">\n    <properties/>\n");
    run.results().forEach(result -> test(run, result, xml));
    run.surplus().forEach(golden -> surplus(run, golden, xml));
    xml.append("    <system-out/>\n    <system-err/>\n");
    xml.append("  </testsuite>\n");
  }

  private static void test(TestRun run, TestResult tested, StringBuilder xml) {
    CaseResult result = tested.result();
    open(xml, run, result.test().title());
    if (result.passed()) {
      xml.append("/>\n");
      return;
    }
    xml.append(">\n      <failure");
    attribute(xml, "type", "expectation");
    attribute(xml, "message", message(result));
    xml.append('>');
    xml.append(escaped(new FailureText(false).of(tested)));
    xml.append("</failure>\n    </testcase>\n");
  }

  private static void surplus(TestRun run, GoldenOutcome golden, StringBuilder xml) {
    open(xml, run, golden.file());
    xml.append(">\n      <failure");
    attribute(xml, "type", "golden");
    attribute(xml, "message", golden.file() + " " + golden.state().words());
    xml.append("/>\n    </testcase>\n");
  }

  private static void open(StringBuilder xml, TestRun run, String name) {
    xml.append("    <testcase");
    attribute(xml, "name", name);
    attribute(xml, "classname", run.plan().pack().name());
    attribute(xml, "time", "0");
  }

  /** What differs, on one line. */
  static String message(CaseResult result) {
    String parts =
        result.comparisons().stream()
            .filter(comparison -> !comparison.holds())
            .map(JunitReport::part)
            .collect(Collectors.joining("; "));
    String golden =
        result.golden().stream()
            .filter(outcome -> !outcome.holds())
            .map(outcome -> outcome.file() + " " + outcome.state().words())
            .collect(Collectors.joining("; "));
    return parts.isEmpty() ? golden : golden.isEmpty() ? parts : parts + "; " + golden;
  }

  private static String part(Comparison comparison) {
    return (comparison.part() + ": expected " + comparison.expected() + ", got " + comparison.got())
        .replace('\n', ' ');
  }

  private static void attribute(StringBuilder xml, String name, String value) {
    xml.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
  }

  /** Characters that XML cannot hold become U+FFFD. */
  private static String escaped(String text) {
    var xml = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> xml.append("&lt;");
            case '>' -> xml.append("&gt;");
            case '&' -> xml.append("&amp;");
            case '"' -> xml.append("&quot;");
            default -> {
              boolean allowed =
                  c == '\n'
                      || c == '\t'
                      || (c >= 0x20 && c < 0xd800)
                      || (c > 0xdfff && c < 0xfffe)
                      || c > 0xffff;
              xml.appendCodePoint(allowed ? c : 0xfffd);
            }
          }
        });
    return xml.toString();
  }
}
