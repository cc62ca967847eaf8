package dev.keeptrail.gateway.shadow;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.gateway.serving.PackRefusedException;
import dev.keeptrail.gateway.serving.Packs;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.shadow.ShadowRecord;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The candidate for one pack's traffic. It is judged with, replaced and closed by one thread, so
 * that a reload never takes it away from under an exchange.
 */
final class Shadow {
  private final String group;
  private final ShadowSource source;
  private final AtomicReference<@Nullable Candidate> next = new AtomicReference<>();
  private volatile Candidate current;

  /** A candidate and what came of it. */
  private record Candidate(ShadowJudge judge, ConcurrentHashMap<String, LongAdder> changes) {
    Candidate(ShadowJudge judge) {
      this(judge, new ConcurrentHashMap<>());
    }
  }

  Shadow(String group, ShadowPacks.Candidate first) {
    this.group = group;
    this.source = first.source();
    this.current = new Candidate(first.first());
  }

  String group() {
    return group;
  }

  /** Reads the candidate again; a problem, or null. What was there goes on where there is one. */
  @Nullable String reload() {
    try {
      ShadowJudge read = source.read();
      Candidate waiting = next.getAndSet(new Candidate(read));
      if (waiting != null) {
        waiting.judge().close();
      }
      return null;
    } catch (PackRefusedException refused) {
      return Packs.problem(group, refused.problem());
    }
  }

  /** By the thread that judges. */
  ShadowRecord judge(DecisionEvent event, CapturedExchange exchange) {
    takeNext();
    Candidate candidate = current;
    ShadowRecord record = candidate.judge().judge(event, exchange);
    candidate.changes().computeIfAbsent(record.change(), _ -> new LongAdder()).increment();
    return record;
  }

  /** By the thread that judges: the candidate that was read last takes its place. */
  void takeNext() {
    Candidate replacing = next.getAndSet(null);
    if (replacing == null) {
      return;
    }
    if (replacing.judge().digest().equals(current.judge().digest())) {
      replacing.judge().close();
      return;
    }
    ShadowJudge old = current.judge();
    current = replacing;
    old.close();
  }

  ShadowStatus status() {
    Candidate candidate = current;
    SortedMap<String, Long> changes = new TreeMap<>();
    candidate.changes().forEach((change, count) -> changes.put(change, count.sum()));
    return new ShadowStatus(group, candidate.judge().label(), candidate.judge().digest(), changes);
  }

  /** By the thread that judges. */
  void close() {
    takeNext();
    current.judge().close();
  }
}
