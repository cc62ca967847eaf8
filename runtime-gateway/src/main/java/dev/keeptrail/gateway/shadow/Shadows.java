package dev.keeptrail.gateway.shadow;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.gateway.capture.ExchangeTap;
import dev.keeptrail.gateway.telemetry.GatewayMetrics;
import dev.keeptrail.gateway.telemetry.Sketch;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.shadow.ShadowLog;
import dev.keeptrail.ledger.shadow.ShadowRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows exchanges to candidates when their events are durable, in a thread of its own behind a
 * queue with an end: what finds no room is not shown, and counted. Thread-safe.
 */
public final class Shadows implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Shadows.class);
  private static final int MAX_WAITING = 1_024;
  private static final long MAX_CHARACTERS = 32L << 20;
  private static final int BATCH = 100;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SortedMap<String, Shadow> shadows = new TreeMap<>();
  private final ShadowLog log;
  private final GatewayMetrics metrics;
  private final BlockingQueue<Shown> queue = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicLong characters = new AtomicLong();
  private final Thread worker;
  private volatile boolean closing;

  private record Shown(
      Shadow shadow, DecisionEvent event, CapturedExchange exchange, long characters) {}

  /** Begins to judge what it is shown. */
  public Shadows(ShadowPacks packs, GatewayMetrics metrics) {
    packs.byGroup().forEach((group, first) -> shadows.put(group, new Shadow(group, first)));
    this.log = packs.log();
    this.metrics = metrics;
    metrics.gauge(
        "keeptrusts_gateway_shadow_waiting", "Exchanges that wait for a candidate", queue::size);
    this.worker = Thread.ofPlatform().name("keeptrail-shadow").daemon().unstarted(this::work);
    worker.start();
  }

  /** Shows the exchanges of this group's pack to its candidate; null where there is none. */
  public @Nullable ExchangeTap tap(String group) {
    Shadow shadow = shadows.get(group);
    return shadow == null ? null : (event, exchange) -> offer(shadow, event, exchange);
  }

  /** Never waits. */
  private void offer(Shadow shadow, DecisionEvent event, CapturedExchange exchange) {
    long size = size(exchange);
    boolean room = characters.addAndGet(size) <= MAX_CHARACTERS;
    if (!room || closing || !queue.offer(new Shown(shadow, event, exchange, size))) {
      characters.addAndGet(-size);
      metrics.shadowLost("queue_full");
    }
  }

  private static long size(CapturedExchange exchange) {
    long size = 0;
    for (CapturedPhase phase : exchange.phases()) {
      for (Segment segment : phase.content().segments()) {
        size += segment.text().length();
      }
    }
    return size;
  }

  private void work() {
    List<ShadowRecord> unwritten = new ArrayList<>();
    try {
      while (!closing || !queue.isEmpty()) {
        Shown shown = queue.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        if (shown == null) {
          shadows.values().forEach(Shadow::takeNext);
        } else {
          judge(shown, unwritten);
        }
        if (queue.isEmpty() || unwritten.size() >= BATCH) {
          write(unwritten);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      write(unwritten);
      shadows.values().forEach(Shadow::close);
    }
  }

  private void judge(Shown shown, List<ShadowRecord> unwritten) {
    long start = System.nanoTime();
    try {
      ShadowRecord record = shown.shadow().judge(shown.event(), shown.exchange());
      metrics.shadowed(record.change(), System.nanoTime() - start);
      if (!record.change().equals(ShadowJudge.SAME)) {
        unwritten.add(record);
      }
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      // The candidate is nobody's judge yet; what it cannot do is counted.
      LOG.warn("the candidate failed on event {}: {}", shown.event().id(), Sketch.of(failure));
      metrics.shadowLost("failed");
    } finally {
      characters.addAndGet(-shown.characters());
    }
  }

  private void write(List<ShadowRecord> unwritten) {
    if (unwritten.isEmpty()) {
      return;
    }
    try {
      log.append(unwritten);
    } catch (LedgerException failed) {
      LOG.error(
          "{} differences of candidates are not kept: {}", unwritten.size(), failed.getMessage());
      unwritten.forEach(_ -> metrics.shadowLost("not_written"));
    }
    unwritten.clear();
  }

  /**
   * Reads all candidates again. One that is refused leaves the one before it, and holds up nothing
   * else.
   *
   * @return the problems; null where there is none
   */
  public @Nullable String reload() {
    List<String> problems =
        shadows.values().stream().map(Shadow::reload).filter(Objects::nonNull).toList();
    return problems.isEmpty() ? null : String.join("\n", problems);
  }

  /** In the order of the groups. */
  public List<ShadowStatus> status() {
    return shadows.values().stream().map(Shadow::status).toList();
  }

  /** Judges what is waiting, but not for long. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!worker.join(PATIENCE)) {
        LOG.warn("stopping with {} exchanges not shown to a candidate", queue.size());
        worker.interrupt();
      }
    } catch (InterruptedException _) {
      worker.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
