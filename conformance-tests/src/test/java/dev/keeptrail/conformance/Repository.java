package dev.keeptrail.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where things are in this repository, found from wherever the tests run. */
final class Repository {
  private Repository() {}

  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("conformance-tests/cases"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("not inside the repository");
    }
    return folder;
  }

  static Path cases() {
    return root().resolve("conformance-tests/cases");
  }

  /** The case folders below an area folder: those that hold files, in order of path. */
  static List<Path> caseFolders(String family) throws IOException {
    try (var paths = Files.walk(cases().resolve(family))) {
      return paths.filter(Files::isRegularFile).map(Path::getParent).distinct().sorted().toList();
    }
  }

  static String read(Path file) throws IOException {
    return Files.readString(file);
  }

  /** The folder's path below {@code cases}, with forward slashes: the name of the case. */
  static String caseName(Path folder) {
    return cases().relativize(folder).toString().replace('\\', '/');
  }
}
