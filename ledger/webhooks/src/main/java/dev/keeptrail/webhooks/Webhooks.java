package dev.keeptrail.webhooks;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.SinkCounts;
import dev.keeptrail.ledger.SinkFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a ledger's events to its webhooks, each on a thread of its own, as long as it is open.
 * Webhooks that come or go while it runs are noticed within a second. Reads the ledger like any
 * other reader, so no request waits for it.
 */
public final class Webhooks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** How long receivers are waited for that have been sent an event and have not answered yet. */
  private static final Duration ANSWERING = Duration.ofSeconds(5);

  private static final Duration CLOSING = Duration.ofSeconds(20);

  private final Path ledger;
  private final Clock clock;
  private final Map<String, String> environment;
  private final WayOut wayOut;
  private final BooleanSupplier ours;
  private final Backoff backoff = new Backoff(new Random());
  private final Thread watching;
  private final Map<String, SinkCounts> counts = new ConcurrentHashMap<>();
  private volatile List<SinkFigures> figures = List.of();
  private volatile int unreadable;
  private volatile boolean usable = true;

  private Webhooks(
      Path ledger,
      Clock clock,
      Map<String, String> environment,
      WayOut wayOut,
      BooleanSupplier ours) {
    this.wayOut = wayOut;
    this.ours = ours;
    this.ledger = ledger;
    this.clock = clock;
    this.environment = Map.copyOf(environment);
    this.watching = Thread.ofPlatform().daemon().name("webhooks").unstarted(this::watch);
  }

  /**
   * Starts for the ledger in a folder, which this process appends to.
   *
   * @param wayOut how receivers are reached
   * @param ours whether it still does; where another one has taken its place, that one sends
   */
  public static Webhooks start(
      Path ledger,
      Clock clock,
      Map<String, String> environment,
      WayOut wayOut,
      BooleanSupplier ours) {
    var webhooks = new Webhooks(ledger, clock, environment, wayOut, ours);
    webhooks.watching.start();
    return webhooks;
  }

  private void watch() {
    int failures = 0;
    try {
      while (true) {
        if (WebhookBook.exists(ledger)) {
          try {
            serve();
          } catch (WebhookException | LedgerException | IOException unusable) {
            usable = false;
            LOG.warn("webhooks wait: {}", unusable.getMessage());
            Thread.sleep(backoff.after(++failures, null));
          }
        } else {
          // Somebody may have taken it away because it could not be read.
          unreadable = 0;
          usable = true;
        }
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve() throws WebhookException, LedgerException, IOException, InterruptedException {
    Map<String, Thread> running = new HashMap<>();
    Set<UnreadableWebhook> told = new HashSet<>();
    var stopping = new CountDownLatch(1);
    try (WebhookBook book = WebhookBook.open(ledger);
        EventReader events = Ledgers.openForReading(ledger);
        WebhookSender sender = new WebhookSender(wayOut)) {
      try {
        while (true) {
          List<KeptWebhook> kept = book.all();
          List<Webhook> all = readable(kept, told);
          unreadable = kept.size() - all.size();
          usable = true;
          Set<String> wanted = all.stream().map(Webhook::id).collect(Collectors.toSet());
          counts.keySet().retainAll(wanted);
          figures = figures(all, events.lastEntry());
          running.values().removeIf(thread -> !thread.isAlive());
          for (String id : wanted) {
            running.computeIfAbsent(
                id,
                _ ->
                    Thread.ofVirtual()
                        .name("webhook-" + id)
                        .start(
                            new WebhookRun(
                                id,
                                book,
                                events,
                                sender,
                                backoff,
                                clock,
                                environment,
                                counts(id),
                                ours,
                                stopping)));
          }
          Thread.sleep(LOOK);
        }
      } finally {
        stopping.countDown();
        end(running.values());
      }
    }
  }

  /** One that cannot be read waits for somebody who mends it, and holds up no other. */
  private static List<Webhook> readable(List<KeptWebhook> kept, Set<UnreadableWebhook> told) {
    List<Webhook> readable = new ArrayList<>();
    for (KeptWebhook one : kept) {
      switch (one) {
        case Webhook webhook -> readable.add(webhook);
        case UnreadableWebhook lost -> {
          if (told.add(lost)) {
            LOG.warn("nothing is sent: {}", lost.refusal().getMessage());
          }
        }
      }
    }
    return readable;
  }

  private SinkCounts counts(String id) {
    return counts.computeIfAbsent(id, _ -> new SinkCounts());
  }

  private List<SinkFigures> figures(List<Webhook> all, long last) {
    return all.stream()
        .map(one -> counts(one.id()).figures("webhook", one.id(), last, one.position()))
        .toList();
  }

  /** How each webhook stood a second ago. */
  public List<SinkFigures> figures() {
    return figures;
  }

  /** How many webhooks are on file and could not be read a second ago. */
  public int unreadable() {
    return unreadable;
  }

  /**
   * Whether their file, and the ledger for them, could be read when that was tried last; true where
   * there is no file.
   */
  public boolean usable() {
    return usable;
  }

  /**
   * Lets nobody use what is about to be closed. A receiver that answers soon is waited for: cut
   * off, it would be sent again what it took.
   */
  private static void end(Collection<Thread> running) {
    boolean interrupted = Thread.interrupted();
    long patience = System.nanoTime() + ANSWERING.toNanos();
    try {
      for (Thread thread : running) {
        boolean ignored = thread.join(Duration.ofNanos(patience - System.nanoTime()));
      }
    } catch (InterruptedException again) {
      interrupted = true;
    }
    running.forEach(Thread::interrupt);
    for (Thread thread : running) {
      try {
        boolean ignored = thread.join(CLOSING);
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    watching.interrupt();
    try {
      boolean ignored = watching.join(CLOSING);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
