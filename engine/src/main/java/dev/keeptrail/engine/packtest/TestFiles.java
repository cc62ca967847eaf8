package dev.keeptrail.engine.packtest;

import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The test files of a pack's folder: {@code tests/*.json}, {@code *.yaml} and {@code *.yml}. */
public final class TestFiles {
  /** How many files one pack may have. */
  public static final int MAX_FILES = 1_000;

  private static final List<String> EXTENSIONS = List.of(".json", ".yaml", ".yml");

  private TestFiles() {}

  /** Where the tests of a pack's folder are. */
  public static Path folder(Path packFolder) {
    return packFolder.resolve("tests");
  }

  /** Where its golden traces are. */
  public static Path goldenFolder(Path packFolder) {
    return folder(packFolder).resolve("golden");
  }

  /**
   * Reads the files in the order of their names.
   *
   * @throws IOException when one cannot be read, or there are more than {@link #MAX_FILES}
   */
  public static List<SourceReading> read(Path packFolder) throws IOException {
    List<SourceReading> readings = new ArrayList<>();
    for (Path file : list(packFolder)) {
      readings.add(SourceReader.read(file));
    }
    return readings;
  }

  /** Somebody meant a test to be there; whoever reads it says that it is not. */
  private static boolean leadsNowhere(Path file) {
    return Files.isSymbolicLink(file)
        && !Files.exists(file)
        && !String.valueOf(file.getFileName()).startsWith(".");
  }

  private static List<Path> list(Path packFolder) throws IOException {
    Path folder = folder(packFolder);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(file -> isTest(file) && (Files.isRegularFile(file) || leadsNowhere(file)))
              .sorted()
              .limit(MAX_FILES + 1L)
              .toList();
      if (found.size() > MAX_FILES) {
        throw new IOException("more than " + MAX_FILES + " test files in " + folder);
      }
      return found;
    }
  }

  private static boolean isTest(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream().anyMatch(name::endsWith);
  }
}
