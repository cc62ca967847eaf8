package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Folders whose ledger is on a server: one file says where. */
public final class LedgerFolder {
  private static final String FILE = "ledger.url";

  private LedgerFolder() {}

  public static boolean isNamed(Path folder) {
    return Files.exists(folder.resolve(FILE));
  }

  /** The address; null where the ledger is in the folder itself. */
  public static @Nullable String url(Path folder) throws LedgerException {
    if (!isNamed(folder)) {
      return null;
    }
    Path file = folder.resolve(FILE);
    String url = KeptText.read(file).map(String::strip).orElse(null);
    if (url != null && url.isEmpty()) {
      throw new LedgerException(
          "`%s` is empty, and is to say where the ledger is; put the address back, or remove it where the ledger is in the folder"
              .formatted(file));
    }
    return url;
  }

  /** Says where the ledger of a folder is; makes the folder. */
  public static void name(Path folder, String url) throws LedgerException {
    if (url.equals(url(folder))) {
      return;
    }
    var files = new LedgerFiles(folder);
    files.createDirectory();
    Path written = folder.resolve(FILE + "." + ProcessHandle.current().pid() + ".new");
    try {
      files.createFile(written);
      Files.writeString(written, url + "\n", StandardOpenOption.WRITE);
      // At once, because others may be reading it.
      Files.move(written, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException exception) {
      throw new LedgerException("`" + folder.resolve(FILE) + "` cannot be written", exception);
    }
  }
}
