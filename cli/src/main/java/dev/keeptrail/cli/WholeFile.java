package dev.keeptrail.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is put in its place when it is whole, readable by its owner only. */
final class WholeFile {
  private static final int BUFFER = 1 << 16;

  private WholeFile() {}

  /** Writes what the file is to hold, and says how much that was. */
  @FunctionalInterface
  interface Content<X extends Exception> {
    long writeTo(OutputStream out) throws IOException, X;
  }

  /**
   * Leaves what was there, and nothing beside it, where anything fails. A pipe or a device is
   * written to, and not replaced by a file.
   */
  static <X extends Exception> long write(Path file, Content<X> content) throws IOException, X {
    Path target = target(file);
    if (isStream(target)) {
      return write(content, target);
    }
    try (Unfinished beside = Unfinished.beside(target)) {
      Path unfinished = beside.file();
      long written = write(content, unfinished);
      Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
      return written;
    }
  }

  private static <X extends Exception> long write(Content<X> content, Path file)
      throws IOException, X {
    try (var out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
      return content.writeTo(out);
    }
  }

  /**
   * Where something is to be put that cannot be written piece by piece.
   *
   * @throws IOException when something else than a file is there
   */
  static Path replaced(Path file) throws IOException {
    Path target = target(file);
    if (isStream(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    return target;
  }

  /** Whether it is a pipe or a device, which is written to and must never be replaced by a file. */
  static boolean isStream(Path target) {
    return Files.exists(target) && !Files.isRegularFile(target);
  }

  /** Where a link leads that is in its place; a folder is never replaced, not even an empty one. */
  static Path target(Path file) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    return target;
  }
}
