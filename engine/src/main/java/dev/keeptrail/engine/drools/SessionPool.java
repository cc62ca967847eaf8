package dev.keeptrail.engine.drools;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;

/**
 * Idle sessions of one rule base. Safe for concurrent use, and bound to no thread, because virtual
 * threads come and go. At most {@link #MAX_IDLE} sessions wait here; how many are in use is bounded
 * by whoever calls.
 */
final class SessionPool implements AutoCloseable {
  private static final int MAX_IDLE = 64;

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

  /** Empties a session and keeps it for the next request. */
  void giveBack(StatefulKnowledgeSessionImpl session) {
    if (idleCount.incrementAndGet() > MAX_IDLE || closed) {
      idleCount.decrementAndGet();
      session.dispose();
      return;
    }
    session.reset();
    idle.offer(session);
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
