package dev.keeptrail.gateway.callers;

import dev.keeptrail.gateway.secrets.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The file that keys are kept in. It is replaced as a whole, so that a reader sees the old keys or
 * the new ones; those who change it take turns by a lock on a file beside it. Made for its owner's
 * eyes only, and not read where others may write to it: whoever can write it can let himself in.
 */
public final class KeyFile {
  private static final long MAX_BYTES = 64L << 20;
  private static final Set<PosixFilePermission> WRITE_BY_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private final Path path;

  public KeyFile(Path path) {
    this.path = path.toAbsolutePath();
  }

  public Path path() {
    return path;
  }

  /**
   * The keys in the order in which they were made; none when there is no file.
   *
   * @throws KeyFileException when the file is not what this version writes, or open to others
   */
  public List<ApiKey> read() throws KeyFileException {
    try {
      if (PrivateFile.isPosix()
          && Files.getPosixFilePermissions(path).stream().anyMatch(WRITE_BY_OTHERS::contains)) {
        throw new KeyFileException("others may write to it; `chmod 600` it");
      }
      if (Files.size(path) > MAX_BYTES) {
        throw new KeyFileException("it is larger than a file of keys can be");
      }
      return KeyJson.read(Files.readAllBytes(path));
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException unreadable) {
      throw new KeyFileException("it cannot be read");
    }
  }

  /**
   * Reads the keys, changes them and writes them back, while nobody else does.
   *
   * @throws KeyFileException when the file cannot be read or written
   */
  public void change(UnaryOperator<List<ApiKey>> change) throws KeyFileException {
    try {
      PrivateFile.<KeyFileException>alone(
          path, () -> PrivateFile.replace(path, KeyJson.write(change.apply(read()))));
    } catch (IOException unwritable) {
      throw new KeyFileException("it cannot be written");
    }
  }
}
