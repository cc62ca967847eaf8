package dev.keeptrail.webhooks;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerEntry;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredEntry;
import dev.keeptrail.ledger.UnreadableEntry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends one thing once, for a person who waits for the answer. */
public final class WebhookTrial implements AutoCloseable {
  private final WebhookBook book;
  private final Clock clock;
  private final Map<String, String> environment;
  private final WebhookSender sender;

  public WebhookTrial(
      WebhookBook book, Clock clock, Map<String, String> environment, WayOut wayOut) {
    this.sender = new WebhookSender(wayOut);
    this.book = book;
    this.clock = clock;
    this.environment = Map.copyOf(environment);
  }

  /**
   * What the receiver answered.
   *
   * @param status null when there was no answer, or nothing had to be sent
   * @param problem null when it was taken, or nothing had to be sent
   */
  public record Answer(@Nullable Integer status, @Nullable String problem) {
    public boolean taken() {
      return problem == null;
    }
  }

  /**
   * Sends {@code webhook.test}, with no event.
   *
   * @throws WebhookException when there is no secret to sign with
   */
  public Answer test(Webhook webhook) throws WebhookException {
    Instant now = clock.instant();
    String id = "msg_test_" + now.toEpochMilli();
    return answer(send(webhook, id, Payload.test(now), now));
  }

  /**
   * Sends a dead letter once more, and writes how that went. One that could not be read and turns
   * out to be of something else than was asked for is forgotten.
   *
   * @return empty when the ledger does not hold its event any more
   * @throws WebhookException when there is no secret to sign with, or the book cannot be written
   */
  public Optional<Answer> again(Webhook webhook, Delivery letter, EventReader events)
      throws WebhookException, LedgerException {
    return switch (entry(letter, events).orElse(null)) {
      case null -> Optional.empty();
      case UnreadableEntry _ -> Optional.of(new Answer(null, Delivery.NOT_READ));
      case StoredEntry entry when unread(letter) && !webhook.wants(entry) -> {
        book.forget(letter);
        yield Optional.of(new Answer(null, null));
      }
      case StoredEntry entry -> Optional.of(again(webhook, letter, entry));
    };
  }

  private Answer again(Webhook webhook, Delivery letter, StoredEntry entry)
      throws WebhookException {
    Instant now = clock.instant();
    // What could not be read has its name and its kind from itself now.
    String id = unread(letter) ? WebhookRun.messageId(entry.id()) : letter.id();
    byte[] body = Payload.of(entry, EventKind.of(entry));
    Answer answer = answer(send(webhook, id, body, now));
    book.record(
        new Delivery(
            id,
            letter.webhook(),
            letter.sequence(),
            entry.id(),
            EventKind.of(entry).word(),
            answer.taken() ? Delivery.State.DELIVERED : Delivery.State.DEAD,
            letter.attempts() + 1,
            answer.status(),
            answer.problem(),
            now));
    return answer;
  }

  private static Optional<LedgerEntry> entry(Delivery letter, EventReader events)
      throws LedgerException {
    return events.entries(letter.sequence() - 1, 1).stream()
        .filter(entry -> entry.sequence() == letter.sequence())
        .filter(entry ->
            entry instanceof UnreadableEntry || unread(letter) || entry.id().equals(letter.event()))
        .findFirst();
  }

  private static boolean unread(Delivery letter) {
    return letter.kind().equals(EventKind.UNREADABLE);
  }

  private Outcome send(Webhook webhook, String id, byte[] body, Instant now)
      throws WebhookException {
    List<SigningSecret> secrets = book.secrets(webhook.id(), now, environment);
    if (secrets.isEmpty()) {
      throw new WebhookException("there is no webhook `%s`".formatted(webhook.id()));
    }
    return sender.send(webhook.url(), id, body, secrets, now);
  }

  private static Answer answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken(int status) -> new Answer(status, null);
      case Outcome.Refused(int status) ->
          new Answer(status, "the receiver refused it with " + status);
      case Outcome.Gone(int status) -> new Answer(status, "the receiver wants no more (410)");
      case Outcome.Away away -> new Answer(away.status(), away.problem());
    };
  }

  @Override
  public void close() throws IOException {
    sender.close();
  }
}
