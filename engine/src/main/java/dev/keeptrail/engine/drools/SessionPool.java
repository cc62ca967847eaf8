package dev.keeptrail.engine.drools;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.kie.api.runtime.rule.FactHandle;

/**
 * Idle sessions of one rule base. Safe for concurrent use, and bound to no thread, because virtual
 * threads come and go. At most {@link #MAX_IDLE} sessions wait here; how many are in use is bounded
 * by whoever calls.
 */
final class SessionPool implements AutoCloseable {
  private static final int MAX_IDLE = 64;
  private static final FactHandle[] NO_FACTS = {};

  private final InternalKnowledgeBase rules;
  private final ConcurrentLinkedQueue<StatefulKnowledgeSessionImpl> idle =
      new ConcurrentLinkedQueue<>();
  private final AtomicInteger idleCount = new AtomicInteger();
  private volatile boolean closed;

  SessionPool(InternalKnowledgeBase rules) {
    this.rules = rules;
  }

  StatefulKnowledgeSessionImpl take() {
    StatefulKnowledgeSessionImpl session = idle.poll();
    if (session == null) {
      return (StatefulKnowledgeSessionImpl) rules.newKieSession();
    }
    idleCount.decrementAndGet();
    return session;
  }

  /**
   * Empties a session and keeps it for the next request.
   *
   * @param ranOut whether the last run ended because no rule was left to fire
   */
  void giveBack(StatefulKnowledgeSessionImpl session, boolean ranOut) {
    if (idleCount.incrementAndGet() > MAX_IDLE || closed) {
      idleCount.decrementAndGet();
      session.dispose();
      return;
    }
    // WHY: a reset visits the memory of every node of every rule; deleting costs as much as there
    // are facts. A halted run leaves rules on the agenda, and only the reset clears that.
    if (!ranOut || !deletesAll(session)) {
      session.reset();
    }
    idle.offer(session);
  }

  /**
   * Deletes the facts and lets the network forget them, so that an idle session holds nothing of
   * the request.
   *
   * <p>INVARIANT: no rule fires for it, because every rule has a positive pattern over these facts.
   *
   * @return whether that left the session empty, as it should
   */
  private static boolean deletesAll(StatefulKnowledgeSessionImpl session) {
    for (FactHandle fact : session.getFactHandles().toArray(NO_FACTS)) {
      session.delete(fact);
    }
    return session.fireAllRules() == 0 && session.getFactCount() == 0;
  }

  /** Drops a session whose state is unknown. */
  void discard(StatefulKnowledgeSessionImpl session) {
    session.dispose();
  }

  /** Drops idle sessions; those in use are dropped when they come back. */
  @Override
  public void close() {
    closed = true;
    for (var session = idle.poll(); session != null; session = idle.poll()) {
      session.dispose();
    }
  }
}
