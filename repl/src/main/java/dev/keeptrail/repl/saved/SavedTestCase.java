package dev.keeptrail.repl.saved;

import dev.keeptrail.engine.packtest.CaseResult;
import dev.keeptrail.engine.packtest.Comparison;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.testfile.Expectation;
import dev.keeptrail.language.testfile.TestCase;
import dev.keeptrail.language.testfile.TestInput;
import dev.keeptrail.language.tree.ValueDecl;
import dev.keeptrail.repl.saved.SavedTest.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a captured exchange as reports show other tests. */
final class SavedTestCase {
  private SavedTestCase() {}

  /**
   * What it is called. What it sends is in the capture; reports ask for its names and places only.
   *
   * @param place the file, or the event
   */
  static TestCase of(String place, String suite, SavedTest test) {
    String line = "expects " + test.expected().words();
    var span = new Span(new SourceText(place, line), 0, line.length());
    var nothing =
        new TestInput(
            span, List.of(), new ValueDecl.Mapping(span, List.of()), null, Map.of(), List.of());
    var open =
        new Expectation(span, null, null, null, null, null, null, Map.of(), null, null, false);
    return new TestCase(span, test.name(), suite, null, null, nothing, open);
  }

  static CaseResult result(TestCase test, SavedTestResult result) {
    Expected got = result.got();
    List<Comparison> comparisons = new ArrayList<>();
    if (got == null) {
      comparisons.add(compared("answer", test.span(), "a decision", "needs " + result.needs()));
    } else {
      Expected expected = result.test().expected();
      comparisons.add(compared("verdict", test.span(), expected.verdict(), got.verdict()));
      comparisons.add(
          compared("reason_code", test.span(), expected.reasonCode(), got.reasonCode()));
      comparisons.add(compared("policy", test.span(), name(expected.policy()), name(got.policy())));
      comparisons.add(
          compared("masked", test.span(), words(expected.masked()), words(got.masked())));
    }
    return new CaseResult(test, result.run(), comparisons, List.of());
  }

  private static String name(@Nullable String policy) {
    return policy == null ? "none" : policy;
  }

  private static String words(List<String> masked) {
    return masked.isEmpty() ? "nothing" : String.join(", ", masked);
  }

  private static Comparison compared(String part, Span span, String expected, String got) {
    return new Comparison(part, span, expected, got, expected.equals(got));
  }
}
