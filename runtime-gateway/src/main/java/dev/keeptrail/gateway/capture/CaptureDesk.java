package dev.keeptrail.gateway.capture;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where captures, and exchanges that somebody is to be shown, wait for their events to be written.
 * Thread-safe.
 *
 * <p>INVARIANT: the key is the very string of the event, which holds it; so an event that is never
 * written takes what waits for it along.
 */
public final class CaptureDesk {
  private final Map<String, StoredCapture> waiting =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final Map<String, Shown> shown = Collections.synchronizedMap(new WeakHashMap<>());

  private record Shown(ExchangeTap tap, CapturedExchange exchange) {}

  void leave(DecisionEvent event, StoredCapture capture) {
    waiting.put(event.id(), capture);
  }

  @Nullable StoredCapture take(DecisionEvent event) {
    return waiting.remove(event.id());
  }

  /** To be shown when the event is durable. */
  void leave(DecisionEvent event, ExchangeTap tap, CapturedExchange exchange) {
    shown.put(event.id(), new Shown(tap, exchange));
  }

  /** The event is durable. */
  void recorded(DecisionEvent event) {
    Shown one = shown.remove(event.id());
    if (one != null) {
      one.tap().recorded(event, one.exchange());
    }
  }
}
