package dev.keeptrail.language.resolve;

import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.RuleDecl;
import java.util.List;

/**
 * Where the parts of a resolved rule were written; lists run parallel to those of the {@link
 * dev.keeptrail.language.rule.Rule}. A part that came out of a definition points at the place that
 * uses the definition.
 *
 * @param policy the policy's name in the chain
 * @param decl the rule as written
 */
public record RuleSource(String policy, RuleDecl decl, List<AlternativeSource> alternatives) {
  public RuleSource {
    alternatives = List.copyOf(alternatives);
  }

  public record AlternativeSource(List<ConditionSource> conditions) {
    public AlternativeSource {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * One condition.
   *
   * @param constraints places of the constraints of its patterns, pattern after pattern; for a
   *     {@link dev.keeptrail.language.rule.Condition.Test} the test's own place
   * @param names what the author calls the fact of each pattern: the binding, or the fact type's
   *     word
   */
  public record ConditionSource(Span span, List<Span> constraints, List<String> names) {
    public ConditionSource {
      constraints = List.copyOf(constraints);
      names = List.copyOf(names);
    }
  }
}
