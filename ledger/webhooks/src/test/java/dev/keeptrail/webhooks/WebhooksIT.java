package dev.keeptrail.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.webhooks.Delivery.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.data.TemporalUnitOffset;
import org.assertj.core.data.TemporalUnitWithinOffset;
import org.junit.jupiter.api.Test;

/** Real ledgers, real connections. */
final class WebhooksIT extends WebhookBench {
  @Test
  void whatIsAskedForComesInOrderSignedAndOnceForAllStarts() throws Exception {
    List<String> expected;
    String id;
    SigningSecret secret;
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        WebhookBook book = WebhookBook.open(folder)) {
      append(store, "block");
      id = WebhookBook.newId();
      secret = book.add(webhook(id, EnumSet.of(EventKind.BLOCKED), 1, null)).orElseThrow();
      List<String> verdicts = List.of("allow", "block", "redact", "block", "allow");
      List<String> appended = verdicts.stream().map(verdict -> append(store, verdict)).toList();
      expected = List.of("msg_" + appended.get(1), "msg_" + appended.get(3));
      try (Webhooks _ = start()) {
        await(() -> receiver.taken().size() >= 2);
        await(() -> book.find(id).orElseThrow().position() == 6);
      }
      try (Webhooks _ = start()) {
        append(store, "block");
        await(() -> book.find(id).orElseThrow().position() == 7);
        assertThat(receiver.taken().subList(0, 2)).isEqualTo(expected);
        assertThat(receiver.taken()).hasSize(3).doesNotHaveDuplicates();
      }
      assertThat(book.deliveries(id, EnumSet.allOf(State.class), 10))
          .extracting(Delivery::state)
          .containsExactly(State.DELIVERED, State.DELIVERED, State.DELIVERED);
    }
    Receiver.Message message = receiver.messages().getFirst();
    assertThat(message.text()).startsWith("{\"type\":\"event.blocked\",\"timestamp\":\"");
    assertThat(message.text()).contains("\"verdict\":\"block\"");
    assertThat(message.signatures()).containsExactly(signature(secret, message));
    assertThat(Instant.ofEpochSecond(message.seconds()))
        .isCloseTo(Instant.now(), within(Duration.ofMinutes(5)));
  }

  @Test
  void whatFindsNobodyIsSentAgainUntilItIsTaken() throws Exception {
    var seen = new CompletableFuture<Void>();
    receiver.answer(attempt -> {
      if (attempt == 1) {
        seen.join();
      }
      return attempt < 2 ? 503 : 200;
    });
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        WebhookBook book = WebhookBook.open(folder)) {
      String id = WebhookBook.newId();
      book.add(webhook(id, EnumSet.of(EventKind.CREATED), 0, null));
      String first = append(store, "allow");
      String second = append(store, "allow");
      try (Webhooks _ = start()) {
        await(() -> book.find(id).orElseThrow().failingSince() != null);
        seen.complete(null);
        await(() -> book.find(id).orElseThrow().position() == 2);
      }
      assertThat(receiver.messages())
          .extracting(Receiver.Message::id)
          .containsExactly("msg_" + first, "msg_" + first, "msg_" + first, "msg_" + second);
      assertThat(book.deliveries(id, EnumSet.of(State.DELIVERED), 10))
          .extracting(Delivery::attempts)
          .containsExactly(1, 3);
      assertThat(book.find(id).orElseThrow().failingSince()).isNull();
    }
  }

  @Test
  void whoIsAboutToAnswerWhenItEndsIsNotSentItAgain() throws Exception {
    receiver.answer(_ -> {
      LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
      return 200;
    });
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        WebhookBook book = WebhookBook.open(folder)) {
      String id = WebhookBook.newId();
      book.add(webhook(id, EnumSet.of(EventKind.CREATED), 0, null));
      append(store, "allow");
      append(store, "allow");
      try (Webhooks _ = start()) {
        await(() -> receiver.asked() > 0);
      }
      // One, but on a machine that is held up the second may be asked for before the end begins.
      assertThat(book.deliveries(id, EnumSet.allOf(State.class), 10))
          .hasSize(receiver.asked())
          .extracting(Delivery::state)
          .containsOnly(State.DELIVERED);
      assertThat(book.find(id).orElseThrow().position()).isEqualTo(receiver.asked());
      try (Webhooks _ = start()) {
        await(() -> book.find(id).orElseThrow().position() == 2);
      }
      assertThat(receiver.taken()).hasSize(2).doesNotHaveDuplicates();
    }
  }

  @Test
  void whatIsRefusedThreeTimesIsPutAsideAndCanBeSentAgain() throws Exception {
    receiver.answer(attempt -> attempt < 3 ? 422 : 200);
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        WebhookBook book = WebhookBook.open(folder)) {
      String id = WebhookBook.newId();
      book.add(webhook(id, EnumSet.of(EventKind.CREATED), 0, null));
      String refused = append(store, "allow");
      String taken = append(store, "allow");
      try (Webhooks _ = start()) {
        await(() -> receiver.taken().contains("msg_" + taken));
        await(() -> book.find(id).orElseThrow().position() == 2);
      }
      Delivery letter = book.deliveries(id, EnumSet.of(State.DEAD), 10).getFirst();
      assertThat(letter.event()).isEqualTo(refused);
      assertThat(letter.attempts()).isEqualTo(3);
      assertThat(letter.problem()).isEqualTo("the receiver refused it with 422");

      try (EventReader events = Ledgers.openForReading(folder);
          var trial = new WebhookTrial(book, Clock.systemUTC(), Map.of(), WayOut.DIRECT)) {
        Webhook webhook = book.find(id).orElseThrow();
        assertThat(trial.again(webhook, letter, events).orElseThrow().taken()).isTrue();
      }
      assertThat(book.dead(id)).isZero();
      assertThat(receiver.taken()).containsExactly("msg_" + taken, "msg_" + refused);
    }
  }

  @Test
  void aReceiverThatIsGoneIsLeftAloneUntilTheWebhookIsEnabledAgain() throws Exception {
    receiver.answer(attempt -> attempt == 0 ? 410 : 200);
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        WebhookBook book = WebhookBook.open(folder);
        Webhooks _ = start()) {
      String id = WebhookBook.newId();
      book.add(webhook(id, EnumSet.of(EventKind.CREATED), 0, null));
      String event = append(store, "allow");
      await(() -> !book.find(id).orElseThrow().enabled());
      assertThat(book.find(id).orElseThrow().problem()).contains("410");
      assertThat(receiver.taken()).isEmpty();

      book.update(webhook(id, EnumSet.of(EventKind.CREATED), 0, null));
      await(() -> receiver.taken().contains("msg_" + event));
    }
  }

  @Test
  void anAnswerCountsByItsStatusWhateverBecomesOfItsBody() throws Exception {
    try (var abrupt = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        WebhookBook book = WebhookBook.open(folder)) {
      Thread.ofVirtual().start(() -> breakOff(abrupt));
      String id = WebhookBook.newId();
      URI url = URI.create("http://127.0.0.1:" + abrupt.getLocalPort() + "/hook");
      book.add(webhook(id, EnumSet.of(EventKind.CREATED), 0, null, url));
      append(store, "allow");
      append(store, "allow");
      try (Webhooks _ = start()) {
        await(() -> book.deliveries(id, EnumSet.allOf(State.class), 10).size() == 2);
      }
      assertThat(book.deliveries(id, EnumSet.allOf(State.class), 10))
          .allSatisfy(delivery -> {
            assertThat(delivery.state()).isEqualTo(State.DELIVERED);
            assertThat(delivery.attempts()).isEqualTo(1);
          });
    }
  }

  /** Says that it takes what was sent and much about it, and hangs up in the middle of a word. */
  private static void breakOff(ServerSocket server) {
    try {
      while (true) {
        try (Socket socket = server.accept()) {
          var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
          int length = 0;
          for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            String[] header = line.toLowerCase(Locale.ROOT).split(": ", 2);
            length = header[0].equals("content-length") ? Integer.parseInt(header[1]) : length;
          }
          long ignored = in.skip(length);
          socket
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nthat".getBytes(UTF_8));
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  @Test
  void whoWaitsForAReceiverNoticesThatTheAddressIsAnotherOne() throws Exception {
    receiver.answerAfter(Duration.ofHours(1));
    receiver.answer(_ -> 503);
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        WebhookBook book = WebhookBook.open(folder);
        Receiver other = newReceiver();
        Webhooks _ = start()) {
      String id = WebhookBook.newId();
      book.add(webhook(id, EnumSet.of(EventKind.CREATED), 0, null));
      String event = append(store, "allow");
      await(() -> book.find(id).orElseThrow().failingSince() != null);
      book.update(webhook(id, EnumSet.of(EventKind.CREATED), 0, null, other.url()));
      await(() -> other.taken().contains("msg_" + event));
      assertThat(receiver.messages()).hasSize(1);
    }
  }

  @Test
  void theOldSecretSignsTooForAWhile() throws Exception {
    try (WebhookBook book = WebhookBook.open(folder)) {
      String id = WebhookBook.newId();
      SigningSecret old =
          book.add(webhook(id, EnumSet.of(EventKind.CREATED), 0, null)).orElseThrow();
      SigningSecret fresh = SigningSecret.fresh();
      assertThat(book.rotate(id, fresh, Instant.now().plusSeconds(600))).isTrue();
      try (var trial = new WebhookTrial(book, Clock.systemUTC(), Map.of(), WayOut.DIRECT)) {
        assertThat(trial.test(book.find(id).orElseThrow()).taken()).isTrue();
      }
      Receiver.Message message = receiver.messages().getFirst();
      assertThat(message.signatures())
          .containsExactly(signature(fresh, message), signature(old, message));
      assertThat(message.text()).contains("\"type\":\"webhook.test\"");

      var later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
      try (var trial = new WebhookTrial(book, later, Map.of(), WayOut.DIRECT)) {
        trial.test(book.find(id).orElseThrow());
      }
      Receiver.Message second = receiver.messages().getLast();
      assertThat(second.signatures()).containsExactly(signature(fresh, second));
    }
  }

  @Test
  void nothingLeavesUnsigned() throws Exception {
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        WebhookBook book = WebhookBook.open(folder);
        Webhooks _ = start()) {
      String id = WebhookBook.newId();
      book.add(webhook(id, EnumSet.of(EventKind.CREATED), 0, "NO_SUCH_SECRET"));
      append(store, "allow");
      await(() -> book.find(id).orElseThrow().problem() != null);
      assertThat(book.find(id).orElseThrow().problem())
          .isEqualTo("the variable `NO_SUCH_SECRET` is not set");
      assertThat(receiver.messages()).isEmpty();
    }
  }

  @Test
  void aWebhookThatIsTakenAwayGetsNothingMore() throws Exception {
    receiver.answer(_ -> 500);
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        WebhookBook book = WebhookBook.open(folder);
        Webhooks webhooks = start()) {
      String id = WebhookBook.newId();
      book.add(webhook(id, EnumSet.of(EventKind.CREATED), 0, null));
      append(store, "allow");
      await(() -> !receiver.messages().isEmpty());
      assertThat(book.remove(id)).isTrue();
      assertThat(book.all()).isEmpty();
      // Whoever is about to send when it is taken away may still do so; then it is known.
      await(() -> webhooks.figures().isEmpty());
      receiver.answer(_ -> 200);
      Thread.sleep(2_000);
      assertThat(receiver.taken()).isEmpty();
    }
  }

  private static String signature(SigningSecret secret, Receiver.Message message) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] key = Base64.getDecoder().decode(secret.reveal().substring("whsec_".length()));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed = message.id() + "." + message.seconds() + "." + message.text();
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
  }

  private static TemporalUnitOffset within(Duration offset) {
    return new TemporalUnitWithinOffset(offset.toSeconds(), ChronoUnit.SECONDS);
  }
}
