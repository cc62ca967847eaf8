package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.Durability;
import java.time.Duration;

/**
 * How a store works.
 *
 * @param queueCapacity events that may wait for the writer before appenders wait for room
 * @param batchLimit most events in one transaction
 * @param gathering how long the writer waits for as many events as the last transaction had, where
 *     that was more than one; zero where a commit waits for the disk and so gathers by itself
 * @param appendTimeout how long an append waits in all before it is refused
 * @param busyTimeout how long SQLite waits for another program's lock
 * @param syncInterval pause between two fsyncs with {@link Durability#BATCH}
 * @param checkpointInterval least time between two signed checkpoints
 * @param foldedPages pages in SQLite's log that begin its folding into the file
 */
record StoreOptions(
    Durability durability,
    int queueCapacity,
    int batchLimit,
    Duration gathering,
    Duration appendTimeout,
    Duration busyTimeout,
    Duration syncInterval,
    Duration checkpointInterval,
    int foldedPages) {
  /** 32 MiB, or half of it with the smaller pages of ledgers of earlier builds. */
  private static final int FOLDED_PAGES = 4_096;

  static StoreOptions of(Durability durability) {
    return new StoreOptions(
        durability,
        4_096,
        1_024,
        durability == Durability.BATCH ? Duration.ofMillis(2) : Duration.ZERO,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        FOLDED_PAGES);
  }
}
