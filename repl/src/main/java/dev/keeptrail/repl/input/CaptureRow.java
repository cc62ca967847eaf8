package dev.keeptrail.repl.input;

import dev.keeptrail.engine.capture.CaptureJson;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One recorded exchange as a row of a table.
 *
 * @param id of the event, or of the line that it was imported from
 * @param sequence the event's number in its ledger; null outside of one
 * @param event null for traffic that no gateway of ours has judged
 * @param capture as it is stored, sealed where it was; null where there is none
 * @param missing why there is none, where more than that is known
 */
record CaptureRow(
    String id,
    @Nullable Long sequence,
    @Nullable DecisionEvent event,
    @Nullable StoredCapture capture,
    @Nullable String missing) {
  /** A line of a file, which holds captures in the clear. */
  static CaptureRow of(ReplayCase one) {
    CapturedExchange exchange = one.exchange();
    return exchange == null
        ? new CaptureRow(one.id(), null, one.event(), null, one.missing())
        : new CaptureRow(one.id(), null, one.event(), stored(exchange), null);
  }

  private static StoredCapture stored(CapturedExchange exchange) {
    byte[] json = CaptureJson.write(exchange).getBytes(StandardCharsets.UTF_8);
    return StoredCapture.open(exchange.mode().word(), json);
  }

  @Nullable Instant time() {
    return event == null ? null : event.timestamp();
  }

  @Nullable String verdict() {
    return event == null ? null : event.verdict();
  }

  @Nullable String packDigest() {
    return event == null ? null : event.pack().digest();
  }
}
