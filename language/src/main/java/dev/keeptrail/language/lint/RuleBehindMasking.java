package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule needs findings of something, and an enforced policy before it masks that in all phases of
 * the rule: they are out of its sight.
 */
final class RuleBehindMasking implements LintRule {
  private static final String CATEGORY = "category";

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.RULE_BEHIND_MASKING;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenRule rule : pack.rules()) {
      for (PolicyPlan before : pack.plan().chain().subList(0, rule.position())) {
        Optional<String> categories =
            pack.phases(before).containsAll(pack.phases(rule.policy()))
                ? lookedFor(rule, MaskedBefore.of(before))
                : Optional.empty();
        if (categories.isPresent()) {
          report(pack, rule, before, categories.get(), advice);
          break;
        }
      }
    }
  }

  private static void report(
      LintedPack pack, WrittenRule rule, PolicyPlan masking, String categories, Advice advice) {
    advice.add(
        rule.name(),
        rule.path(),
        "%s looks for %s, which %s before it masks"
            .formatted(Quoted.word(rule.rule().name()), categories, Quoted.word(masking.name())),
        "put %s first: what is masked is out of sight".formatted(Quoted.word(rule.policy().name())),
        new RelatedPlace(pack.entry(masking.name()), "masks what it finds"));
  }

  /** The masked categories without which the rule does not fire; empty where it can. */
  private static Optional<String> lookedFor(WrittenRule rule, MaskedBefore before) {
    List<List<String>> needed =
        rule.rule().alternatives().stream()
            .map(alternative -> masked(alternative, before))
            .toList();
    return needed.stream().anyMatch(List::isEmpty)
        ? Optional.empty()
        : Optional.of(
            needed.stream()
                .flatMap(List::stream)
                .distinct()
                .map(Quoted::word)
                .collect(Collectors.joining(", ")));
  }

  private static List<String> masked(Alternative alternative, MaskedBefore before) {
    return alternative.conditions().stream()
        .flatMap(condition ->
            condition instanceof Condition.Match(Pattern pattern)
                    && pattern.type() == FactType.FINDING
                ? pattern.constraints().stream()
                : Stream.empty())
        .map(RuleBehindMasking::categories)
        .filter(categories -> !categories.isEmpty())
        .filter(categories -> categories.stream().allMatch(before::holds))
        .findFirst()
        .orElse(List.of());
  }

  private static List<String> categories(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Equal(String field, String value) when field.equals(CATEGORY) ->
          List.of(value);
      case Constraint.OneOf one when one.field().equals(CATEGORY) -> List.copyOf(one.values());
      case Constraint.Under(String field, List<String> roots) when field.equals(CATEGORY) -> roots;
      default -> List.of();
    };
  }
}
