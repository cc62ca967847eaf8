package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.event.SampleEvents;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Appends from several threads until killed, and prints the id of each confirmed event. */
final class AppendingProcess {
  private AppendingProcess() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    EventStore store =
        SqliteLedger.openForAppend(
            Path.of(arguments[0]), Options.folding(Durability.valueOf(arguments[2])));
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      String prefix = arguments[1] + "_" + thread + "_";
      threads.add(Thread.ofVirtual().start(() -> append(store, prefix, out)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    store.close();
  }

  private static void append(EventStore store, String prefix, PrintStream out) {
    try {
      for (int index = 0; index < 100_000; index++) {
        String id = prefix + index;
        store.append(SampleEvents.allowed(id, SampleEvents.NOON.plusMillis(index)));
        // One write for each line; the full stop tells a whole line from a torn one.
        out.print(id + ".\n");
        out.flush();
      }
    } catch (LedgerException exception) {
      throw new IllegalStateException(exception);
    }
  }
}
