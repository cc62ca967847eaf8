package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.kind.FindingCategories;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.List;
import java.util.stream.Stream;

/**
 * One policy of a chain, ready to run.
 *
 * <p>Invariant: the rules are what {@link RuleCheck} lets through.
 */
public record PolicySpec(String name, String kind, PolicyMode mode, PolicyLowering lowering) {
  public PolicySpec {
    lowering.rules().forEach(RuleCheck::check);
  }

  public List<Rule> rules() {
    return lowering.rules();
  }

  public boolean isEnforced() {
    return mode == PolicyMode.ENFORCE;
  }

  /** Whether it may put texts of an author's into what it judges. */
  public boolean rewrites() {
    return !lowering.markers().rewrites().isEmpty()
        || rules().stream().anyMatch(rule -> rule.then() instanceof Effect.Rewrite);
  }

  /** What comes of a failure of something that the policy depends on. */
  public Verdict onFault(FailMode failMode) {
    return failMode == FailMode.BLOCK || lowering.failsClosed() ? Verdict.BLOCK : Verdict.ALLOW;
  }

  /** The reason when no rule fires. */
  public String cleanCode() {
    return codeRoot() + ".clean";
  }

  /** The reason when something failed that the policy depends on. */
  public String faultCode() {
    return codeRoot() + ".fault";
  }

  /** Rules of an author's own are known by the policy's name: their kind says nothing. */
  private String codeRoot() {
    return (kind.equals(PolicyDecl.RULES) ? name : kind).replace('-', '_');
  }

  /** Whether the policy depends on what the failed detector should have looked for. */
  public boolean isTouchedBy(DetectorFault fault) {
    return asksForAnyFinding() || fault.categories().stream().anyMatch(this::asksFor);
  }

  /** Such a rule may hang on whatever any detector finds, so that every failure leaves a doubt. */
  private boolean asksForAnyFinding() {
    return rules().stream()
        .flatMap(rule -> rule.alternatives().stream())
        .flatMap(alternative -> alternative.conditions().stream())
        .flatMap(condition -> Rule.patterns(condition).stream())
        .anyMatch(
            pattern -> pattern.type() == FactType.FINDING && !FindingCategories.limit(pattern));
  }

  private boolean asksFor(String category) {
    ScanRequest scan = lowering.scan();
    Stream<String> own =
        Stream.of(
                scan.patterns().stream().map(ScanRequest.UserPattern::category),
                scan.terms().stream().map(ScanRequest.TermList::category),
                scan.near().stream().map(ScanRequest.NearTerms::category))
            .flatMap(categories -> categories);
    return Stream.concat(scan.categories().stream(), own)
        .anyMatch(root -> isUnder(category, root) || isUnder(root, category));
  }

  private static boolean isUnder(String category, String root) {
    return category.equals(root) || category.startsWith(root + ".");
  }
}
