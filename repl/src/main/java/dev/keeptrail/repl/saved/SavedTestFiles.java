package dev.keeptrail.repl.saved;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The saved tests of a pack: {@code tests/captured/*.json} in its folder. */
public final class SavedTestFiles {
  private static final int MAX_FILES = 1_000;
  private static final long MAX_BYTES = 64L << 20;
  private static final int MAX_NAME = 80;
  private static final Pattern MARKS = Pattern.compile("\\p{M}");
  private static final String EXTENSION = ".json";

  private SavedTestFiles() {}

  /** Where the saved tests of a pack's folder are. */
  public static Path folder(Path packFolder) {
    return packFolder.resolve("tests").resolve("captured");
  }

  /**
   * Reads all of them in the order of their names.
   *
   * @throws SavedTestException when one cannot be read, or there are too many
   */
  public static Map<Path, SavedTest> read(Path packFolder) throws SavedTestException {
    Path folder = folder(packFolder);
    Map<Path, SavedTest> tests = new LinkedHashMap<>();
    for (Path file : list(folder)) {
      tests.put(file, read(folder, file));
    }
    return tests;
  }

  private static List<Path> list(Path folder) throws SavedTestException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          new ArrayList<>(
              files
                  .filter(file -> file.toString().endsWith(EXTENSION))
                  .limit(MAX_FILES + 1L)
                  .toList());
      if (found.size() > MAX_FILES) {
        throw new SavedTestException("`%s` holds more than %,d tests".formatted(folder, MAX_FILES));
      }
      found.sort(null);
      return found;
    } catch (IOException unreadable) {
      throw new SavedTestException("`%s` cannot be read".formatted(folder));
    }
  }

  private static SavedTest read(Path folder, Path file) throws SavedTestException {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        throw new SavedTestException("`%s` is no file that can be read".formatted(file));
      }
      return SavedTest.parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new SavedTestException(
          "`%s` in `%s` cannot be read".formatted(file.getFileName(), folder));
    } catch (SavedTestException unreadable) {
      throw new SavedTestException("`%s`: %s".formatted(file, unreadable.getMessage()));
    }
  }

  /**
   * Writes a test where there is none of its name.
   *
   * @return the file
   * @throws SavedTestException when there is one, or the folder cannot be written
   */
  public static Path write(Path packFolder, SavedTest test) throws SavedTestException {
    Path folder = folder(packFolder);
    Path file = folder.resolve(fileName(test.name()));
    try {
      Files.createDirectories(folder);
      Files.writeString(file, test.toJson(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
      return file;
    } catch (FileAlreadyExistsException _) {
      throw new SavedTestException("`%s` is there already".formatted(file));
    } catch (IOException unwritable) {
      throw new SavedTestException("`%s` cannot be written".formatted(file));
    }
  }

  /**
   * Letters and digits of the name, without accents; whatever else it holds never reaches the file
   * system. Where letters of other scripts are lost, a digest tells names apart.
   */
  private static String fileName(String name) {
    String folded = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
    var plain = new StringBuilder();
    boolean lost = false;
    for (int i = 0; i < folded.length() && plain.length() < MAX_NAME; i++) {
      char c = Character.toLowerCase(folded.charAt(i));
      boolean kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
      if (kept) {
        plain.append(c);
      } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != '-') {
        plain.append('-');
      }
      lost |= !kept && c > '\u007f';
    }
    String words = plain.isEmpty() ? "test" : plain.toString();
    return (lost ? words + "-" + Integer.toHexString(name.hashCode()) : words) + EXTENSION;
  }
}
