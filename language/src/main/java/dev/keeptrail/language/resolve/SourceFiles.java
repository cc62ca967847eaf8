package dev.keeptrail.language.resolve;

import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where imported files are found. Names are paths as {@link SourceText#name} has them. */
public interface SourceFiles {
  /** How the files end that are worth naming beside one that is missing. */
  List<String> SOURCES = List.of(".pack", ".yaml", ".yml");

  /** So many of a folder are looked at. */
  int MAX_BESIDES = 1_000;

  /**
   * The name of the file that a relative path leads to; one file has one name. Empty when the path
   * cannot be one.
   *
   * @param from the name of the importing source
   */
  Optional<String> resolve(String from, String path);

  /**
   * Reads a file that {@link #resolve} named.
   *
   * @throws IOException when the file is missing, not a regular one, or not readable
   */
  SourceReading read(String name) throws IOException;

  /** What else could have been meant: the names of sources in the folder of a file, sorted. */
  default List<String> besides(String name) {
    return List.of();
  }

  /** Whether sources have a place that paths can start from. */
  default boolean hasPlaces() {
    return true;
  }

  /** The files on disk. */
  static SourceFiles onDisk() {
    return new SourceFiles() {
      @Override
      public Optional<String> resolve(String from, String path) {
        try {
          Path target = Path.of(from).resolveSibling(path).normalize();
          return Path.of(path).isAbsolute() ? Optional.empty() : Optional.of(target.toString());
        } catch (InvalidPathException _) {
          return Optional.empty();
        }
      }

      @Override
      public SourceReading read(String name) throws IOException {
        Path file = Path.of(name);
        // WHY: whoever opens a pipe that nobody writes to waits for ever.
        if (!Files.isRegularFile(file)) {
          throw new NoSuchFileException(name, null, "no regular file");
        }
        return SourceReader.read(file);
      }

      @Override
      public List<String> besides(String name) {
        Path folder = Path.of(name).toAbsolutePath().getParent();
        if (folder == null) {
          return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
          return files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(file -> SOURCES.stream().anyMatch(file::endsWith))
              .limit(MAX_BESIDES)
              .sorted()
              .toList();
        } catch (IOException | UncheckedIOException unreadable) {
          return List.of();
        }
      }
    };
  }

  /** Texts that are not saved yet, by name, in front of other files. */
  static SourceFiles withUnsaved(Map<String, String> texts, SourceFiles others) {
    Map<String, String> unsaved = Map.copyOf(texts);
    return new SourceFiles() {
      @Override
      public Optional<String> resolve(String from, String path) {
        return others.resolve(from, path);
      }

      @Override
      public SourceReading read(String name) throws IOException {
        String text = unsaved.get(name);
        return text == null
            ? others.read(name)
            : new SourceReading.Decoded(new SourceText(name, text));
      }

      @Override
      public List<String> besides(String name) {
        return others.besides(name);
      }
    };
  }

  /** Texts in memory and nothing else, by paths with slashes. */
  static SourceFiles inMemory(Map<String, String> texts) {
    SourceFiles nothing =
        new SourceFiles() {
          @Override
          public Optional<String> resolve(String from, String path) {
            return onDisk().resolve(from, path).map(name -> name.replace('\\', '/'));
          }

          @Override
          public SourceReading read(String name) throws IOException {
            throw new FileNotFoundException(name);
          }
        };
    return withUnsaved(texts, nothing);
  }

  /** For a source without a place, such as standard input: it can import nothing. */
  static SourceFiles none() {
    return new SourceFiles() {
      @Override
      public Optional<String> resolve(String from, String path) {
        return Optional.empty();
      }

      @Override
      public SourceReading read(String name) throws IOException {
        throw new FileNotFoundException(name);
      }

      @Override
      public boolean hasPlaces() {
        return false;
      }
    };
  }
}
