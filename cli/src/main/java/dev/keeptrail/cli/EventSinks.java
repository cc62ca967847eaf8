package dev.keeptrail.cli;

import dev.keeptrail.gateway.telemetry.WebhookFile;
import dev.keeptrail.kafka.KafkaSettings;
import dev.keeptrail.kafka.KafkaSink;
import dev.keeptrail.kafka.KafkaSinkException;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.SinkFigures;
import dev.keeptrail.webhooks.WayOut;
import dev.keeptrail.webhooks.Webhooks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a gateway's events go beside its ledger: webhooks, and a topic of Kafka if one is named.
 */
final class EventSinks {
  @Option(
      names = "--kafka",
      paramLabel = "<file>",
      description =
          "Send events to a topic of Apache Kafka, which this properties file names. Default:"
              + " nowhere.")
  private @Nullable Path file;

  private @Nullable KafkaSettings settings;
  private volatile @Nullable Running running;

  /** What sends as long as it is open. */
  record Running(Webhooks webhooks, @Nullable KafkaSink kafka) implements AutoCloseable {
    @Override
    public void close() {
      if (kafka != null) {
        kafka.close();
      }
      webhooks.close();
    }
  }

  /** Reads what the options name, before anything is started. */
  void read(Invocation invocation) throws CommandFailedException {
    Path named = file;
    if (named != null) {
      settings = read(named, invocation);
    }
  }

  /** The settings in a file. */
  static KafkaSettings read(Path file, Invocation invocation) throws CommandFailedException {
    try {
      return KafkaSettings.read(file, invocation.environment());
    } catch (KafkaSinkException unusable) {
      throw new CommandFailedException(String.valueOf(unusable.getMessage()), null);
    }
  }

  /**
   * Begins to send.
   *
   * @param wayOut how webhooks' receivers are reached
   * @param store nothing is sent while it cannot be appended to: another gateway may have the
   *     ledger
   */
  Running start(Path ledger, Invocation invocation, WayOut wayOut, EventStore store) {
    KafkaSettings wanted = settings;
    var started =
        new Running(
            Webhooks.start(
                ledger, invocation.clock(), invocation.environment(), wayOut, store::healthy),
            wanted == null
                ? null
                : KafkaSink.start(ledger, wanted, invocation.clock(), store::healthy));
    running = started;
    return started;
  }

  /** How the file of webhooks stands. */
  WebhookFile webhooks() {
    Running started = running;
    return started == null
        ? WebhookFile.WHOLE
        : new WebhookFile(started.webhooks().usable(), started.webhooks().unreadable());
  }

  /** How they stand; nothing before they are started. */
  List<SinkFigures> figures() {
    Running started = running;
    if (started == null) {
      return List.of();
    }
    List<SinkFigures> all = new ArrayList<>(started.webhooks().figures());
    if (started.kafka() != null) {
      all.add(started.kafka().figures());
    }
    return all;
  }
}
