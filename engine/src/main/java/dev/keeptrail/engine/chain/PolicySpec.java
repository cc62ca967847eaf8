package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Rule;
import java.util.List;
import java.util.stream.Stream;

/**
 * One policy of a chain, ready to run.
 *
 * <p>Invariants: rules ask only for fields that facts have; a rule that masks matches a finding; no
 * rule joins more than {@link #MAX_MATCHES} facts.
 */
public record PolicySpec(String name, String kind, PolicyMode mode, PolicyLowering lowering) {
  /** Each further matched fact multiplies the combinations that a rule fires for. */
  public static final int MAX_MATCHES = 3;

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
    for (Condition condition : rule.when()) {
      if (!condition.constraints().stream()
          .allMatch(constraint -> FactSchema.allows(condition.type(), constraint))) {
        throw new IllegalArgumentException(
            "rule `" + rule.name() + "` asks for what no " + condition.type().word() + " has");
      }
    }
    List<Condition> matches =
        rule.when().stream().filter(Condition.Match.class::isInstance).toList();
    if (matches.size() > MAX_MATCHES) {
      throw new IllegalArgumentException("rule `" + rule.name() + "` joins too many facts");
    }
    if (rule.then() instanceof Effect.Redact
        && matches.stream().noneMatch(match -> match.type() == FactType.FINDING)) {
      throw new IllegalArgumentException("rule `" + rule.name() + "` masks no finding");
    }
  }
}
