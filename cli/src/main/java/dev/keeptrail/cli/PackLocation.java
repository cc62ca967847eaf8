package dev.keeptrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which pack a command means, and the folder that its tests lie in.
 *
 * @param layers the pack, or the files that it is made of, the lowest first
 * @param folder where {@code tests/} is looked for
 */
record PackLocation(List<Path> layers, Path folder) {
  private static final int MOST_NAMED = 5;
  private static final String YAML_PACK = "policy-config.yaml";

  /** What a pack's file is called, for whoever looked in the wrong place. */
  static final String PACK_NAMES = "packs are called policy-config.yaml, or end in .pack";

  PackLocation {
    layers = List.copyOf(layers);
  }

  /** The pack's own file, or the lowest of them. */
  Path file() {
    return layers.getFirst();
  }

  /**
   * Works out what is left out: the file from the folder, or the folder from the file.
   *
   * @throws CommandFailedException when the folder does not say which pack is meant
   */
  static PackLocation of(@Nullable Path file, @Nullable Path folder) throws CommandFailedException {
    return of(file == null ? List.of() : List.of(file), folder);
  }

  /** The same for a pack that may be made of several files, whose tests lie beside the lowest. */
  static PackLocation of(List<Path> files, @Nullable Path folder) throws CommandFailedException {
    if (!files.isEmpty()) {
      Path parent = files.getFirst().getParent();
      Path beside = parent == null ? Path.of("") : parent;
      return new PackLocation(files, folder == null ? beside : folder);
    }
    Path place = folder == null ? Path.of("") : folder;
    Path yaml = place.resolve(YAML_PACK);
    Path found = Files.isRegularFile(yaml) ? yaml : onlyText(place);
    return new PackLocation(List.of(found), place);
  }

  /** The files that were named, or the pack of the folder that the command is run in. */
  static List<Path> layers(List<Path> files) throws CommandFailedException {
    return of(files, null).layers();
  }

  /** The pack that was named, or that of the folder that the command is run in. */
  static Path file(@Nullable Path named) throws CommandFailedException {
    return of(named, null).file();
  }

  /** The pack of a folder; empty where it has none, or several. */
  static Optional<Path> only(Path folder) {
    try {
      return Optional.of(of(List.of(), folder).file());
    } catch (CommandFailedException e) {
      return Optional.empty();
    }
  }

  private static Path onlyText(Path folder) throws CommandFailedException {
    List<Path> packs = textPacks(folder);
    if (packs.size() > 1) {
      throw new CommandFailedException(
          "`%s` holds several packs".formatted(shown(folder)), "name one of them: " + names(packs));
    }
    if (packs.isEmpty()) {
      throw new CommandFailedException(
          "there is no pack in `%s`".formatted(shown(folder)), PACK_NAMES);
    }
    return packs.getFirst();
  }

  private static String names(List<Path> packs) {
    return packs.stream().limit(MOST_NAMED).map("`%s`"::formatted).collect(Collectors.joining(", "))
        + (packs.size() > MOST_NAMED ? ", ..." : "");
  }

  private static List<Path> textPacks(Path folder) throws CommandFailedException {
    if (Files.isRegularFile(folder)) {
      throw new CommandFailedException(
          "`%s` is a file".formatted(folder), "name its folder, or the file itself with `--file`");
    }
    if (!Files.isDirectory(Path.of(shown(folder)))) {
      throw new CommandFailedException("there is no folder `%s`".formatted(folder), null);
    }
    try (Stream<Path> files = Files.list(Path.of(shown(folder)))) {
      return files
          .filter(file -> file.toString().endsWith(".pack") && Files.isRegularFile(file))
          .sorted()
          .map(file -> folder.resolve(file.getFileName()))
          .toList();
    } catch (IOException e) {
      throw new CommandFailedException("`%s` cannot be read".formatted(folder), null);
    }
  }

  private static String shown(Path folder) {
    return folder.toString().isEmpty() ? "." : folder.toString();
  }
}
