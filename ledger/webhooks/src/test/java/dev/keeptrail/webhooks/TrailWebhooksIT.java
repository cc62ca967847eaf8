package dev.keeptrail.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Administration;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries of the administrative trail on their way to receivers. */
final class TrailWebhooksIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Actor ANA = new Actor(Actor.OPERATOR, "ana");

  @TempDir private Path folder = Path.of("");

  @Test
  void whatIsDoneIsSentToWhoAskedForIt() throws Exception {
    try (var receiver = new Receiver();
        EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        Administration trail = Ledgers.openAdministration(folder, Clock.systemUTC());
        WebhookBook book = WebhookBook.open(folder)) {
      String id = add(book, receiver, EnumSet.of(EventKind.CONFIGURATION_UPDATED));
      trail.note("token.created", ANA, "key_1", Map.of());
      trail.note("pack.loaded", ANA, "guard", Map.of("cause", "reload"));
      trail.note("pack.loaded", ANA, "guard", Map.of("cause", "revert"));
      assertThat(trail.drain(store)).isEqualTo(3);
      try (Webhooks _ =
          Webhooks.start(folder, Clock.systemUTC(), Map.of(), WayOut.DIRECT, () -> true)) {
        await(() -> book.find(id).orElseThrow().position() == 3);
      }
      assertThat(receiver.messages())
          .extracting(Receiver.Message::text)
          .satisfiesExactly(
              first ->
                  assertThat(first)
                      .startsWith("{\"type\":\"configuration.deployed\",\"timestamp\":\"")
                      .contains("\"data\":{\"id\":\"adm_", "\"action\":\"pack.loaded\""),
              second -> assertThat(second).startsWith("{\"type\":\"configuration.reverted\""));
      assertThat(store.entries(0, 10))
          .extracting(entry -> "msg_" + entry.id())
          .endsWith(receiver.taken().toArray(String[]::new));
    }
  }

  @Test
  void aDeadLetterOfTheTrailCanBeSentAgain() throws Exception {
    try (var receiver = new Receiver();
        EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        Administration trail = Ledgers.openAdministration(folder, Clock.systemUTC());
        WebhookBook book = WebhookBook.open(folder)) {
      receiver.answer(attempt -> attempt < 3 ? 422 : 200);
      String id = add(book, receiver, EnumSet.of(EventKind.ADMINISTRATION));
      trail.note("hold.placed", ANA, "case-17", Map.of());
      assertThat(trail.drain(store)).isEqualTo(1);
      try (Webhooks _ =
          Webhooks.start(folder, Clock.systemUTC(), Map.of(), WayOut.DIRECT, () -> true)) {
        await(() -> book.dead(id) == 1);
      }
      Delivery letter = book.deliveries(id, EnumSet.of(Delivery.State.DEAD), 10).getFirst();
      assertThat(letter.kind()).isEqualTo("administration.recorded");
      try (EventReader events = Ledgers.openForReading(folder);
          var trial = new WebhookTrial(book, Clock.systemUTC(), Map.of(), WayOut.DIRECT)) {
        Webhook webhook = book.find(id).orElseThrow();
        assertThat(trial.again(webhook, letter, events).orElseThrow().taken()).isTrue();
      }
      assertThat(receiver.taken()).containsExactly("msg_" + letter.event());
    }
  }

  @Test
  void nothingIsSentWhileSomebodyElseMayHaveTheLedger() throws Exception {
    var ours = new AtomicBoolean();
    try (var receiver = new Receiver();
        EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        Administration trail = Ledgers.openAdministration(folder, Clock.systemUTC());
        WebhookBook book = WebhookBook.open(folder)) {
      String id = add(book, receiver, EnumSet.of(EventKind.ADMINISTRATION));
      trail.note("hold.placed", ANA, "case-17", Map.of());
      assertThat(trail.drain(store)).isEqualTo(1);
      try (Webhooks webhooks =
          Webhooks.start(folder, Clock.systemUTC(), Map.of(), WayOut.DIRECT, ours::get)) {
        await(() -> webhooks.figures().size() == 1);
        Thread.sleep(1_200);
        assertThat(receiver.messages()).isEmpty();
        ours.set(true);
        await(() -> book.find(id).orElseThrow().position() == 1);
      }
      assertThat(receiver.taken()).hasSize(1);
    }
  }

  private static String add(WebhookBook book, Receiver receiver, Set<EventKind> kinds)
      throws Exception {
    String id = WebhookBook.newId();
    book.add(
        new Webhook(id, receiver.url(), kinds, "a test", null, Instant.EPOCH, true, 0, null, null));
    return id;
  }

  private static void await(Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.call()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
      Thread.sleep(20);
    }
  }
}
