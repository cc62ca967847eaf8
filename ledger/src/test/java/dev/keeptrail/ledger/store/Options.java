package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.Durability;
import java.time.Duration;

/** Store options for tests that want to see limits reached soon. */
final class Options {
  private Options() {}

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
        Duration.ofMillis(100));
  }
}
