package dev.keeptrail.detectors.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Rows of this package's test tables: cells parted by bars, comments left out. */
final class TableLines {
  private TableLines() {}

  static Stream<List<String>> of(String name) {
    try (InputStream in =
        Objects.requireNonNull(TableLines.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> Stream.of(line.split("\\|", -1)).map(String::trim).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
