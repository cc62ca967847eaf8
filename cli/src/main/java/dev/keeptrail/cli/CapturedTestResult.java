package dev.keeptrail.cli;

import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.packtest.CaseResult;
import dev.keeptrail.engine.packtest.CaseRun;
import dev.keeptrail.engine.packtest.Comparison;
import dev.keeptrail.engine.testreport.TestRun.TestResult;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.testfile.Expectation;
import dev.keeptrail.language.testfile.TestCase;
import dev.keeptrail.language.testfile.TestInput;
import dev.keeptrail.language.tree.ValueDecl;
import dev.keeptrail.repl.saved.SavedTest;
import dev.keeptrail.repl.saved.SavedTest.Expected;
import dev.keeptrail.repl.saved.SavedTestResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows a test that is a captured exchange as reports show other tests. */
final class CapturedTestResult {
  private static final String SUITE = "captured";
  private static final String NOT_REPLAYABLE = "not_replayable";

  private final SavedTest test;
  private final Span span;

  /**
   * @param place the file, or the event
   */
  CapturedTestResult(String place, SavedTest test) {
    String line = "expects " + test.expected().words();
    this.test = test;
    this.span = new Span(new SourceText(place, line), 0, line.length());
  }

  String title() {
    return SUITE + " › " + test.name();
  }

  TestResult of(SavedTestResult result) {
    Expected got = result.got();
    CaseRun run =
        got == null
            ? new CaseRun(List.of(), Verdict.ALLOW, NOT_REPLAYABLE, null, null, null)
            : new CaseRun(
                List.of(), verdict(got.verdict()), got.reasonCode(), got.policy(), null, null);
    List<Comparison> comparisons = new ArrayList<>();
    if (got == null) {
      comparisons.add(compared("answer", "a decision", "needs " + result.needs()));
    } else {
      Expected expected = test.expected();
      comparisons.add(compared("verdict", expected.verdict(), got.verdict()));
      comparisons.add(compared("reason_code", expected.reasonCode(), got.reasonCode()));
      comparisons.add(compared("policy", name(expected.policy()), name(got.policy())));
      comparisons.add(compared("masked", words(expected.masked()), words(got.masked())));
    }
    return new TestResult(new CaseResult(testCase(), run, comparisons, List.of()), List.of());
  }

  private static String name(@Nullable String policy) {
    return policy == null ? "none" : policy;
  }

  private static String words(List<String> masked) {
    return masked.isEmpty() ? "nothing" : String.join(", ", masked);
  }

  private Comparison compared(String part, String expected, String got) {
    return new Comparison(part, span, expected, got, expected.equals(got));
  }

  private static Verdict verdict(String word) {
    return Stream.of(Verdict.values())
        .filter(verdict -> verdict.word().equals(word))
        .findFirst()
        .orElse(Verdict.ALLOW);
  }

  /** What it sends is in the capture; reports ask for its names and places only. */
  private TestCase testCase() {
    var nothing =
        new TestInput(
            span, List.of(), new ValueDecl.Mapping(span, List.of()), null, Map.of(), List.of());
    var open =
        new Expectation(span, null, null, null, null, null, null, Map.of(), null, null, false);
    return new TestCase(span, test.name(), SUITE, null, null, nothing, open);
  }
}
