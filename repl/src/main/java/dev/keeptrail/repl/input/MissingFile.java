package dev.keeptrail.repl.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says of a file that it is not there, and of a link to none that it is one. Stateless. */
public final class MissingFile {
  private MissingFile() {}

  /** A message for whoever named it. */
  public static String said(Path file) {
    if (Files.isSymbolicLink(file)) {
      try {
        return "`%s` is a link to `%s`, and there is no such file"
            .formatted(file, Files.readSymbolicLink(file));
      } catch (IOException goneMeanwhile) {
        // Then it is no link any more.
      }
    }
    return "there is no file `%s`".formatted(file);
  }
}
