package dev.keeptrail.benchmarks.load;

import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Counts the events that a stopped gateway left, one by one, through the ledger's own reader. */
final class LedgerCount {
  private static final String DATABASE = "ledger.db";
  private static final int DEPTH = 4;

  private LedgerCount() {}

  /** Events in the ledger in the directory. */
  static long in(Path directory) throws LedgerException {
    try (EventReader reader = Ledgers.openForReading(directory)) {
      long count = 0;
      long last = 0;
      List<StoredEvent> page = page(reader, last);
      while (!page.isEmpty()) {
        count += page.size();
        last = page.getLast().sequence();
        page = page(reader, last);
      }
      return count;
    }
  }

  private static List<StoredEvent> page(EventReader reader, long after) throws LedgerException {
    return reader.query(
        new EventQuery(
            null,
            null,
            Set.of(),
            null,
            after,
            EventQuery.MAX_LIMIT,
            EventQuery.Order.OLDEST_FIRST));
  }

  /** The directory of the one ledger below the folder. */
  static Path directory(Path folder) throws IOException {
    try (Stream<Path> files = Files.find(folder, DEPTH, (file, kind) -> isDatabase(file))) {
      List<Path> databases = files.toList();
      if (databases.size() != 1) {
        throw new IOException(databases.size() + " ledgers below " + folder);
      }
      return databases.getFirst().resolveSibling("");
    }
  }

  private static boolean isDatabase(Path file) {
    return file.endsWith(DATABASE);
  }
}
