package dev.keeptrail.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keeptrail.ledger.LedgerEntry;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.integrity.Leaves;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Events as records: the value is the event in canonical form (RFC 8785), the time that of the
 * event, and headers say what one needs to choose without reading it. Stateless.
 */
final class EventRecords {
  private EventRecords() {}

  /** Empty where the settings send nothing of this kind. */
  static Optional<ProducerRecord<byte[], byte[]>> record(LedgerEntry entry, KafkaSettings settings)
      throws LedgerException {
    return switch (entry) {
      case StoredEvent decision -> Optional.of(record(decision, settings));
      case StoredAdministrativeEvent done ->
          settings.trail().isEmpty()
              ? Optional.empty()
              : Optional.of(record(done, settings.trail().get(), settings.key()));
    };
  }

  private static ProducerRecord<byte[], byte[]> record(StoredEvent stored, KafkaSettings settings)
      throws LedgerException {
    DecisionEvent event = stored.event();
    return new ProducerRecord<>(
        settings.topic(),
        null,
        Math.max(0, event.timestamp().toEpochMilli()),
        settings.key().of(event).getBytes(UTF_8),
        canonical(event.id(), EventJson.toBytes(event)),
        headers(stored, DecisionEvent.TYPE, header("keeptrail-verdict", event.verdict())));
  }

  private static ProducerRecord<byte[], byte[]> record(
      StoredAdministrativeEvent stored, String topic, RecordKey key) throws LedgerException {
    AdministrativeEvent event = stored.event();
    return new ProducerRecord<>(
        topic,
        null,
        Math.max(0, event.timestamp().toEpochMilli()),
        key.of(event).getBytes(UTF_8),
        canonical(event.id(), AdministrativeJson.toBytes(event)),
        headers(stored, AdministrativeEvent.TYPE, header("keeptrail-action", event.action())));
  }

  private static List<Header> headers(LedgerEntry entry, String type, Header word) {
    return List.of(
        header("content-type", "application/json"),
        header("keeptrail-event-type", type),
        header("keeptrail-event-id", entry.id()),
        header("keeptrail-sequence", Long.toString(entry.sequence())),
        word);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }

  private static byte[] canonical(String id, byte[] json) throws LedgerException {
    try {
      return Leaves.canonical(json);
    } catch (Leaves.UnreadableLeafException damaged) {
      throw new LedgerException("event " + id + " has no canonical form", damaged);
    }
  }
}
