package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A test on a field that every value of the field passes: a number compared with the end of its
 * range, or all words of a closed list.
 */
final class TestAlwaysHolds implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.TEST_ALWAYS_HOLDS;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenRule written : pack.rules()) {
      for (Alternative alternative : written.rule().alternatives()) {
        for (Condition condition : alternative.conditions()) {
          for (Pattern pattern : Rule.patterns(condition)) {
            pattern.constraints().stream()
                .flatMap(constraint -> idle(pattern, constraint).stream())
                .forEach(field -> report(written, alternative, condition, pattern, field, advice));
          }
        }
      }
    }
  }

  private static void report(
      WrittenRule written,
      Alternative alternative,
      Condition condition,
      Pattern pattern,
      String field,
      Advice advice) {
    advice.add(
        written.place(alternative, condition),
        written.path(),
        "every " + Quoted.word(pattern.type().word()) + " passes the test on " + Quoted.word(field),
        "leave the test out, or correct what it compares with");
  }

  private static Optional<String> idle(Pattern pattern, Constraint constraint) {
    if (constraint instanceof Constraint.OneOf(String field, Set<String> values)) {
      List<String> words =
          FactSchema.field(pattern.type(), field).map(FactField::words).orElse(List.of());
      return !words.isEmpty() && values.containsAll(words) ? Optional.of(field) : Optional.empty();
    }
    return NumberTest.of(pattern.slot(), constraint)
        .filter(test -> isIdle(test.bounds(), Bounds.known(pattern.type(), test.field())))
        .map(NumberTest::field);
  }

  private static boolean isIdle(Bounds test, Bounds known) {
    return !known.equals(Bounds.ALL) && test.holds(known);
  }
}
