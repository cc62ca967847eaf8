package dev.keeptrail.language.editor;

import dev.keeptrail.language.lint.PackFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Files that an editor has not opened, and that may name what an open one declares. */
final class FilesBelow {
  private static final int MAX_TESTS = 1_000;
  private static final List<String> TESTS = List.of(".json", ".yaml", ".yml");

  private FilesBelow() {}

  /** The packs and libraries below folders; none of a folder that cannot be read. */
  static List<Path> packs(List<Path> folders) {
    return folders.stream().flatMap(folder -> packs(folder).stream()).distinct().toList();
  }

  private static List<Path> packs(Path folder) {
    try {
      return PackFinder.below(folder);
    } catch (IOException gone) {
      return List.of();
    }
  }

  /** The test files beside a pack. */
  static List<Path> tests(Path pack) {
    try (Stream<Path> files = Files.list(pack.resolveSibling("tests"))) {
      return files
          .filter(file -> isTest(file) && Files.isRegularFile(file))
          .sorted()
          .limit(MAX_TESTS)
          .toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  private static boolean isTest(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return TESTS.stream().anyMatch(name::endsWith);
  }
}
