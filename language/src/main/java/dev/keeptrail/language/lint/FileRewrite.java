package dev.keeptrail.language.lint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a mended text in the place of a file, all of it or nothing. */
public final class FileRewrite {
  private static final String MARK = "\ufeff";

  private FileRewrite() {}

  /**
   * Writes beside the file and moves; permissions and a byte order mark stay.
   *
   * @throws IOException when the folder or the file may not be written; the file is as it was
   */
  public static void write(Path file, String text) throws IOException {
    Path target = file.toRealPath();
    boolean marked = Files.readString(target).startsWith(MARK);
    Path fresh = Files.createTempFile(target.toAbsolutePath().getParent(), ".kt-", ".tmp");
    try {
      Files.copy(
          target, fresh, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      Files.writeString(fresh, marked ? MARK + text : text, StandardCharsets.UTF_8);
      move(fresh, target);
    } finally {
      boolean ignored = Files.deleteIfExists(fresh);
    }
  }

  private static void move(Path fresh, Path target) throws IOException {
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
