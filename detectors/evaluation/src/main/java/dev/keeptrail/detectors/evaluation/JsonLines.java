package dev.keeptrail.detectors.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a file of JSON Lines ({@code .jsonl}, or gzip where the name ends in {@code .gz}), one
 * object a line, in UTF-8. Blank lines are skipped; a line that is no JSON object is handed on as
 * broken, so that a bad row costs one row. Stateless.
 */
public final class JsonLines {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** As much as a text may have that is scanned as a whole. */
  private static final int MOST_LINE = 64 << 20;

  private JsonLines() {}

  /** One line of a file. */
  public sealed interface Row {
    Path file();

    /** Line number, from 1. */
    int line();
  }

  /** A line that holds an object. */
  public record Read(Path file, int line, JsonNode object) implements Row {}

  /** A line that does not, and why not. */
  public record Broken(Path file, int line, String problem) implements Row {}

  /**
   * Hands on each row in order.
   *
   * @throws IOException when the file cannot be read or is no gzip although its name says so
   */
  public static void read(Path file, Consumer<Row> rows) throws IOException {
    read(file, open(file), rows);
  }

  /** Hands on each row of what is read, and closes it; the file only names its rows. */
  public static void read(Path file, InputStream in, Consumer<Row> rows) throws IOException {
    read(file, in, MOST_LINE, rows);
  }

  static void read(Path file, InputStream in, int mostLine, Consumer<Row> rows) throws IOException {
    try (var lines =
        new BoundedLines(new InputStreamReader(in, StandardCharsets.UTF_8), mostLine)) {
      int number = 0;
      while (lines.advance()) {
        number++;
        @Nullable String line = lines.text();
        if (line == null) {
          rows.accept(
              new Broken(
                  file, number, "the line has more than %,d characters".formatted(mostLine)));
        } else if (!line.isBlank()) {
          rows.accept(row(file, number, line));
        }
      }
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    if (!file.getFileName().toString().endsWith(".gz")) {
      return raw;
    }
    try {
      return new GZIPInputStream(raw, 1 << 16);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static Row row(Path file, int number, String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      return node.isObject()
          ? new Read(file, number, node)
          : new Broken(file, number, "the line holds no JSON object");
    } catch (JacksonException e) {
      return new Broken(file, number, "the line is no JSON: " + e.getOriginalMessage());
    }
  }
}
