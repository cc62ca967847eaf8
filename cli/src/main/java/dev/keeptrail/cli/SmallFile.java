package dev.keeptrail.cli;

import dev.keeptrail.repl.input.MissingFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of settings, read whole, and what to say when it cannot be. */
final class SmallFile {
  private static final int MAX_BYTES = 4 << 20;

  private SmallFile() {}

  /** Its bytes, 4 MiB at most. */
  static byte[] read(Path file) throws CommandFailedException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new CommandFailedException(
            "`%s` is larger than %d bytes".formatted(file, MAX_BYTES), null);
      }
      return bytes;
    } catch (NoSuchFileException missing) {
      throw new CommandFailedException(MissingFile.said(file), null);
    } catch (AccessDeniedException denied) {
      throw new CommandFailedException("`%s` may not be read".formatted(file), null);
    } catch (IOException unreadable) {
      if (Files.isDirectory(file)) {
        throw new CommandFailedException("`%s` is a folder".formatted(file), null);
      }
      throw new CommandFailedException(
          "`%s` cannot be read".formatted(file), Unwritable.reason(unreadable));
    }
  }
}
