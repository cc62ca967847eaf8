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
 * harmless texts with the same words.
 */
final class OwnTexts {
  static final String ATTACKS = "own-attacks";
  static final String HARMLESS = "own-harmless";

  private OwnTexts() {}

  static List<Row> read() {
    return Stream.concat(rows("attacks.txt", ATTACKS, true), rows("harmless.txt", HARMLESS, false))
        .toList();
  }

  private static Stream<Row> rows(String file, String set, boolean attack) {
    try (InputStream in = Objects.requireNonNull(OwnTexts.class.getResourceAsStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> new Row(set, attack, "", "", line.replace("\\n", "\n")))
              .toList()
              .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
