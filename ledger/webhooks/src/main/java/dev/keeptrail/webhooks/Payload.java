package dev.keeptrail.webhooks;

import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What is sent: {@code {"type": …, "timestamp": …, "data": the event as it is recorded}}. */
final class Payload {
  private Payload() {}

  static byte[] of(StoredEvent stored, EventKind kind) {
    return text(kind.word(), stored.event().timestamp(), EventJson.write(stored.event()));
  }

  static byte[] test(Instant now) {
    return text(EventKind.TEST, now, "{}");
  }

  private static byte[] text(String type, Instant timestamp, String data) {
    return "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":%s}"
        .formatted(type, timestamp, data)
        .getBytes(StandardCharsets.UTF_8);
  }
}
