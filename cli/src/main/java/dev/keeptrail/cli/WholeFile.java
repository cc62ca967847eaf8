package dev.keeptrail.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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

  /** Leaves what was there, and nothing beside it, where anything fails. */
  static <X extends Exception> long write(Path file, Content<X> content) throws IOException, X {
    Path target = file.toAbsolutePath();
    Path unfinished = Files.createTempFile(target.getParent(), ".kt-", ".unfinished");
    try {
      long written;
      try (var out = new BufferedOutputStream(Files.newOutputStream(unfinished), BUFFER)) {
        written = content.writeTo(out);
      }
      Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
      return written;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
