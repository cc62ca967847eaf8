package dev.keeptrail.cli;

import dev.keeptrail.engine.conformance.CaseFolders;
import dev.keeptrail.engine.conformance.ConformanceCase;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cases to run: those of a folder, or those that come with this installation. */
final class ConformanceSuite implements AutoCloseable {
  private static final String BUNDLED = "/conformance/cases";

  private final Path root;
  private final @Nullable FileSystem opened;

  private ConformanceSuite(Path root, @Nullable FileSystem opened) {
    this.root = root;
    this.opened = opened;
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
          "the cases cannot be read: %s".formatted(e.getMessage()), null);
    }
  }

  @Override
  public void close() {
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException e) {
        throw new IllegalStateException("the bundled cases do not close", e);
      }
    }
  }

  private static ConformanceSuite bundled(URI uri) throws IOException {
    if (!uri.getScheme().equals("jar")) {
      return new ConformanceSuite(Path.of(uri), null);
    }
    FileSystem jar = FileSystems.newFileSystem(uri, Map.of());
    return new ConformanceSuite(jar.getPath(BUNDLED), jar);
  }
}
