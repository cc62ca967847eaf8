package dev.keeptrail.spark;

import dev.keeptrail.engine.SecretSource;
import dev.keeptrail.engine.plugin.PlugInException;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.engine.plugin.Providers;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.source.SourceReader;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A detectors file, which goes to every worker as text. Its providers are on the class path of the
 * driver and of all workers, its secrets and files where each of them runs.
 *
 * @param name what problems call it
 */
record DetectorsText(String name, String text) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Reads a file; null for none.
   *
   * @throws ReplayFailedException when it cannot be read
   */
  static @Nullable DetectorsText read(@Nullable Path file) throws ReplayFailedException {
    if (file == null) {
      return null;
    }
    try {
      return new DetectorsText(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new ReplayFailedException("`%s` cannot be read".formatted(file));
    }
  }

  /**
   * The detectors, on this machine; to be closed by the caller.
   *
   * @param file null for none
   * @throws ReplayFailedException when one cannot be used here
   */
  static PlugIns open(@Nullable DetectorsText file) throws ReplayFailedException {
    if (file == null) {
      return PlugIns.none();
    }
    try {
      byte[] bytes = file.text().getBytes(StandardCharsets.UTF_8);
      return PlugIns.open(
          SourceReader.decode(file.name(), bytes), Path.of(""), Providers.installed(), secrets());
    } catch (PlugInException unusable) {
      String problems = new FrameRenderer(false).render(unusable.problems()).strip();
      throw new ReplayFailedException(
          problems.isEmpty() ? String.valueOf(unusable.getMessage()) : problems);
    }
  }

  private static SecretSource secrets() {
    return ref ->
        switch (ref) {
          case SecretRef.Env(String variable) -> Optional.ofNullable(System.getenv(variable));
          case SecretRef.File(String path) -> content(path);
          case SecretRef.Store _ -> Optional.empty();
          case SecretRef.Literal(String value) -> Optional.of(value);
        };
  }

  private static Optional<String> content(String path) {
    try {
      return Optional.of(Files.readString(Path.of(path)).stripTrailing());
    } catch (IOException | InvalidPathException _) {
      // Whoever needs the secret says that it is not there.
      return Optional.empty();
    }
  }
}
