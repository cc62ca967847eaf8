package dev.keeptrail.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.integrity.Leaves;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Events as records: the value is the event in canonical form (RFC 8785), the time that of the
 * event, and headers say what one needs to choose without reading it. Stateless.
 */
final class EventRecords {
  private EventRecords() {}

  static ProducerRecord<byte[], byte[]> record(StoredEvent stored, KafkaSettings settings)
      throws LedgerException {
    DecisionEvent event = stored.event();
    List<Header> headers =
        List.of(
            header("content-type", "application/json"),
            header("keeptrail-event-id", event.id()),
            header("keeptrail-sequence", Long.toString(stored.sequence())),
            header("keeptrail-verdict", event.verdict()));
    return new ProducerRecord<>(
        settings.topic(),
        null,
        Math.max(0, event.timestamp().toEpochMilli()),
        settings.key().of(event).getBytes(UTF_8),
        canonical(event),
        headers);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }

  private static byte[] canonical(DecisionEvent event) throws LedgerException {
    try {
      return Leaves.canonical(EventJson.toBytes(event));
    } catch (Leaves.UnreadableLeafException damaged) {
      throw new LedgerException("event " + event.id() + " has no canonical form", damaged);
    }
  }
}
