package dev.keeptrail.repl.input;

import dev.keeptrail.engine.capture.CaptureFormatException;
import dev.keeptrail.engine.capture.CaptureReader;
import dev.keeptrail.ledger.capture.CaptureException;
import dev.keeptrail.ledger.capture.CaptureKeys;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.DecisionEvent;
import org.jspecify.annotations.Nullable;

/** Makes cases of what a ledger holds, or held. Thread-safe. */
final class CaptureOpener {
  private final CaptureKeys keys;

  CaptureOpener(CaptureKeys keys) {
    this.keys = keys;
  }

  ReplayCase open(DecisionEvent event, @Nullable StoredCapture capture) {
    return open(event.id(), event, capture);
  }

  /**
   * The same where there may be no event.
   *
   * @param id what the capture belongs to
   */
  ReplayCase open(String id, @Nullable DecisionEvent event, @Nullable StoredCapture capture) {
    if (capture == null) {
      return ReplayCase.missing(id, event, ReplayCase.NOTHING_CAPTURED);
    }
    try {
      byte[] json = capture.captured(keys, id);
      return ReplayCase.of(id, event, CaptureReader.read(json));
    } catch (CaptureException | CaptureFormatException unreadable) {
      return ReplayCase.missing(id, event, String.valueOf(unreadable.getMessage()));
    }
  }
}
