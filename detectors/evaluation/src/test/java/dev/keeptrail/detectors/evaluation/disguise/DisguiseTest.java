package dev.keeptrail.detectors.evaluation.disguise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DisguiseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          BASE64|Hi a|SGkgYQ==
          BASE64_TWICE|Hi a|U0drZ1lRPT0=
          HEX|Hi ä|486920c3a4
          PERCENT|Hi ä|%48%69%20%C3%A4
          HTML_ENTITIES|Hi ä|&#72;&#105;&#32;&#228;
          UNICODE_ESCAPES|Hi|\\u0048\\u0069
          CHARACTER_CODES|Hi ä|72 105 32 228
          QUOTED_PRINTABLE|Hi=|=48=69=3D
          ROT13|Hi, Mom|Uv, Zbz
          REVERSED|Hi Mom|moM iH
          LEET|Ignore it|1gn0r3 17
          SPACED|Hi Mom|H i   M o m
          HOMOGLYPHS|ace|асе
          FULL_WIDTH|Hi 1|Ｈｉ １
          """)
  void writesTheTextAnew(Disguise disguise, String text, String disguised) {
    assertThat(disguise.of(text)).isEqualTo(disguised);
  }

  @ParameterizedTest
  @CsvSource({"ZERO_WIDTH,200b", "SOFT_HYPHENS,ad"})
  void putsSomethingInvisibleBetweenLetters(Disguise disguise, String hex) {
    String invisible = Character.toString(Integer.parseInt(hex, 16));

    assertThat(disguise.of("ab")).isEqualTo("a" + invisible + "b" + invisible);
  }

  @ParameterizedTest
  @CsvSource({"ab"})
  void tagsStandInAPlaneOfTheirOwn(String text) {
    assertThat(Disguise.TAG_CHARACTERS.of(text).codePoints()).containsExactly(0xE0061, 0xE0062);
  }
}
