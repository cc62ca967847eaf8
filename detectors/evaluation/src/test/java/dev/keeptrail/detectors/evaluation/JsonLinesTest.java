package dev.keeptrail.detectors.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JsonLinesTest {
  private static final String LINES =
      "{\"text\": \"größer\"}\n\n[1]\n{\"text\":\n{\"text\": \"b\"}";

  @TempDir Path folder;

  @Test
  void aBadLineCostsOneRow() throws IOException {
    Path file = Files.writeString(folder.resolve("rows.jsonl"), LINES);
    assertRows(rows(file));
  }

  @Test
  void gzipIsReadByItsName() throws IOException {
    Path file = folder.resolve("rows.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(LINES.getBytes(StandardCharsets.UTF_8));
    }
    assertRows(rows(file));
  }

  @Test
  void whatIsNoGzipIsAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("rows.jsonl.gz"), LINES);
    assertThatThrownBy(() -> rows(file)).isInstanceOf(IOException.class);
  }

  @Test
  void aLineWithoutAnEndCostsOneRow() throws IOException {
    String text = "{\"text\": \"" + "a".repeat(100_000) + "\"}\n{\"text\": \"b\"}\n";
    var rows = new ArrayList<JsonLines.Row>();
    JsonLines.read(
        Path.of("rows"),
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        99_999,
        rows::add);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0))
        .isEqualTo(
            new JsonLines.Broken(Path.of("rows"), 1, "the line has more than 99,999 characters"));
    assertThat(rows.get(1)).isInstanceOf(JsonLines.Read.class);
  }

  private static List<JsonLines.Row> rows(Path file) throws IOException {
    var rows = new ArrayList<JsonLines.Row>();
    JsonLines.read(file, rows::add);
    return rows;
  }

  private static void assertRows(List<JsonLines.Row> rows) {
    assertThat(rows).extracting(JsonLines.Row::line).containsExactly(1, 3, 4, 5);
    assertThat(rows.get(0))
        .isInstanceOfSatisfying(
            JsonLines.Read.class,
            row -> assertThat(row.object().path("text").asString()).isEqualTo("größer"));
    assertThat(rows.subList(1, 3)).hasOnlyElementsOfType(JsonLines.Broken.class);
    assertThat(rows.get(3)).isInstanceOf(JsonLines.Read.class);
  }
}
