package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.FieldType;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import java.util.List;
import java.util.stream.Stream;

/**
 * One policy of a chain, ready to run.
 *
 * <p>Invariants: rules ask only for fields that facts have; a rule that masks matches a finding; no
 * rule joins more than {@link Rule#MAX_MATCHES} facts.
 */
public record PolicySpec(String name, String kind, PolicyMode mode, PolicyLowering lowering) {
  public PolicySpec {
    lowering.rules().forEach(PolicySpec::check);
  }

  public List<Rule> rules() {
    return lowering.rules();
  }

  public boolean isEnforced() {
    return mode == PolicyMode.ENFORCE;
  }

  /** The reason when no rule fires. */
  public String cleanCode() {
    return kind.replace('-', '_') + ".clean";
  }

  /** The reason when something failed that the policy depends on. */
  public String faultCode() {
    return kind.replace('-', '_') + ".fault";
  }

  /** Whether the policy depends on what the failed detector should have looked for. */
  public boolean isTouchedBy(DetectorFault fault) {
    return fault.categories().stream().anyMatch(this::asksFor);
  }

  private boolean asksFor(String category) {
    ScanRequest scan = lowering.scan();
    Stream<String> own =
        Stream.concat(
            scan.patterns().stream().map(ScanRequest.UserPattern::category),
            scan.terms().stream().map(ScanRequest.TermList::category));
    return Stream.concat(scan.categories().stream(), own)
        .anyMatch(root -> isUnder(category, root) || isUnder(root, category));
  }

  private static boolean isUnder(String category, String root) {
    return category.equals(root) || category.startsWith(root + ".");
  }

  private static void check(Rule rule) {
    if (rule.alternatives().size() > 1) {
      throw new IllegalArgumentException("rule `" + rule.name() + "` has several alternatives");
    }
    List<Condition> when = rule.alternatives().getFirst().conditions();
    for (Condition condition : when) {
      Pattern pattern = patternOf(rule, condition);
      if (pattern.type() != FactType.FINDING && pattern.type() != FactType.REQUEST) {
        throw new IllegalArgumentException("rule `" + rule.name() + "` asks for unknown facts");
      }
      if (!pattern.constraints().stream().allMatch(c -> allows(pattern.type(), c))) {
        throw new IllegalArgumentException(
            "rule `" + rule.name() + "` asks for what no " + pattern.type().word() + " has");
      }
    }
    List<Condition> matches = when.stream().filter(Condition.Match.class::isInstance).toList();
    if (matches.size() > Rule.MAX_MATCHES) {
      throw new IllegalArgumentException("rule `" + rule.name() + "` joins too many facts");
    }
    if (rule.then() instanceof Effect.Redact
        && matches.stream().noneMatch(m -> patternOf(rule, m).type() == FactType.FINDING)) {
      throw new IllegalArgumentException("rule `" + rule.name() + "` masks no finding");
    }
  }

  /** The one pattern of a condition. */
  public static Pattern patternOf(Rule rule, Condition condition) {
    return switch (condition) {
      case Condition.Match(Pattern pattern) -> pattern;
      case Condition.Absent(List<Pattern> patterns) when patterns.size() == 1 ->
          patterns.getFirst();
      case Condition.Aggregate aggregate -> aggregate.pattern();
      case Condition.Absent _, Condition.Exists _, Condition.Test _ ->
          throw new IllegalArgumentException("rule `" + rule.name() + "` cannot be run");
    };
  }

  private static boolean allows(FactType type, Constraint constraint) {
    return switch (constraint) {
      case Constraint.AtLeast(String field, double bound) ->
          has(type, field, FieldType.NUMBER) && !Double.isNaN(bound);
      case Constraint.Under(String field, List<String> roots) ->
          has(type, field, FieldType.CATEGORY) && !roots.contains("");
      case Constraint.Equal(String field, var value) -> isText(type, field);
      case Constraint.OneOf(String field, var values) -> isText(type, field);
      case Constraint.NoneOf(String field, var values) -> isText(type, field);
      case Constraint.Joined _, Constraint.Test _ -> false;
    };
  }

  private static boolean isText(FactType type, String field) {
    return has(type, field, FieldType.TEXT) || has(type, field, FieldType.CATEGORY);
  }

  private static boolean has(FactType type, String field, FieldType fieldType) {
    return FactSchema.field(type, field).filter(f -> f.type() == fieldType).isPresent();
  }
}
