package dev.keeptrail.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keeptrail.ledger.StoredAdministrativeEvent;
import dev.keeptrail.ledger.StoredEntry;
import dev.keeptrail.ledger.StoredEvent;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.integrity.Leaves;
import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
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

  /**
   * Empty where the settings send nothing of this kind.
   *
   * @throws UnreadableLeafException when the event has no canonical form
   */
  static Optional<ProducerRecord<byte[], byte[]>> record(StoredEntry entry, KafkaSettings settings)
      throws UnreadableLeafException {
    return switch (entry) {
      case StoredEvent decision -> Optional.of(record(decision, settings));
      case StoredAdministrativeEvent done ->
          settings.trail().isEmpty()
              ? Optional.empty()
              : Optional.of(record(done, settings.trail().get(), settings.key()));
    };
  }

  private static ProducerRecord<byte[], byte[]> record(StoredEvent stored, KafkaSettings settings)
      throws UnreadableLeafException {
    DecisionEvent event = stored.event();
    return new ProducerRecord<>(
        settings.topic(),
        null,
        Math.max(0, event.timestamp().toEpochMilli()),
        settings.key().of(event).getBytes(UTF_8),
        Leaves.canonical(EventJson.toBytes(event)),
        headers(stored, DecisionEvent.TYPE, header("keeptrail-verdict", event.verdict())));
  }

  private static ProducerRecord<byte[], byte[]> record(
      StoredAdministrativeEvent stored, String topic, RecordKey key)
      throws UnreadableLeafException {
    AdministrativeEvent event = stored.event();
    return new ProducerRecord<>(
        topic,
        null,
        Math.max(0, event.timestamp().toEpochMilli()),
        key.of(event).getBytes(UTF_8),
        Leaves.canonical(AdministrativeJson.toBytes(event)),
        headers(stored, AdministrativeEvent.TYPE, header("keeptrail-action", event.action())));
  }

  private static List<Header> headers(StoredEntry entry, String type, Header word) {
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
}
