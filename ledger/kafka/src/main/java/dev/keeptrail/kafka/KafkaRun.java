package dev.keeptrail.kafka;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerEntry;
import dev.keeptrail.ledger.LedgerException;
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
  private final Deque<Sent> sent = new ArrayDeque<>();
  private Standing standing;
  private Standing written;

  /** An event that is on its way. */
  private record Sent(long sequence, String id, Future<RecordMetadata> outcome) {}

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
    while (!sent.isEmpty()) {
      settle(sent.element());
      sent.remove();
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
  private long send(KafkaProducer<byte[], byte[]> producer, List<LedgerEntry> next)
      throws LedgerException {
    for (LedgerEntry entry : next) {
      var record = EventRecords.record(entry, settings).orElse(null);
      if (record != null) {
        Future<RecordMetadata> outcome = producer.send(record);
        sent.add(new Sent(entry.sequence(), entry.id(), outcome));
        if (outcome.state() == Future.State.FAILED) {
          return entry.sequence();
        }
      }
    }
    return next.getLast().sequence();
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
      while (!sent.isEmpty() && sent.element().outcome().state() == Future.State.SUCCESS) {
        standing = standing.sending(sent.remove().sequence(), clock.instant());
      }
      write();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
