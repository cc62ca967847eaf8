package dev.keeptrail.webhooks;

import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.StoredEntry;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What is sent: {@code {"type": …, "timestamp": …, "data": the event as it is recorded}}. */
final class Payload {
  private Payload() {}

  static byte[] of(StoredEntry entry, EventKind kind) {
    return switch (entry) {
      case StoredEvent decision ->
          text(kind.word(), decision.event().timestamp(), EventJson.write(decision.event()));
      case StoredAdministrativeEvent done ->
          text(kind.word(), done.event().timestamp(), AdministrativeJson.write(done.event()));
    };
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
