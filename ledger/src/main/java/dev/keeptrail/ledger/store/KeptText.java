package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Small files beside a ledger: keys, and what was signed last. Stateless. */
final class KeptText {
  /** More keys than anybody makes; whatever was put there instead does not fill the memory. */
  private static final int MOST = 1 << 20;

  private KeptText() {}

  /**
   * What a file says; bytes that are no text stand as characters that are in no key. Empty where
   * there is none.
   */
  static Optional<String> read(Path file) throws LedgerException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST + 1);
      if (bytes.length > MOST) {
        throw new LedgerException(
            "`" + file + "` is larger than what belongs there; put the right file back");
      }
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (AccessDeniedException denied) {
      throw new LedgerException(
          "`"
              + file
              + "` may not be read by this user; it belongs to the one that runs the gateway",
          denied);
    } catch (IOException unreadable) {
      throw new LedgerException(
          "`"
              + file
              + (Files.isDirectory(file)
                  ? "` is a folder; put the right file back"
                  : "` cannot be read: check the disk"),
          unreadable);
    }
  }

  /** Puts a text in place of what a file says, on the disk and at once: the old one or the new. */
  static void replace(LedgerFiles files, Path file, String text)
      throws IOException, LedgerException {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(written);
    files.createFile(written);
    Files.writeString(written, text, StandardOpenOption.TRUNCATE_EXISTING);
    try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
