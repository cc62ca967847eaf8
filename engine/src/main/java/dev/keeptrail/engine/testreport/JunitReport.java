package dev.keeptrail.engine.testreport;

import dev.keeptrail.engine.packtest.CaseResult;
import dev.keeptrail.engine.packtest.CaseResult.GoldenOutcome;
import dev.keeptrail.engine.packtest.Comparison;
import dev.keeptrail.engine.testreport.TestRun.TestResult;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The report in the form that CI systems read from JUnit. Each test has the time that it took, its
 * suite that of the whole run of its pack; what was not run took none.
 */
public final class JunitReport {
  private JunitReport() {}

  /** What came of the tests of one pack. */
  public sealed interface Suite {
    record Ran(TestRun run) implements Suite {}

    /**
     * Nothing was run, because pack or tests have errors. A report without them would look as if
     * all was well.
     */
    record Refused(String file, List<Diagnostic> problems) implements Suite {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * The report: a suite for each pack.
   *
   * @param time when it was made, in UTC: {@code 2026-01-31T12:00:00}
   */
  public static String of(List<Suite> suites, String time) {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (int i = 0; i < suites.size(); i++) {
      switch (suites.get(i)) {
        case Suite.Ran(TestRun run) -> suite(run, i, time, xml);
        case Suite.Refused refused -> refused(refused, i, time, xml);
      }
    }
    return xml.append("</testsuites>\n").toString();
  }

  private static void refused(Suite.Refused refused, int id, String time, StringBuilder xml) {
    Map<ProblemKind, List<Diagnostic>> errors = ProblemKind.of(refused);
    begin(xml, id, refused.file(), time, errors.size(), 0, errors.size(), Duration.ZERO);
    errors.forEach((kind, problems) -> {
      open(xml, kind.name(), kind.file(), Duration.ZERO);
      xml.append(">\n      <error");
      attribute(xml, "type", problems.getFirst().code().code());
      attribute(xml, "message", problems.getFirst().message());
      xml.append('>').append(escaped(new FrameRenderer(false).render(problems)));
      xml.append("</error>\n    </testcase>\n");
    });
    end(xml);
  }

  private static void suite(TestRun run, int id, String time, StringBuilder xml) {
    long failures = run.failed() + run.surplus().size();
    int tests = run.results().size() + run.surplus().size();
    begin(xml, id, run.plan().pack().label(), time, tests, failures, 0, run.took());
    run.results().forEach(result -> test(run, result, xml));
    run.surplus().forEach(golden -> surplus(run, golden, xml));
    end(xml);
  }

  private static void begin(
      StringBuilder xml,
      int id,
      String name,
      String time,
      long tests,
      long failures,
      long errors,
      Duration took) {
    xml.append("  <testsuite");
    attribute(xml, "id", Integer.toString(id));
    attribute(xml, "name", name);
    attribute(xml, "package", "kt.policy.test");
    attribute(xml, "timestamp", time);
    attribute(xml, "hostname", "localhost");
    attribute(xml, "tests", Long.toString(tests));
    attribute(xml, "failures", Long.toString(failures));
    attribute(xml, "errors", Long.toString(errors));
    attribute(xml, "time", seconds(took));
    xml.append(">\n    <properties/>\n");
  }

  private static void end(StringBuilder xml) {
    xml.append("    <system-out/>\n    <system-err/>\n");
    xml.append("  </testsuite>\n");
  }

  private static void test(TestRun run, TestResult tested, StringBuilder xml) {
    CaseResult result = tested.result();
    open(xml, result.test().title(), run.plan().pack().name(), tested.took());
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
    open(xml, golden.file(), run.plan().pack().name(), Duration.ZERO);
    xml.append(">\n      <failure");
    attribute(xml, "type", "golden");
    attribute(xml, "message", golden.file() + " " + golden.state().words());
    xml.append("/>\n    </testcase>\n");
  }

  private static void open(StringBuilder xml, String name, String className, Duration took) {
    xml.append("    <testcase");
    attribute(xml, "name", name);
    attribute(xml, "classname", className);
    attribute(xml, "time", seconds(took));
  }

  /** To the microsecond: most tests take less than a millisecond. */
  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%d.%06d", took.toSeconds(), took.toNanosPart() / 1_000);
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
