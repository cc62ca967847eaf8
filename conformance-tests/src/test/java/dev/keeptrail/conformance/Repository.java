package dev.keeptrail.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are in this repository, found from wherever the tests run. */
public final class Repository {
  private Repository() {}

  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("conformance-tests/cases"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("not inside the repository");
    }
    return folder;
  }

  public static Path cases() {
    return root().resolve("conformance-tests/cases");
  }

  static String read(Path file) throws IOException {
    return Files.readString(file);
  }
}
