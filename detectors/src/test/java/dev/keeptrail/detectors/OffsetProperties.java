package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However a known value is dressed up, the finding covers it in the original text and no more. */
final class OffsetProperties {
  private static final Scanner SCANNER =
      Scans.scanner("pii.email", "pii.iban", "pci.card", "secret");
  private static final List<String> VALUES =
      List.of(
          "ann.lee@example.com",
          "4111 1111 1111 1111",
          "DE89370400440532013000",
          "AKIAQ3EGRLTZWJ5N7BHC");
  private static final String INVISIBLE = "\u200B\u200D\u2060\uFEFF\u00AD\uFE0F\u202E";

  /** Prose that holds no value of its own, in several scripts, composed and decomposed. */
  @Provide
  Arbitrary<String> prose() {
    return Arbitraries.of(
            "plain words ",
            "größer ",
            "e\u0301te\u0301 ",
            "ﬁne ",
            "слово ",
            "文字。",
            "👩‍🚀 ",
            "한글 ",
            "half\u00ADway ",
            "１２ ",
            "(x) ",
            "\n",
            "\u3000",
            "½ ",
            "a\u200Bb ")
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  @Property(tries = 300)
  void coversExactlyTheDressedUpValue(
      @ForAll("prose") String before, @ForAll("prose") String after, @ForAll long seed) {
    var random = new Random(seed);
    String dressed = dress(VALUES.get(random.nextInt(VALUES.size())), random);
    String text = before + "< " + dressed + " >" + after;
    int start = before.length() + 2;
    List<Finding> findings = SCANNER.scan(List.of(text)).findings();
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().start()).isEqualTo(start);
    assertThat(findings.getFirst().end()).isEqualTo(start + dressed.length());
  }

  private static String dress(String value, Random random) {
    var dressed = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (i > 0 && random.nextInt(4) == 0) {
        dressed.append(INVISIBLE.charAt(random.nextInt(INVISIBLE.length())));
      }
      if (i > 0 && random.nextInt(12) == 0) {
        dressed.appendCodePoint(0xE0020 + random.nextInt(90));
      }
      boolean wide = c > ' ' && random.nextInt(3) == 0;
      dressed.append(c == ' ' && random.nextBoolean() ? '\u00A0' : wide ? (char) (c + 0xFEE0) : c);
    }
    return dressed.toString();
  }

  @Property(tries = 100)
  void staysInsideAnyText(@ForAll String text) {
    ScanResult result = SCANNER.scan(List.of(text));
    assertThat(result.faults()).isEmpty();
    assertThat(result.scannedCharacters()).isEqualTo(text.length());
    assertThat(result.findings())
        .allSatisfy(f -> assertThat(f.end()).isBetween(f.start() + 1, text.length()));
  }
}
