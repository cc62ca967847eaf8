package dev.keeptrail.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventIds;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A ledger, a receiver, and what sends from one to the other. */
abstract class WebhookBench {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder = Path.of("");
  Receiver receiver = newReceiver();
  private final EventIds ids = EventIds.secure(Clock.systemUTC());

  static Receiver newReceiver() {
    try {
      return new Receiver();
    } catch (IOException noPort) {
      throw new AssertionError(noPort);
    }
  }

  @BeforeEach
  void startsAnew() {
    receiver.close();
    receiver = newReceiver();
  }

  @AfterEach
  void ends() {
    receiver.close();
  }

  final Webhooks start() {
    return Webhooks.start(folder, Clock.systemUTC(), Map.of(), WayOut.DIRECT, () -> true);
  }

  final Webhook webhook(String id, Set<EventKind> kinds, long position, @Nullable String variable) {
    return webhook(id, kinds, position, variable, receiver.url());
  }

  static Webhook webhook(
      String id, Set<EventKind> kinds, long position, @Nullable String variable, URI url) {
    return new Webhook(
        id, url, kinds, "a test", variable, Instant.EPOCH, true, position, null, null);
  }

  static void await(Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.call()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
      Thread.sleep(20);
    }
  }

  final String append(EventStore store, String verdict) {
    DecisionEvent event =
        new DecisionEvent(
            ids.nextEvent(),
            Instant.now(),
            verdict,
            "all_policies_passed",
            "gpt-4o",
            "sim",
            "1.0.0",
            "req_1",
            null,
            "gateway",
            "/v1/chat/completions",
            false,
            new DecisionEvent.PackRef("pack", "1.0.0", "sha256:0", true),
            null,
            DecisionEvent.Outcome.DELIVERED,
            200,
            false,
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            null,
            new DecisionEvent.Cost(null, null, null, false, "2026-11-01", "sha256:0"),
            new DecisionEvent.Latency(1, 1, 0));
    try {
      long ignored = store.append(event, null);
    } catch (LedgerException unwritable) {
      throw new AssertionError(unwritable);
    }
    return event.id();
  }
}
