package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.EventTimestamp;
import dev.keeptrail.ledger.integrity.SaltedLeaf;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way into the ledger, ready to be written. Its appender waits here; the writer
 * takes it, and settles it exactly once. An appender that gives up can withdraw the event as long
 * as the writer has not taken it.
 */
final class PendingEvent {
  /** Where the event stands. */
  private enum State {
    WAITING,
    TAKEN,
    WITHDRAWN
  }

  private final String id;
  private final long at;
  private final String verdict;
  private final @Nullable String actor;
  private final Set<String> policies;
  private final byte[] json;
  private final SaltedLeaf leaf;
  private final @Nullable StoredCapture capture;
  private final @Nullable Filing filing;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean settled;
  private long sequence;
  private @Nullable LedgerException failure;

  PendingEvent(
      String id, long at, String verdict, Set<String> policies, byte[] json, SaltedLeaf leaf) {
    this(id, at, verdict, policies, json, leaf, null, null);
  }

  PendingEvent(
      String id,
      long at,
      String verdict,
      Set<String> policies,
      byte[] json,
      SaltedLeaf leaf,
      @Nullable StoredCapture capture,
      @Nullable Filing filing) {
    this(id, at, verdict, null, policies, json, leaf, capture, filing);
  }

  private PendingEvent(
      String id,
      long at,
      String verdict,
      @Nullable String actor,
      Set<String> policies,
      byte[] json,
      SaltedLeaf leaf,
      @Nullable StoredCapture capture,
      @Nullable Filing filing) {
    this.id = id;
    this.at = at;
    this.verdict = verdict;
    this.actor = actor;
    this.policies = policies;
    this.json = json;
    this.leaf = leaf;
    this.capture = capture;
    this.filing = filing;
  }

  /** An administrative event. */
  static PendingEvent administrative(AdministrativeEvent event, byte[] json, SaltedLeaf leaf) {
    return new PendingEvent(
        event.id(),
        EventTimestamp.toMicros(event.timestamp()),
        event.action(),
        event.actor().name(),
        Set.of(),
        json,
        leaf,
        null,
        null);
  }

  /** Who acted, of an administrative event; null for a decision. */
  @Nullable String actor() {
    return actor;
  }

  String id() {
    return id;
  }

  long at() {
    return at;
  }

  /** The verdict of a decision, the action of an administrative event. */
  String verdict() {
    return verdict;
  }

  /** The policies that decided. */
  Set<String> policies() {
    return policies;
  }

  byte[] json() {
    return json;
  }

  /** Its leaf in the tree, and the salt that goes beside it. */
  SaltedLeaf leaf() {
    return leaf;
  }

  /** What is kept beside it; null for nothing. */
  @Nullable StoredCapture capture() {
    return capture;
  }

  /** What else it is found and counted by; null for nothing. */
  @Nullable Filing filing() {
    return filing;
  }

  /** The writer's claim; false when the appender has withdrawn the event. */
  boolean take() {
    return state.compareAndSet(State.WAITING, State.TAKEN);
  }

  /** The appender's way out; false when the writer has the event already. */
  boolean withdraw() {
    return state.compareAndSet(State.WAITING, State.WITHDRAWN);
  }

  /** Writer only: the number that the event has if the commit succeeds. */
  void number(long number) {
    sequence = number;
  }

  /** Writer only: the event is durable. */
  void succeed() {
    settled = true;
    over.countDown();
  }

  /** Writer only: the event is not durable. */
  void fail(LedgerException problem) {
    failure = problem;
    settled = true;
    over.countDown();
  }

  /** The appender's time is up; the event may still become durable. */
  void late() {
    over.countDown();
  }

  /** Waits for the outcome, or for the end of the appender's time; whether there is an outcome. */
  boolean await() throws InterruptedException {
    over.await();
    return settled;
  }

  /** The sequence number; only once settled. */
  long outcome() throws LedgerException {
    LedgerException problem = failure;
    if (problem != null) {
      // A new exception for each appender, so that the stack is the appender's own.
      throw new LedgerException(String.valueOf(problem.getMessage()), problem);
    }
    return sequence;
  }
}
