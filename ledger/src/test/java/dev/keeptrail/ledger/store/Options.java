package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.Durability;
import java.time.Duration;

/** Store options for tests that want to see limits reached soon. */
final class Options {
  private static final int FOLDED_PAGES = 64;

  private Options() {}

  /** As gateways have them, but the log is folded in after some events. */
  static StoreOptions folding(Durability durability) {
    StoreOptions usual = StoreOptions.of(durability);
    return new StoreOptions(
        durability,
        usual.queueCapacity(),
        usual.batchLimit(),
        usual.gathering(),
        usual.appendTimeout(),
        usual.busyTimeout(),
        usual.syncInterval(),
        usual.checkpointInterval(),
        FOLDED_PAGES);
  }

  /** Waits for other programs' locks only a moment, and signs often. */
  static StoreOptions impatient() {
    return with(4_096, Duration.ofSeconds(30));
  }

  static StoreOptions with(int queueCapacity, Duration appendTimeout) {
    return with(queueCapacity, Duration.ZERO, appendTimeout);
  }

  static StoreOptions gathering(Duration gathering, Duration appendTimeout) {
    return with(4_096, gathering, appendTimeout);
  }

  private static StoreOptions with(int queueCapacity, Duration gathering, Duration appendTimeout) {
    return new StoreOptions(
        Durability.STRICT,
        queueCapacity,
        1_024,
        gathering,
        appendTimeout,
        Duration.ofMillis(50),
        Duration.ofMillis(20),
        Duration.ofMillis(100),
        FOLDED_PAGES);
  }
}
