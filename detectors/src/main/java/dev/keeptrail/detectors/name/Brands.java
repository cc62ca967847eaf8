package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Firms, goods and dishes that bear a person's name, read from {@code brands.txt}. The tagger takes
 * many of them for the person; where words introduce somebody by such a name it still counts, for
 * then it is not the tagger that says so.
 */
final class Brands {
  private static final int MAX_WORDS_BEFORE = 2;
  private static final int MAX_LENGTH = 48;
  private static final WordTable PHRASES = read();

  private Brands() {}

  /** Whether the words from the first to the last lie within such a phrase. */
  static boolean cover(Tokens tokens, int first, int last) {
    ScannedText text = tokens.text();
    int least = Math.max(0, first - MAX_WORDS_BEFORE);
    for (int word = first; word >= least; word--) {
      int start = tokens.start(word);
      int end = PHRASES.match(text, start, Math.min(text.length(), start + MAX_LENGTH));
      if (end >= tokens.end(last)) {
        return true;
      }
    }
    return false;
  }

  private static WordTable read() {
    try (InputStream in = Objects.requireNonNull(Brands.class.getResourceAsStream("brands.txt"))) {
      return WordTable.of(
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException("brands.txt cannot be read", e);
    }
  }
}
