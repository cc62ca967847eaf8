package dev.keeptrail.cli;

import dev.keeptrail.engine.conformance.CaseFolders;
import dev.keeptrail.engine.conformance.ConformanceCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cases to run: those of a folder, or those that come with this installation. */
final class ConformanceSuite implements AutoCloseable {
  private static final String BUNDLED = "/conformance/cases";

  private final Path root;
  private final @Nullable Path unpacked;

  private ConformanceSuite(Path root, @Nullable Path unpacked) {
    this.root = root;
    this.unpacked = unpacked;
  }

  static ConformanceSuite open(@Nullable Path folder) throws CommandFailedException {
    if (folder != null) {
      if (!Files.isDirectory(folder)) {
        throw new CommandFailedException("there is no folder `%s`".formatted(folder), null);
      }
      return new ConformanceSuite(folder, null);
    }
    URL bundled = ConformanceSuite.class.getResource(BUNDLED);
    if (bundled == null) {
      throw new CommandFailedException(
          "this installation holds no cases", "name a folder of cases with `--cases`");
    }
    try {
      return bundled(bundled.toURI());
    } catch (URISyntaxException | IOException e) {
      throw new CommandFailedException("the bundled cases cannot be read", null);
    }
  }

  List<ConformanceCase> cases() throws CommandFailedException {
    try {
      return CaseFolders.find(root);
    } catch (IOException e) {
      throw new CommandFailedException(
          "the cases cannot be read: %s".formatted(Unwritable.place(e)), null);
    }
  }

  @Override
  public void close() {
    if (unpacked != null) {
      try {
        delete(unpacked);
      } catch (IOException e) {
        throw new UncheckedIOException("the unpacked cases cannot be removed", e);
      }
    }
  }

  /** The bundled cases as files of their own, because imports are looked up on disk. */
  private static ConformanceSuite bundled(URI uri) throws IOException {
    if (!uri.getScheme().equals("jar")) {
      return new ConformanceSuite(Path.of(uri), null);
    }
    Path folder = Files.createTempDirectory("keeptrail-conformance");
    try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
      copy(jar.getPath(BUNDLED), folder);
    }
    return new ConformanceSuite(folder, folder);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        Files.createDirectories(target.resolveSibling("."));
        Files.copy(path, target);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
