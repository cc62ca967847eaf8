package dev.keeptrail.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.webhooks.Delivery.State;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that cannot be read hold nothing up and are not lost. */
final class UnreadableRecordsIT extends WebhookBench {
  private static final String WEBHOOKS = "webhooks.db";

  @Test
  void whatCannotBeReadIsPutAsideAndSentWhenItIsMended() throws Exception {
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        WebhookBook book = WebhookBook.open(folder)) {
      String id = WebhookBook.newId();
      book.add(webhook(id, EnumSet.of(EventKind.BLOCKED), 0, null));
      String trailOnly = WebhookBook.newId();
      book.add(webhook(trailOnly, EnumSet.of(EventKind.TOKEN_CREATED), 0, null));
      String blocked = append(store, "block");
      String allowed = append(store, "allow");
      String behind = append(store, "block");
      sql("CREATE TABLE kept AS SELECT * FROM event");
      sql("UPDATE event SET json = substr(json, 1, 90) WHERE sequence = 1");
      sql("UPDATE event SET json = x'ff00' WHERE sequence = 2");
      try (Webhooks webhooks = start()) {
        await(() -> book.find(id).orElseThrow().position() == 3);
        await(() -> book.find(trailOnly).orElseThrow().position() == 3);
        await(() ->
            webhooks.figures().stream()
                .anyMatch(one -> one.target().equals(id) && one.unreadable() == 2));
      }
      assertThat(receiver.taken()).containsExactly("msg_" + behind);
      List<Delivery> letters = book.deliveries(id, EnumSet.of(State.DEAD), 10);
      assertThat(letters).extracting(Delivery::event).containsExactly(allowed, blocked);
      assertThat(letters).extracting(Delivery::kind).containsOnly("record.unreadable");
      assertThat(letters.getFirst().problem()).startsWith("the record cannot be read");
      assertThat(book.dead(trailOnly)).isZero();

      try (EventReader events = Ledgers.openForReading(folder);
          var trial = new WebhookTrial(book, Clock.systemUTC(), Map.of(), WayOut.DIRECT)) {
        Webhook webhook = book.find(id).orElseThrow();
        Delivery lost = letters.getLast();
        assertThat(trial.again(webhook, lost, events).orElseThrow().taken()).isFalse();
        assertThat(book.dead(id)).isEqualTo(2);
        sql("UPDATE event SET json = (SELECT json FROM kept WHERE kept.sequence = event.sequence)");
        for (Delivery letter : letters.reversed()) {
          assertThat(trial.again(webhook, letter, events).orElseThrow().taken()).isTrue();
        }
      }
      assertThat(book.dead(id)).isZero();
      assertThat(receiver.taken())
          .as("what was allowed was not asked for")
          .containsExactly("msg_" + behind, "msg_" + blocked);
    }
  }

  @Test
  void whoWaitsForALedgerThatCannotBeReadSaysSo() throws Exception {
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        WebhookBook book = WebhookBook.open(folder)) {
      String id = WebhookBook.newId();
      book.add(webhook(id, EnumSet.of(EventKind.CREATED), 0, null));
      try (Webhooks _ = start()) {
        sql("ALTER TABLE administration RENAME COLUMN id TO other");
        await(() -> book.find(id).orElseThrow().problem() != null);
        sql("ALTER TABLE administration RENAME COLUMN other TO id");
        await(() -> book.find(id).orElseThrow().problem() == null);
        String event = append(store, "allow");
        await(() -> receiver.taken().contains("msg_" + event));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kinds = 'event.blocked,event.of_a_newer_version'",
        "kinds = ''",
        "kinds = x'ff00'",
        "url = 'no address'",
        "url = 'ftp://127.0.0.1/'",
        "url = 'http://hooks.example.com/'",
        "url = 'https:'",
      })
  void aWebhookThatCannotBeReadHoldsUpNoOther(String damage) throws Exception {
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        WebhookBook book = WebhookBook.open(folder)) {
      String damaged = WebhookBook.newId();
      book.add(webhook(damaged, EnumSet.of(EventKind.CREATED), 0, null));
      String whole = WebhookBook.newId();
      book.add(webhook(whole, EnumSet.of(EventKind.CREATED), 0, null));
      sql(WEBHOOKS, "UPDATE webhook SET " + damage + " WHERE id = '" + damaged + "'");
      String event = append(store, "allow");
      try (Webhooks webhooks = start()) {
        await(() -> book.find(whole).orElseThrow().position() == 1);
        await(() -> webhooks.unreadable() == 1);
        assertThat(webhooks.usable()).isTrue();
      }
      assertThat(receiver.taken()).containsExactly("msg_" + event);
      assertThat(book.all())
          .extracting(KeptWebhook::id, KeptWebhook::getClass)
          .containsExactlyInAnyOrder(
              tuple(damaged, UnreadableWebhook.class), tuple(whole, Webhook.class));
      assertThatThrownBy(() -> book.find(damaged))
          .isInstanceOf(WebhookException.class)
          .hasMessageStartingWith("webhook `" + damaged + "` cannot be read: ");
      assertThat(book.remove(damaged)).isTrue();
      assertThat(book.all()).extracting(KeptWebhook::id).containsExactly(whole);
    }
  }

  private void sql(String statement) throws Exception {
    sql("ledger.db", statement);
  }

  private void sql(String file, String statement) throws Exception {
    try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
        Statement executed = open.createStatement()) {
      executed.execute("PRAGMA busy_timeout = 10000");
      executed.execute(statement);
    }
  }
}
