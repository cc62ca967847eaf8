package dev.keeptrail.engine.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the cases of a suite. */
public final class CaseFolders {
  private CaseFolders() {}

  /**
   * Every folder below a family's folder that holds a pack, in order of name. Works on any file
   * system, that of a jar too.
   *
   * @param suite the folder that holds {@code language}, {@code trace} and so on
   */
  public static List<ConformanceCase> find(Path suite) throws IOException {
    List<ConformanceCase> cases = new ArrayList<>();
    for (Family family : Family.values()) {
      Path root = suite.resolve(family.word());
      if (Files.isDirectory(root)) {
        for (Path folder : foldersWithPacks(root)) {
          cases.add(
              new ConformanceCase(nameOf(suite, folder), family, folder, CaseNote.read(folder)));
        }
      }
    }
    return cases;
  }

  /** The pack sources of a case, imported ones included, in order of path. */
  static List<Path> sources(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(file -> {
            String name = String.valueOf(file.getFileName());
            return name.endsWith(".pack") || name.endsWith(".yaml");
          })
          .sorted()
          .toList();
    }
  }

  private static List<Path> foldersWithPacks(Path root) throws IOException {
    try (var paths = Files.walk(root)) {
      return paths
          .filter(CaseFolders::isPack)
          .map(file -> Optional.ofNullable(file.getParent()))
          .flatMap(Optional::stream)
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static boolean isPack(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.equals(ConformanceCase.TEXT_PACK) || name.equals(ConformanceCase.YAML_PACK);
  }

  private static String nameOf(Path suite, Path folder) {
    return suite.relativize(folder).toString().replace('\\', '/');
  }
}
