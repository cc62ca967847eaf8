package dev.keeptrail.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds text files and puts others in their place, so that nobody ever sees half of one. */
final class TextFiles {
  private TextFiles() {}

  /**
   * The files below a folder whose names fit, in order of their paths; the folder may be a link,
   * and links to other folders are not followed.
   */
  static List<Path> below(Path folder, Predicate<String> name) throws CommandFailedException {
    try {
      Path root = folder.toRealPath();
      try (Stream<Path> files = Files.walk(root)) {
        return files
            .filter(Files::isRegularFile)
            .filter(file -> name.test(file.toString()))
            .map(file -> folder.resolve(root.relativize(file)))
            .sorted()
            .toList();
      }
    } catch (IOException | UncheckedIOException e) {
      throw new CommandFailedException("folder `%s` cannot be read".formatted(folder), null);
    }
  }

  /**
   * Writes a file in one step. One that was there keeps its rights; where a link leads, the file is
   * replaced and not the link. A pipe or a device is written to.
   */
  static void replace(Path file, String text) throws CommandFailedException {
    try {
      Path target = WholeFile.target(file);
      if (WholeFile.isStream(target)) {
        Files.write(target, text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      try (Unfinished beside = Unfinished.beside(target)) {
        Path unfinished = beside.file();
        Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
        copyRights(target, unfinished);
        Files.move(
            unfinished,
            target,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw Unwritable.file(file, e);
    }
  }

  private static void copyRights(Path from, Path to) throws IOException {
    var rights = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (rights == null) {
      return;
    }
    if (Files.exists(from)) {
      rights.setPermissions(Files.getPosixFilePermissions(from));
    } else {
      FileRights.everybodyReads(to);
    }
  }
}
