package dev.keeptrail.engine.kind.bundled;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The tables beside the kinds: a line is an entry, {@code #} begins a line that is none. */
final class ResourceLines {
  private ResourceLines() {}

  /** The entries of a table, without white space around them. */
  static List<String> of(String table) {
    try (InputStream in =
        Objects.requireNonNull(ResourceLines.class.getResourceAsStream(table), table)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the table " + table + " is unreadable", e);
    }
  }
}
