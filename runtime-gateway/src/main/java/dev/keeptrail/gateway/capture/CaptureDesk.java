package dev.keeptrail.gateway.capture;

import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where captures wait for their events to be written. Thread-safe.
 *
 * <p>INVARIANT: the key is the very string of the event, which holds it; so an event that is never
 * written takes its capture along.
 */
public final class CaptureDesk {
  private final Map<String, StoredCapture> waiting =
      Collections.synchronizedMap(new WeakHashMap<>());

  void leave(DecisionEvent event, StoredCapture capture) {
    waiting.put(event.id(), capture);
  }

  @Nullable StoredCapture take(DecisionEvent event) {
    return waiting.remove(event.id());
  }
}
