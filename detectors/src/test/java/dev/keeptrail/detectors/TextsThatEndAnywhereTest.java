package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A text can end or begin anywhere, in the middle of a label, a value or an escape, and no detector
 * fails for it: a detector that fails blocks what it was to look at.
 */
final class TextsThatEndAnywhereTest {
  private static final Scanner ALL = Scans.scanner(Detectors.categories().toArray(String[]::new));

  /** Beginnings are tried at one place of so many. */
  private static final int BEGINS = 7;

  private static final List<String> TAILS = List.of("", " ", ":", ": ", " is", " is ", "=\"", " (");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "personal-data-cases.txt",
        "table/cases.txt",
        "secret/accepted.txt",
        "secret/rejected.txt",
        "identity/sentences.txt",
        "injection/cases.txt",
        "exfiltration/cases.txt",
        "code/cases.txt"
      })
  void whereverACaseIsCut(String file) {
    lines(file)
        .filter(line -> line.length() < 400)
        .map(line -> line.replace("\\n", "\n").replace("\\t", "\t"))
        .forEach(line -> {
          for (int cut = 1; cut < line.length(); cut++) {
            scan(line.substring(0, cut));
            if (cut % BEGINS == 0) {
              scan(line.substring(cut));
            }
          }
        });
  }

  @Test
  void behindAnyWordThatSaysWhatFollows() {
    lines("text/context-words.txt")
        .filter(line -> line.contains(":"))
        .flatMap(line -> Stream.of(line.substring(line.indexOf(':') + 1).split(",", -1)))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .forEach(word -> TAILS.forEach(tail -> scan("my " + word + tail)));
  }

  private static void scan(String text) {
    assertThat(ALL.scan(List.of(text)).faults()).as("%s", text).isEmpty();
  }

  private static Stream<String> lines(String file) {
    try (InputStream in = TextsThatEndAnywhereTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
