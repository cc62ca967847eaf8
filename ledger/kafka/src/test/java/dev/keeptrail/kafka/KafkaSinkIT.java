package dev.keeptrail.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.AdministrativeEvent;
import dev.keeptrail.ledger.event.AdministrativeJson;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.EventIds;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.integrity.Leaves;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker that goes and comes back: nothing is lost, and each key keeps its order. */
final class KafkaSinkIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> TENANTS = List.of("north", "south", "east");

  @TempDir private static Path brokerFolder;
  private static Broker broker;

  @TempDir private Path ledger;
  private final EventIds ids = EventIds.secure(Clock.systemUTC());
  private final List<String> appended = new ArrayList<>();
  private String topic = "";
  private static int topics;

  @BeforeAll
  static void prepare() throws Exception {
    broker = new Broker(brokerFolder);
  }

  @AfterAll
  static void end() {
    broker.close();
  }

  @BeforeEach
  void another() {
    topic = "events-" + topics++;
  }

  @Test
  void nothingIsLostWhenTheBrokerIsAwayAtTheStartAndGoesAndComesBack() throws Exception {
    broker.stop();
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      append(store, 300);
      try (KafkaSink _ = start(Map.of())) {
        await(() -> standing().failingSince() != null);
        assertThat(standing().position()).isZero();
        broker.start();
        await(() -> standing().position() == 300);
        assertThat(standing().failingSince()).isNull();
        Thread writer = Thread.ofVirtual().start(() -> appendSlowly(store, 1_500));
        await(() -> standing().position() > 400);
        broker.stop();
        Thread.sleep(1_000);
        broker.start();
        writer.join();
        await(() -> standing().position() == 1_800);
      }
    }
    assertEverythingIsThereInOrder(read());
  }

  @Test
  void whoIsKilledGoesOnWhereItWas() throws Exception {
    broker.ensure();
    Process first = null;
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      append(store, 3_000);
      first = SendingProcess.start(ledger, broker.address(), topic);
      await(() -> standing().position() > 0);
      first.destroyForcibly().waitFor();
      long position = standing().position();
      assertThat(position).isPositive();
      append(store, 500);
      try (KafkaSink _ = start(Map.of())) {
        await(() -> standing().position() == 3_500);
      }
      // Another start sends nothing again.
      try (KafkaSink _ = start(Map.of())) {
        append(store, 1);
        await(() -> standing().position() == 3_501);
      }
    } finally {
      if (first != null) {
        first.destroyForcibly();
      }
    }
    List<ConsumerRecord<byte[], byte[]>> records = read();
    assertEverythingIsThereInOrder(records);
    assertThat(records.stream().filter(one -> id(one).equals(appended.getFirst())).count())
        .isBetween(1L, 2L);
    assertThat(records.stream().filter(one -> id(one).equals(appended.getLast())).count())
        .isEqualTo(1);
  }

  @Test
  void aRecordSaysWhatItIs() throws Exception {
    broker.ensure();
    DecisionEvent event;
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      append(store, 5);
      event = store.find(appended.getLast()).orElseThrow();
      assertThat(KafkaSink.partitions(settings(Map.of()), topic)).isEqualTo(4);
      try (KafkaSink _ = start(Map.of("start", "now"))) {
        await(() -> standing().position() == 5);
        append(store, 1);
        await(() -> standing().position() == 6);
      }
      event = store.find(appended.getLast()).orElseThrow();
    }
    List<ConsumerRecord<byte[], byte[]>> records = read();
    assertThat(records).as("what was there before is not sent").hasSize(1);
    ConsumerRecord<byte[], byte[]> record = records.getFirst();
    assertThat(record.value()).isEqualTo(Leaves.canonical(EventJson.toBytes(event)));
    assertThat(record.key()).isEqualTo("east".getBytes(UTF_8));
    assertThat(record.timestamp()).isEqualTo(event.timestamp().toEpochMilli());
    assertThat(header(record, "keeptrail-verdict")).isEqualTo("allow");
    assertThat(header(record, "keeptrail-sequence")).isEqualTo("6");
    assertThat(header(record, "content-type")).isEqualTo("application/json");
    assertThat(header(record, "keeptrail-event-type")).isEqualTo("decision");
  }

  @Test
  void theTrailGoesToATopicOfItsOwnWhereOneIsNamed() throws Exception {
    broker.ensure();
    String trail = topic + "-trail";
    AdministrativeEvent done =
        new AdministrativeEvent(
            "adm_1",
            Instant.now(),
            "pack.loaded",
            new AdministrativeEvent.Actor(AdministrativeEvent.Actor.OPERATOR, "ana"),
            "guard",
            Map.of("gateway_id", "gateway-7"));
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      append(store, 2);
      assertThat(store.record(done)).isEqualTo(3);
      append(store, 1);
      try (KafkaSink sink = start(Map.of("trail", trail))) {
        await(() -> standing().position() == 4);
        await(() -> sink.figures().behind() == 0);
        assertThat(sink.figures().sent()).isEqualTo(4);
        assertThat(sink.figures().lastSuccess()).isNotNull();
      }
    }
    assertThat(standing().sent()).isEqualTo(4);
    assertThat(standing().lastSent()).isNotNull();
    assertThat(read()).hasSize(3);
    topic = trail;
    ConsumerRecord<byte[], byte[]> record = read().getFirst();
    assertThat(record.value()).isEqualTo(Leaves.canonical(AdministrativeJson.toBytes(done)));
    assertThat(record.key()).isEqualTo("gateway-7".getBytes(UTF_8));
    assertThat(header(record, "keeptrail-event-type")).isEqualTo("administration");
    assertThat(header(record, "keeptrail-action")).isEqualTo("pack.loaded");
    assertThat(header(record, "keeptrail-sequence")).isEqualTo("3");
  }

  @Test
  void whatIsTooLargeIsLeftOutAndCounted() throws Exception {
    broker.ensure();
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      append(store, 2);
      String large = store(store, "m".repeat(20_000));
      append(store, 2);
      try (KafkaSink _ = start(Map.of("max.request.size", "10000"))) {
        await(() -> standing().position() == 5);
        assertThat(standing().refused()).isEqualTo(1);
        assertThat(standing().lastRefused()).isEqualTo(large);
      }
      assertThat(read()).hasSize(4);
    }
  }

  @Test
  void whatCannotBeReadIsPassedOverAndCounted() throws Exception {
    broker.ensure();
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      append(store, 6);
      try (Connection open =
              DriverManager.getConnection("jdbc:sqlite:" + ledger.resolve("ledger.db"));
          Statement statement = open.createStatement()) {
        statement.execute("UPDATE event SET json = substr(json, 1, 90) WHERE sequence IN (1, 3)");
        statement.execute("UPDATE event SET json = '' WHERE sequence = 6");
      }
      try (KafkaSink sink = start(Map.of())) {
        await(() -> standing().position() == 6);
        append(store, 1);
        await(() -> standing().position() == 7);
        assertThat(sink.figures().unreadable()).isEqualTo(3);
      }
      assertThat(standing().unreadable()).isEqualTo(3);
      assertThat(standing().lastUnreadable()).isEqualTo(appended.get(5));
      assertThat(standing().problem()).isNull();
      assertThat(standing().sent()).isEqualTo(4);
    }
    assertThat(read().stream().map(KafkaSinkIT::id))
        .containsExactlyInAnyOrder(
            appended.get(1), appended.get(3), appended.get(4), appended.get(6));
  }

  @Test
  void nobodyAnswering() throws Exception {
    broker.stop();
    assertThatThrownBy(() -> KafkaSink.partitions(settings(Map.of()), topic))
        .isInstanceOf(KafkaSinkException.class)
        .hasMessageContaining("TimeoutException");
  }

  private void assertEverythingIsThereInOrder(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, Set<String>> first = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      first
          .computeIfAbsent(new String(record.key(), UTF_8), _ -> new LinkedHashSet<>())
          .add(id(record));
    }
    for (int tenant = 0; tenant < TENANTS.size(); tenant++) {
      List<String> expected = new ArrayList<>();
      for (int at = tenant; at < appended.size(); at += TENANTS.size()) {
        expected.add(appended.get(at));
      }
      assertThat(new ArrayList<>(first.getOrDefault(TENANTS.get(tenant), Set.of())))
          .as(TENANTS.get(tenant))
          .isEqualTo(expected);
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> read() throws IOException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker.address(),
            "key.deserializer",
            ByteArrayDeserializer.class,
            "value.deserializer",
            ByteArrayDeserializer.class);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(one -> new TopicPartition(topic, one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(500)).forEach(records::add);
      }
    }
    return records;
  }

  private static String id(ConsumerRecord<byte[], byte[]> record) {
    return header(record, "keeptrail-event-id");
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }

  private void appendSlowly(EventStore store, int count) {
    for (int done = 0; done < count; done += 10) {
      append(store, 10);
      try {
        Thread.sleep(10);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void append(EventStore store, int count) {
    for (int at = 0; at < count; at++) {
      store(store, "model");
    }
  }

  private String store(EventStore store, String model) {
    String id = ids.nextEvent();
    try {
      store.append(
          Events.of(id, Instant.now(), model, TENANTS.get(appended.size() % TENANTS.size())));
    } catch (dev.keeptrail.ledger.LedgerException failed) {
      throw new AssertionError(failed);
    }
    appended.add(id);
    return id;
  }

  private KafkaSettings settings(Map<String, String> more) throws KafkaSinkException {
    Map<String, String> values =
        new HashMap<>(Map.of("topic", topic, "bootstrap.servers", broker.address()));
    values.putAll(more);
    return KafkaSettings.of(values, Map.of());
  }

  private KafkaSink start(Map<String, String> more) throws KafkaSinkException {
    return KafkaSink.start(ledger, settings(more), Clock.systemUTC(), () -> true);
  }

  private Standing standing() throws KafkaSinkException {
    return new StandingFile(ledger).find(topic).orElse(Standing.fresh(topic, 0));
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    @Nullable Instant end = Instant.now().plus(PATIENCE);
    while (!condition.call()) {
      assertThat(Instant.now()).as("waiting").isBefore(end);
      Thread.sleep(20);
    }
  }
}
