package dev.keeptrail.kafka;

import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.SinkFigures;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a ledger's decisions to a topic as long as it is open, on a thread of its own. Reads the
 * ledger like any other reader, so no request waits for it; brokers that are away are waited for
 * without end, because the ledger keeps what waits.
 */
public final class KafkaSink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaSink.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration MOST_PAUSE = Duration.ofSeconds(30);
  private static final Duration CLOSING = Duration.ofSeconds(20);

  private final Path ledger;
  private final KafkaSettings settings;
  private final StandingFile file;
  private final Clock clock;
  private final BooleanSupplier ours;
  private final Progress progress = new Progress();
  private final Thread sending;

  private KafkaSink(Path ledger, KafkaSettings settings, Clock clock, BooleanSupplier ours) {
    this.ours = ours;
    this.ledger = ledger;
    this.settings = settings;
    this.file = new StandingFile(ledger);
    this.clock = clock;
    this.sending = Thread.ofPlatform().daemon().name("kafka-sink").unstarted(this::run);
  }

  /**
   * Starts for the ledger in a folder, which this process appends to.
   *
   * @param ours whether it still does; where another one has taken its place, that one sends
   */
  public static KafkaSink start(
      Path ledger, KafkaSettings settings, Clock clock, BooleanSupplier ours) {
    var sink = new KafkaSink(ledger, settings, clock, ours);
    sink.sending.start();
    return sink;
  }

  /**
   * Asks the brokers for a topic; sends nothing.
   *
   * @return how many partitions it has
   * @throws KafkaSinkException when nobody answers, or there is no such topic for us
   */
  public static int partitions(KafkaSettings settings, String topic) throws KafkaSinkException {
    try (var producer = new KafkaProducer<byte[], byte[]>(settings.client())) {
      List<PartitionInfo> found = producer.partitionsFor(topic);
      return found.size();
    } catch (KafkaException unusable) {
      throw new KafkaSinkException(why(unusable), unusable);
    }
  }

  /** How the topic stands. */
  public SinkFigures figures() {
    return progress.figures(settings.topic());
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (true) {
        long before = position();
        String problem = attempt();
        LOG.warn("the topic {} waits: {}", settings.topic(), problem);
        pause = position() > before ? FIRST_PAUSE : pause;
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(MOST_PAUSE) > 0 ? MOST_PAUSE : pause.multipliedBy(2);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends until something fails; says what did. */
  private String attempt() throws InterruptedException {
    try (EventReader events = Ledgers.openForReading(ledger)) {
      Standing standing = file.find(settings.topic()).orElse(null);
      if (standing == null) {
        long from = settings.fromBeginning() ? 0 : events.lastEntry();
        standing = Standing.fresh(settings.topic(), from);
        file.write(standing);
      }
      new KafkaRun(settings, events, file, standing, clock, progress, ours).forward();
      throw new IllegalStateException("a run ends with an exception");
    } catch (InterruptException stopped) {
      boolean ignored = Thread.interrupted();
      throw new InterruptedException("the sink was closed");
    } catch (KafkaSinkException | LedgerException | KafkaException failed) {
      return failing(
          failed instanceof KafkaException ? why(failed) : String.valueOf(failed.getMessage()));
    }
  }

  private String failing(String problem) {
    progress.counts().failed();
    try {
      Standing standing = file.find(settings.topic()).orElse(Standing.fresh(settings.topic(), 0));
      file.write(standing.failing(clock.instant(), problem));
    } catch (KafkaSinkException unwritable) {
      LOG.warn("how the sink stands cannot be written down: {}", unwritable.getMessage());
    }
    return problem;
  }

  private long position() {
    try {
      return file.find(settings.topic()).map(Standing::position).orElse(0L);
    } catch (KafkaSinkException _) {
      // The attempt that follows says so.
      return 0;
    }
  }

  /** What a failure of the client means, in one clause. */
  static String why(@Nullable Throwable failure) {
    if (failure == null) {
      return "the sending failed";
    }
    Throwable root = failure;
    while (root.getCause() instanceof KafkaException cause) {
      root = cause;
    }
    return "%s (%s)".formatted(root.getMessage(), root.getClass().getSimpleName());
  }

  @Override
  public void close() {
    sending.interrupt();
    try {
      boolean ignored = sending.join(CLOSING);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
