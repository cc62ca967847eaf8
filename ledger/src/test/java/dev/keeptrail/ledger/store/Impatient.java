package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** Opens a ledger so that events are signed soon, and all of them when it is closed. */
public final class Impatient {
  private Impatient() {}

  public static EventStore open(Path directory) throws LedgerException {
    String url = LedgerFolder.url(directory);
    if (url == null) {
      return SqliteLedger.openForAppend(directory, Options.impatient());
    }
    ServerProvider provider = ServiceLoader.load(ServerProvider.class).findFirst().orElseThrow();
    return new ServerLedger(directory, provider.database(url)).openForAppend(Options.impatient());
  }
}
