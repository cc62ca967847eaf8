package dev.keeptrail.engine.drools;

import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.alphaIndexedBy;
import static org.drools.model.PatternDSL.betaIndexedBy;
import static org.drools.model.PatternDSL.pattern;
import static org.drools.model.PatternDSL.rule;

import dev.keeptrail.engine.chain.ChainSpec;
import dev.keeptrail.engine.chain.PolicySpec;
import dev.keeptrail.language.rule.Effect;
import java.util.ArrayList;
import java.util.List;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.model.Index;
import org.drools.model.Rule;
import org.drools.model.Rule.Attribute;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.conf.KieBaseMutabilityOption;

/**
 * Builds the rule program of a chain.
 *
 * <p>Each policy owns a band of saliences, and bands descend in chain order. Inside a band come the
 * policy's rules; then, where something is to be masked, one rule that says which findings that
 * covers and one that takes them out of the session; then one rule that always fires, settles the
 * policy's outcome, and halts the session on a block.
 */
final class RuleBase {
  private static final int BAND = 4;
  private static final int RULES = 0;
  private static final int MASK = 1;
  private static final int HIDE = 2;
  private static final int CLOSE = 3;

  private final List<Rule> program = new ArrayList<>();

  private RuleBase() {}

  /** The rules of a chain. Their order in the list means nothing. */
  static List<Rule> program(ChainSpec chain) {
    var base = new RuleBase();
    for (int i = 0; i < chain.policies().size(); i++) {
      base.addPolicy(i, chain.policies().get(i));
    }
    return base.program;
  }

  static InternalKnowledgeBase of(List<Rule> program) {
    var model = new ModelImpl();
    program.forEach(model::addRule);
    return KieBaseBuilder.createKieBaseFromModel(model, KieBaseMutabilityOption.DISABLED);
  }

  private void addPolicy(int policy, PolicySpec spec) {
    List<dev.keeptrail.language.rule.Rule> rules = spec.rules();
    for (int i = 0; i < rules.size(); i++) {
      program.addAll(RuleLowering.lower(policy, i, rules.get(i), salience(policy, RULES)));
    }
    if (spec.isEnforced() && rules.stream().anyMatch(r -> r.then() instanceof Effect.Redact)) {
      program.add(maskRule(policy));
      program.add(hideRule(policy));
    }
    program.add(closeRule(policy));
  }

  private static Rule maskRule(int policy) {
    var order = declarationOf(MaskOrder.class, "order");
    return rule("p" + policy + ".mask")
        .attribute(Attribute.SALIENCE, salience(policy, MASK))
        .build(
            pattern(order)
                .expr(
                    "order.policy==" + policy,
                    o -> o.policy() == policy,
                    alphaIndexedBy(
                        Integer.class, Index.ConstraintType.EQUAL, 0, MaskOrder::policy, policy)),
            on(order).execute((drools, o) -> o.evaluation().mask(policy).forEach(drools::insert)));
  }

  private static Rule hideRule(int policy) {
    var masked = declarationOf(MaskedFinding.class, "masked");
    var finding = declarationOf(FindingFact.class, "finding");
    return rule("p" + policy + ".hide")
        .attribute(Attribute.SALIENCE, salience(policy, HIDE))
        .build(
            pattern(masked)
                .expr(
                    "masked.policy==" + policy,
                    m -> m.policy() == policy,
                    alphaIndexedBy(
                        Integer.class,
                        Index.ConstraintType.EQUAL,
                        0,
                        MaskedFinding::policy,
                        policy)),
            pattern(finding)
                .expr(
                    "finding.index==masked.finding",
                    masked,
                    (f, m) -> f.index() == m.finding(),
                    betaIndexedBy(
                        Integer.class,
                        Index.ConstraintType.EQUAL,
                        0,
                        FindingFact::index,
                        MaskedFinding::finding)),
            on(finding)
                .execute((drools, f) -> {
                  f.evaluation().hide(f.index());
                  drools.delete(f);
                }));
  }

  private static Rule closeRule(int policy) {
    var request = declarationOf(RequestFact.class, "request");
    return rule("p" + policy + ".close")
        .attribute(Attribute.SALIENCE, salience(policy, CLOSE))
        .build(
            pattern(request),
            on(request)
                .execute((drools, r) -> {
                  if (r.evaluation().close(policy)) {
                    drools.halt();
                  }
                }));
  }

  private static int salience(int policy, int step) {
    return -(policy * BAND + step);
  }
}
