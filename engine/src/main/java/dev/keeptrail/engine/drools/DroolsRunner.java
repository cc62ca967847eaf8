package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.chain.ChainResult;
import dev.keeptrail.engine.chain.ChainRunner;
import dev.keeptrail.engine.chain.ChainSpec;
import dev.keeptrail.engine.chain.FiringLimitException;
import dev.keeptrail.engine.chain.JoinLimitException;
import dev.keeptrail.engine.chain.PhaseInput;
import dev.keeptrail.language.rule.FactType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.drools.model.Rule;

/**
 * One chain as a rule base and its sessions. A session that failed or grew very large is thrown
 * away; every other goes back to the pool empty.
 */
public final class DroolsRunner implements ChainRunner {
  private static final int MAX_KEPT_FACTS = 2_000;
  private static final int MAX_CAUSES = 16;

  private final ChainSpec chain;
  private final List<List<RuleEffect>> effects;
  private final Set<FactType> asked;
  private final SessionPool sessions;
  private final CategoryPath.Cache paths = new CategoryPath.Cache();

  public DroolsRunner(ChainSpec chain) {
    this(chain, RuleBase.program(chain));
  }

  DroolsRunner(ChainSpec chain, List<Rule> program) {
    this.chain = chain;
    this.effects =
        chain.policies().stream()
            .map(policy -> policy.rules().stream().map(RuleEffect::of).toList())
            .toList();
    this.asked = asked(chain);
    this.sessions = new SessionPool(RuleBase.of(program));
  }

  @Override
  public ChainResult run(PhaseInput input) {
    var facts = new VisibleFacts(asked, input, paths);
    var evaluation = new Evaluation(chain, effects, input, facts);
    List<SessionFact> all = facts.all(evaluation, chain.phase().word());
    StatefulKnowledgeSessionImpl session = sessions.take();
    boolean reusable = false;
    try {
      all.forEach(session::insert);
      evaluation.begin();
      session.fireAllRules();
      // WHY: a session that has once held very many facts keeps the room for them.
      reusable = all.size() <= MAX_KEPT_FACTS;
    } catch (RuntimeException e) {
      throw limitOr(e);
    } finally {
      if (reusable) {
        sessions.giveBack(session, !evaluation.isHalted());
      } else {
        sessions.discard(session);
      }
    }
    return evaluation.result();
  }

  /** The limit that was passed, where Drools only passes it on; every engine names it alike. */
  private static RuntimeException limitOr(RuntimeException failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      switch (cause) {
        case FiringLimitException limit -> {
          return limit;
        }
        case JoinLimitException limit -> {
          return limit;
        }
        default -> cause = cause.getCause();
      }
    }
    return failure;
  }

  @Override
  public void close() {
    sessions.close();
  }

  /** The types that some pattern of the program is about; the session has no room for others. */
  private static Set<FactType> asked(ChainSpec chain) {
    Set<FactType> asked = EnumSet.noneOf(FactType.class);
    chain.policies().stream()
        .flatMap(policy -> policy.rules().stream())
        .flatMap(rule -> Variants.of(rule).stream())
        .flatMap(variant -> Stream.concat(variant.matches().stream(), variant.others().stream()))
        .flatMap(condition -> dev.keeptrail.language.rule.Rule.patterns(condition).stream())
        .forEach(pattern -> asked.add(pattern.type()));
    return asked;
  }
}
