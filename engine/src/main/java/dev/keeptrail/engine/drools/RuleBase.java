package dev.keeptrail.engine.drools;

import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.pattern;
import static org.drools.model.PatternDSL.rule;

import dev.keeptrail.engine.chain.ChainSpec;
import dev.keeptrail.engine.chain.PolicySpec;
import java.util.ArrayList;
import java.util.List;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.model.Drools;
import org.drools.model.Rule;
import org.drools.model.Rule.Attribute;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.conf.KieBaseMutabilityOption;
import org.kie.api.runtime.KieRuntime;

/**
 * Builds the rule program of a chain.
 *
 * <p>Each policy owns a band of saliences, and bands descend in chain order. Inside a band come the
 * policy's rules; then one rule that always fires, settles the policy's outcome, edits what later
 * policies see, and halts the session on a block.
 */
final class RuleBase {
  private static final int BAND = 2;
  private static final int RULES = 0;
  private static final int CLOSE = 1;

  private final List<Rule> program = new ArrayList<>();
  private final TestNames names = new TestNames();

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
      program.addAll(RuleLowering.lower(policy, i, rules.get(i), salience(policy, RULES), names));
    }
    program.add(closeRule(policy));
  }

  private static Rule closeRule(int policy) {
    var request = declarationOf(RequestFact.class, "request");
    return rule("p" + policy + ".close")
        .attribute(Attribute.SALIENCE, salience(policy, CLOSE))
        .build(
            pattern(request),
            on(request)
                .execute((drools, r) -> {
                  if (r.evaluation().close(policy, new RunningSession(drools))) {
                    drools.halt();
                  }
                }));
  }

  private static int salience(int policy, int step) {
    return -(policy * BAND + step);
  }

  /** The session from inside a consequence. */
  private record RunningSession(Drools drools) implements VisibleFacts.Session {
    @Override
    public void insert(Object fact) {
      drools.insert(fact);
    }

    @Override
    public void delete(Object fact) {
      // WHY: the session does not keep what passes none of its patterns.
      if (drools.getRuntime(KieRuntime.class).getFactHandle(fact) != null) {
        drools.delete(fact);
      }
    }
  }
}
