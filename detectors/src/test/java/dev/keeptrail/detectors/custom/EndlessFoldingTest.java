package dev.keeptrail.detectors.custom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No pattern is compiled without end. The time limit only catches one that is. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class EndlessFoldingTest {
  /** Finds out when another JDK knows more letters than the library of regular expressions. */
  @Test
  void everyLetterWithOtherFormsIsTakenOrRefused() {
    long refused =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(c -> Character.toLowerCase(c) != c || Character.toUpperCase(c) != c)
            .filter(c -> PatternDetector.problemOf("[" + Character.toString(c) + "]").isPresent())
            .count();
    assertThat(refused).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u1c80",
        "\\x{1C88}",
        "\\Q[\u1c84\\E",
        "[a\\x{80}-\\x{ffff}]",
        "[^\\d -\\x{ffff}]",
        "[[:alpha:]\\102-\\x{10ffff}]",
        "[]\\--\\x{ffff}]",
        "(?-i)[\u1c82]"
      })
  void refusesLettersWithoutEnd(String pattern) {
    assertThat(PatternDetector.problemOf(pattern)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[^\\x00-\\x7f]",
        "[\\x00-\\x{10ffff}]",
        "[\\x{80}-\\x{1c7f}\\x{1c89}-\\x{ffff}]",
        "[-\u2011]",
        "[a-]\u2011",
        "a-\u2011",
        "\\p{Cyrillic}",
        "\\[\\x{80}-\\x{ffff}\\]",
        "[\\]-\\x{100}]"
      })
  void takesAllOthers(String pattern) {
    assertThat(PatternDetector.problemOf(pattern)).isEmpty();
  }
}
