package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.archive.Archive;
import dev.keeptrail.gateway.archive.EventParameters;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.sse.SseWriter;
import dev.keeptrail.ledger.EventFollower;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.LeftOutRecord;
import dev.keeptrail.ledger.QueryFormatException;
import dev.keeptrail.ledger.StoredEvent;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events as they are recorded, as server-sent events whose ids are the ledger's numbers: who
 * comes back with the last one misses nothing and gets nothing twice. A slow reader is waited for,
 * because nothing is kept for it but its place; one that takes nothing at all is cut off by the
 * connection's timeout. Thread-safe.
 */
final class EventTail {
  private static final int MOST = 32;
  private static final int LARGEST_START = 1_000;

  /** Proxies close connections that are silent for a minute, some for less. */
  private static final long QUIET_MILLIS = 10_000;

  private static final byte[] RETRY = "retry: 2000\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final Logger LOG = LoggerFactory.getLogger(EventTail.class);

  private static final Refusal BUSY =
      Refusal.of(
              503,
              ErrorType.OVERLOADED,
              "overloaded",
              "as many others follow the ledger as may at a time; try again later")
          .retryAfter("5");

  private final Archive archive;
  private final Semaphore places = new Semaphore(MOST);
  private volatile boolean running = true;

  EventTail(Archive archive) {
    this.archive = archive;
  }

  /** Ends all streams soon. */
  void stop() {
    running = false;
  }

  /**
   * Sends until somebody ends it.
   *
   * @param good whether what opened the stream still does; ends it within a second where not
   * @param data what is sent of an event
   */
  void follow(
      Context context,
      EventParameters parameters,
      BooleanSupplier good,
      Function<StoredEvent, String> data)
      throws QueryFormatException, LedgerException, IOException {
    Optional<EventQuery> start = parameters.start(LARGEST_START);
    EventQuery filter = parameters.filter();
    if (filter.until() != null) {
      throw new QueryFormatException("what is followed has no end; leave `until` out");
    }
    long seen = seen(context, parameters);
    if (!places.tryAcquire()) {
      Reply.refuse(context.res(), BUSY, "", null);
      return;
    }
    try (EventReader reader = archive.reader()) {
      boolean from = seen < 0 && start.isPresent();
      long after = seen < 0 ? reader.lastSequence() : seen;
      Queue<LeftOutRecord> leftOut = new ArrayDeque<>();
      var follower =
          new EventFollower(
              reader,
              from ? start.orElseThrow() : filter.onFrom(after, 1),
              (sequence, id) -> leftOut.add(new LeftOutRecord(sequence, id)));
      List<StoredEvent> first = from ? follower.start() : List.of();
      send(begin(context.res()), new Following(follower, leftOut), first, good, data);
    } finally {
      places.release();
    }
  }

  /** What is followed, and what was passed over and not told of yet. */
  private record Following(EventFollower follower, Queue<LeftOutRecord> leftOut) {}

  /** Up to which number somebody has seen the ledger; -1 for who begins now. */
  private static long seen(Context context, EventParameters parameters)
      throws QueryFormatException {
    String lastId = context.header("last-event-id");
    String after = parameters.one("after");
    if (lastId != null) {
      return EventParameters.number("Last-Event-ID", lastId);
    }
    return after == null ? -1 : EventParameters.number("after", after);
  }

  private static OutputStream begin(HttpServletResponse response) throws IOException {
    response.setStatus(200);
    response.setHeader("cache-control", "no-store");
    // Proxies that would collect a stream leave it alone.
    response.setHeader("x-accel-buffering", "no");
    response.setContentType("text/event-stream");
    OutputStream out = response.getOutputStream();
    out.write(RETRY);
    out.flush();
    return out;
  }

  private void send(
      OutputStream out,
      Following following,
      List<StoredEvent> first,
      BooleanSupplier good,
      Function<StoredEvent, String> data)
      throws LedgerException {
    try {
      List<StoredEvent> events = first;
      long spoken = System.nanoTime();
      while (running && good.getAsBoolean()) {
        for (StoredEvent event : events) {
          out.write(("id: " + event.sequence() + "\n").getBytes(StandardCharsets.US_ASCII));
          out.write(SseWriter.event("decision", data.apply(event)));
        }
        boolean silent = events.isEmpty() && following.leftOut().isEmpty();
        for (LeftOutRecord record = following.leftOut().poll();
            record != null;
            record = following.leftOut().poll()) {
          // Without a number: who comes back goes on behind the last decision.
          out.write(SseWriter.event("unreadable", Unreadable.object(record).toString()));
        }
        boolean quiet = (System.nanoTime() - spoken) / 1_000_000 >= QUIET_MILLIS;
        if (quiet) {
          out.write(SseWriter.keepAlive());
        }
        if (quiet || !silent) {
          out.flush();
          spoken = System.nanoTime();
        }
        events = next(following.follower());
      }
    } catch (IOException gone) {
      LOG.debug("a follower has gone: {}", gone.getClass().getSimpleName());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<StoredEvent> next(EventFollower follower)
      throws LedgerException, InterruptedException {
    List<StoredEvent> events = follower.poll();
    if (events.isEmpty()) {
      Thread.sleep(EventFollower.INTERVAL);
    }
    return events;
  }
}
