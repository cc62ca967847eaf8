package dev.keeptrail.detectors.injection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the tables that lie beside the classes. */
final class ResourceLines {
  private ResourceLines() {}

  /** The lines that say something: no blank ones, no comments. */
  static List<String> of(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  static byte[] bytes(String name) {
    try (InputStream in =
        Objects.requireNonNull(ResourceLines.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
