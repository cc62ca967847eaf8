package dev.keeptrail.detectors.training.injection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Texts of our own writing to train with, one a line: attacks in shapes that the corpora lack, and
 * harmless texts with the same words. Those of content are what assistants are given to read, those
 * of users what people type, those of programs what comes with programs.
 */
final class OwnTexts {
  private static final String SET = "own-";
  private static final List<String> KINDS = List.of("", "content-", "user-", "program-");

  private OwnTexts() {}

  static List<Row> read() {
    return KINDS.stream()
        .flatMap(
            kind -> Stream.concat(rows(kind + "attacks", true), rows(kind + "harmless", false)))
        .toList();
  }

  static boolean isOwn(Row row) {
    return row.set().startsWith(SET);
  }

  private static Stream<Row> rows(String name, boolean attack) {
    try (InputStream in =
        Objects.requireNonNull(OwnTexts.class.getResourceAsStream(name + ".txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> line.replace("\\n", "\n").replace("\\t", "\t"))
              .map(text -> new Row(SET + name, attack, "", "", text))
              .toList()
              .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
