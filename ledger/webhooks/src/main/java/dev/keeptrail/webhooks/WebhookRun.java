package dev.keeptrail.webhooks;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerEntry;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.SinkCounts;
import dev.keeptrail.ledger.StoredEntry;
import dev.keeptrail.ledger.UnreadableEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the events of a ledger to one webhook, one after the other. What is not taken because the
 * receiver is away is sent again until it is taken: the ledger keeps it meanwhile. What is refused
 * three times is put aside as a dead letter, so that one event cannot hold up the others.
 */
final class WebhookRun implements Runnable {
  static final Duration IDLE = Duration.ofMillis(500);

  /** How soon somebody who waits for a receiver notices that the webhook was changed. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(WebhookRun.class);
  private static final int PAGE = 100;
  private static final int REFUSALS = 3;

  private final String id;
  private final WebhookBook book;
  private final EventReader events;
  private final WebhookSender sender;
  private final Backoff backoff;
  private final Clock clock;
  private final Map<String, String> environment;
  private final SinkCounts counts;
  private final BooleanSupplier ours;
  private final CountDownLatch stopping;

  /**
   * @param stopping when it has been counted down, the delivery under way is the last one
   */
  WebhookRun(
      String id,
      WebhookBook book,
      EventReader events,
      WebhookSender sender,
      Backoff backoff,
      Clock clock,
      Map<String, String> environment,
      SinkCounts counts,
      BooleanSupplier ours,
      CountDownLatch stopping) {
    this.id = id;
    this.book = book;
    this.events = events;
    this.sender = sender;
    this.backoff = backoff;
    this.clock = clock;
    this.environment = environment;
    this.counts = counts;
    this.ours = ours;
    this.stopping = stopping;
  }

  @Override
  public void run() {
    int failures = 0;
    try {
      while (!isStopping() && !Thread.currentThread().isInterrupted()) {
        try {
          Optional<Webhook> webhook = book.find(id);
          if (webhook.isEmpty()) {
            return;
          }
          if (!webhook.get().enabled() || !ours.getAsBoolean() || !page(webhook.get())) {
            pause(IDLE);
          }
          failures = 0;
        } catch (LedgerException unreadable) {
          LOG.warn("webhook {} waits: {}", id, unreadable.getMessage());
          say(unreadable);
          pause(backoff.after(++failures, null));
        } catch (WebhookException unusable) {
          LOG.warn("webhook {} waits: {}", id, unusable.getMessage());
          pause(backoff.after(++failures, null));
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets those who ask for the webhook know why it waits. */
  private void say(LedgerException unreadable) {
    try {
      book.failing(id, String.valueOf(unreadable.getMessage()), clock.instant());
    } catch (WebhookException unwritable) {
      LOG.warn("webhook {}: {}", id, unwritable.getMessage());
    }
  }

  /** Sends what is new; false when nothing was. */
  private boolean page(Webhook webhook)
      throws WebhookException, LedgerException, InterruptedException {
    List<LedgerEntry> next = events.entries(webhook.position(), PAGE);
    long passed = webhook.position();
    for (LedgerEntry event : next) {
      if (isStopping()) {
        break;
      }
      switch (event) {
        case StoredEntry stored when webhook.wants(stored) -> {
          if (!deliver(webhook, stored)) {
            return true;
          }
        }
        case UnreadableEntry lost when webhook.mayWant(lost) -> putAside(lost);
        case StoredEntry _, UnreadableEntry _ -> passed = event.sequence();
      }
    }
    boolean waited = next.isEmpty() && webhook.failingSince() != null;
    if (passed > webhook.position() || waited) {
      book.settle(id, passed);
    }
    return !next.isEmpty();
  }

  /**
   * Goes on behind what cannot be read: it is a dead letter, to be sent when the ledger is mended.
   */
  private void putAside(UnreadableEntry lost) throws WebhookException {
    Instant now = clock.instant();
    counts.unreadable();
    book.attempted(
        new Delivery(
            messageId(lost.id()),
            id,
            lost.sequence(),
            lost.name(),
            EventKind.UNREADABLE,
            Delivery.State.DEAD,
            0,
            null,
            Delivery.NOT_READ,
            now),
        true,
        now);
    LOG.warn("webhook {}: {} cannot be read and is a dead letter", id, lost.name());
  }

  /** Sends one event until it is settled; false when the webhook changed meanwhile. */
  private boolean deliver(Webhook webhook, StoredEntry event)
      throws WebhookException, InterruptedException {
    EventKind kind = EventKind.of(event);
    byte[] body = Payload.of(event, kind);
    int failures = 0;
    int refusals = 0;
    while (true) {
      if (isStopping() || !ours.getAsBoolean()) {
        // Whoever has the ledger next sends it; should that be us again, it is read anew.
        return false;
      }
      Instant now = clock.instant();
      Outcome outcome = attempt(webhook, event, body, now);
      var attempt = new Attempt(id, event, kind, ++failures, now);
      switch (outcome) {
        case Outcome.Taken taken -> {
          counts.sent(now);
          book.attempted(attempt.to(Delivery.State.DELIVERED, taken.status(), null), true, now);
          return true;
        }
        case Outcome.Refused refused -> {
          counts.failed();
          refusals++;
          boolean dead = refusals >= REFUSALS;
          Delivery.State state = dead ? Delivery.State.DEAD : Delivery.State.WAITING;
          String problem = "the receiver refused it with " + refused.status();
          book.attempted(attempt.to(state, refused.status(), problem), dead, now);
          if (dead) {
            LOG.warn("webhook {}: event {} is a dead letter", id, event.id());
            return true;
          }
          pauseUnchanged(webhook, backoff.after(failures, null));
        }
        case Outcome.Away away -> {
          counts.failed();
          book.attempted(
              attempt.to(Delivery.State.WAITING, away.status(), away.problem()), false, now);
          pauseUnchanged(webhook, backoff.after(failures, away.after()));
        }
        case Outcome.Gone gone -> {
          counts.failed();
          book.disable(id, "the receiver answered " + gone.status() + ": it wants no more");
          LOG.warn("webhook {} is disabled: the receiver answered {}", id, gone.status());
          return false;
        }
      }
      if (!isUnchanged(webhook)) {
        return false;
      }
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** Waits, but no longer than it is wanted. */
  private void pause(Duration time) throws InterruptedException {
    boolean ignored = stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits, but no longer than the webhook is the same: a receiver may ask to be left for long. */
  private void pauseUnchanged(Webhook webhook, Duration time)
      throws WebhookException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      pause(Duration.ofNanos(Math.min(left, LOOK.toNanos())));
      if (isStopping() || !isUnchanged(webhook)) {
        return;
      }
    }
  }

  private Outcome attempt(Webhook webhook, StoredEntry event, byte[] body, Instant now)
      throws WebhookException {
    List<SigningSecret> secrets;
    try {
      secrets = book.secrets(id, now, environment);
    } catch (WebhookException unsigned) {
      // Nothing leaves unsigned; the secret may come back.
      return new Outcome.Away(null, String.valueOf(unsigned.getMessage()), null);
    }
    return secrets.isEmpty()
        ? new Outcome.Gone(410)
        : sender.send(webhook.url(), messageId(event.id()), body, secrets, now);
  }

  /** Somebody may have changed the address, or taken the webhook away, while it was failing. */
  private boolean isUnchanged(Webhook webhook) throws WebhookException {
    return book.find(id)
        .filter(now ->
            now.enabled() && now.url().equals(webhook.url()) && now.kinds().equals(webhook.kinds()))
        .isPresent();
  }

  /** The same for every attempt, so that a receiver can tell repetitions. */
  static String messageId(String event) {
    return "msg_" + event;
  }

  /**
   * One sending of an event.
   *
   * @param number how often it was sent by now
   */
  private record Attempt(
      String webhook, StoredEntry event, EventKind kind, int number, Instant at) {
    /** What came of it. */
    Delivery to(Delivery.State state, @Nullable Integer status, @Nullable String problem) {
      return new Delivery(
          messageId(event.id()),
          webhook,
          event.sequence(),
          event.id(),
          kind.word(),
          state,
          number,
          status,
          problem,
          at);
    }
  }
}
