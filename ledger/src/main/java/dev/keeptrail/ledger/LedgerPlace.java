package dev.keeptrail.ledger;

import dev.keeptrail.ledger.store.LedgerFolder;
import dev.keeptrail.ledger.store.ServerLedger;
import dev.keeptrail.ledger.store.ServerProvider;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Where a ledger is, as people name it: a folder, or the address of a database on a server. What a
 * ledger on a server keeps on this machine, its keys before all, has a folder too, and in it a file
 * with the address: so whatever takes a ledger's folder takes that one.
 */
public final class LedgerPlace {
  private LedgerPlace() {}

  /**
   * The folder that a name stands for; made where the name is an address.
   *
   * @param named a path or an address
   * @param servers where the folders of ledgers on servers are
   * @throws LedgerException when nothing can be at such a place; the message repeats no password
   */
  public static Path folder(String named, Path servers) throws LedgerException {
    if (!named.contains("://")) {
      return path(named);
    }
    ServerProvider.Address address = provider(named).address(named);
    Path folder = servers.resolve(address.folder());
    LedgerFolder.name(folder, address.url());
    return folder;
  }

  private static Path path(String named) throws LedgerException {
    try {
      return Path.of(named);
    } catch (InvalidPathException exception) {
      throw new LedgerException("`" + named + "` is no path", exception);
    }
  }

  /** What people call the ledger of a folder: its address, or the path. */
  public static String name(Path folder) throws LedgerException {
    String url = LedgerFolder.url(folder);
    return url == null ? folder.toAbsolutePath().normalize().toString() : url;
  }

  /** Whether the ledger of a folder is on a server. */
  public static boolean isServer(Path folder) {
    return LedgerFolder.isNamed(folder);
  }

  static @Nullable ServerLedger server(Path folder) throws LedgerException {
    String url = LedgerFolder.url(folder);
    return url == null ? null : new ServerLedger(folder, provider(url).database(url));
  }

  private static ServerProvider provider(String url) throws LedgerException {
    for (ServerProvider provider : ServiceLoader.load(ServerProvider.class)) {
      if (provider.serves(url)) {
        return provider;
      }
    }
    // WHY: not the whole address, in which a password can be.
    String scheme = url.substring(0, Math.max(0, url.indexOf(':')));
    throw new LedgerException(
        "this build knows no ledgers at addresses of the kind `" + scheme + "`");
  }
}
