package dev.keeptrail.engine.drools;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.chain.ChainResult;
import dev.keeptrail.engine.chain.ChainRunner;
import dev.keeptrail.engine.chain.ChainSpec;
import dev.keeptrail.engine.chain.PhaseInput;
import java.util.List;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.drools.model.Rule;

/**
 * One chain as a rule base and its sessions. A session that failed or grew very large is thrown
 * away; every other goes back to the pool empty.
 */
public final class DroolsRunner implements ChainRunner {
  private static final int MAX_KEPT_FINDINGS = 2_000;

  private final ChainSpec chain;
  private final SessionPool sessions;
  private final CategoryPath.Cache paths = new CategoryPath.Cache();

  public DroolsRunner(ChainSpec chain) {
    this(chain, RuleBase.program(chain));
  }

  DroolsRunner(ChainSpec chain, List<Rule> program) {
    this.chain = chain;
    this.sessions = new SessionPool(RuleBase.of(program));
  }

  @Override
  public ChainResult run(PhaseInput input) {
    var evaluation = new Evaluation(chain, input);
    StatefulKnowledgeSessionImpl session = sessions.take();
    boolean reusable = false;
    try {
      fire(session, evaluation, input);
      // WHY: a session that has once held very many findings keeps the room for them.
      reusable = input.findings().size() <= MAX_KEPT_FINDINGS;
    } finally {
      if (reusable) {
        sessions.giveBack(session);
      } else {
        sessions.discard(session);
      }
    }
    return evaluation.result();
  }

  private void fire(StatefulKnowledgeSessionImpl session, Evaluation evaluation, PhaseInput input) {
    session.insert(new RequestFact(evaluation, input.content().request(), chain.phase().word()));
    List<Finding> findings = input.findings();
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      session.insert(
          new FindingFact(
              evaluation, i, finding, input.locationOf(finding), paths.get(finding.category())));
    }
    session.fireAllRules();
  }

  @Override
  public void close() {
    sessions.close();
  }
}
