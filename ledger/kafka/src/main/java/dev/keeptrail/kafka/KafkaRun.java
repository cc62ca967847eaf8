package dev.keeptrail.kafka;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerEntry;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.StoredEntry;
import dev.keeptrail.ledger.UnreadableEntry;
import dev.keeptrail.ledger.integrity.Leaves.UnreadableLeafException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends events to a topic, one page after the other, and writes down how far it has got when the
 * brokers have acknowledged. It ends with an exception; what it had sent and not written down is
 * sent again by the next one. One use, one thread.
 */
final class KafkaRun {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaRun.class);
  private static final int PAGE = 500;
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final KafkaSettings settings;
  private final EventReader events;
  private final StandingFile file;
  private final Clock clock;
  private final Progress progress;
  private final BooleanSupplier ours;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private Standing standing;
  private Standing written;

  /** What is to be settled, in the order of the numbers. */
  private sealed interface Pending {}

  /** An event that is on its way. */
  private record Sent(long sequence, String id, Future<RecordMetadata> outcome)
      implements Pending {}

  /** Something that cannot be sent, because it cannot be read. */
  private record Passed(long sequence, String name) implements Pending {}

  KafkaRun(
      KafkaSettings settings,
      EventReader events,
      StandingFile file,
      Standing standing,
      Clock clock,
      Progress progress,
      BooleanSupplier ours) {
    this.settings = settings;
    this.events = events;
    this.file = file;
    this.standing = standing;
    this.written = standing;
    this.clock = clock;
    this.progress = progress;
    this.ours = ours;
  }

  /** Goes on until something fails, or the thread is interrupted. */
  void forward() throws LedgerException, KafkaSinkException, InterruptedException {
    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings.client());
    try {
      while (true) {
        if (!ours.getAsBoolean() || !page(producer)) {
          Thread.sleep(IDLE);
        }
      }
    } finally {
      end(producer);
    }
  }

  /** Sends what is new; false when nothing was. */
  private boolean page(KafkaProducer<byte[], byte[]> producer)
      throws LedgerException, KafkaSinkException, InterruptedException {
    progress.at(events.lastEntry(), standing.position());
    List<LedgerEntry> next = events.entries(standing.position(), PAGE);
    if (next.isEmpty()) {
      return false;
    }
    // WHY: without it each record by itself would wait for a broker that is away.
    requirePartitions(producer);
    long handed = send(producer, next);
    while (!pending.isEmpty()) {
      settle(pending.element());
      pending.remove();
    }
    // Numbers behind the last record that are of nothing that is sent.
    standing = standing.at(handed);
    write();
    return true;
  }

  private void requirePartitions(KafkaProducer<byte[], byte[]> producer) {
    List<PartitionInfo> ignored = producer.partitionsFor(settings.topic());
    settings.trail().ifPresent(producer::partitionsFor);
  }

  /**
   * Hands records over, and ends early when one is refused at once: those behind it have to wait.
   *
   * @return up to which number nothing else is to be sent when those that were are settled
   */
  private long send(KafkaProducer<byte[], byte[]> producer, List<LedgerEntry> next) {
    for (LedgerEntry entry : next) {
      if (handOver(producer, entry) instanceof Sent sent
          && sent.outcome().state() == Future.State.FAILED) {
        return entry.sequence();
      }
    }
    return next.getLast().sequence();
  }

  /** What became of it; null where the settings send nothing of its kind. */
  private @Nullable Pending handOver(KafkaProducer<byte[], byte[]> producer, LedgerEntry entry) {
    Pending one =
        switch (entry) {
          case StoredEntry stored -> sent(producer, stored);
          case UnreadableEntry lost ->
              lost.decision() || settings.trail().isPresent() ? passed(lost) : null;
        };
    if (one != null) {
      pending.add(one);
    }
    return one;
  }

  private @Nullable Pending sent(KafkaProducer<byte[], byte[]> producer, StoredEntry entry) {
    try {
      return EventRecords.record(entry, settings)
          .map(record -> new Sent(entry.sequence(), entry.id(), producer.send(record)))
          .orElse(null);
    } catch (UnreadableLeafException _) {
      return passed(new UnreadableEntry(entry.sequence(), true, entry.id()));
    }
  }

  private static Passed passed(UnreadableEntry lost) {
    return new Passed(lost.sequence(), lost.name());
  }

  private void settle(Pending one) throws KafkaSinkException, InterruptedException {
    switch (one) {
      case Sent sent -> settle(sent);
      case Passed passed -> settle(passed);
    }
  }

  private void settle(Passed one) {
    progress.counts().unreadable();
    standing = standing.missing(one.sequence(), one.name());
    LOG.warn("{} cannot be read: it is passed over", one.name());
  }

  private void settle(Sent one) throws KafkaSinkException, InterruptedException {
    while (true) {
      try {
        one.outcome().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        standing = standing.sending(one.sequence(), clock.instant());
        progress.counts().sent(clock.instant());
        return;
      } catch (TimeoutException _) {
        standing =
            standing.failing(
                clock.instant(), "no broker acknowledges; they are asked until one does");
        write();
      } catch (ExecutionException refused) {
        if (!(refused.getCause() instanceof RecordTooLargeException)) {
          throw new KafkaSinkException(KafkaSink.why(refused.getCause()), refused);
        }
        progress.counts().failed();
        standing = standing.refusing(one.sequence(), one.id());
        LOG.warn("event {} is larger than the brokers take: it is left out", one.id());
        return;
      }
    }
  }

  private void write() throws KafkaSinkException {
    if (!standing.equals(written)) {
      file.write(standing);
      written = standing;
    }
  }

  /** Waits for what is on its way, though not for long, and writes down what came through. */
  private void end(KafkaProducer<byte[], byte[]> producer) throws KafkaSinkException {
    boolean interrupted = Thread.interrupted();
    try {
      producer.close(CLOSING);
      while (pending.peek() instanceof Sent sent
          && sent.outcome().state() == Future.State.SUCCESS) {
        standing = standing.sending(sent.sequence(), clock.instant());
        pending.remove();
      }
      write();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
