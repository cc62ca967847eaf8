package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever hides a value, the finding covers it in the original text and no more. */
final class ViewOffsetProperties {
  private static final Scanner SCANNER =
      Scans.scanner("pii.email", "pii.iban", "pci.card", "secret");
  private static final List<String> VALUES =
      List.of(
          "ann.lee@example.com",
          "4111 1111 1111 1111",
          "DE89370400440532013000",
          "AKIAQ3EGRLTZWJ5N7BHC");

  /** Those that write each character for itself. */
  private static final List<Disguise> ESCAPES =
      List.of(
          Disguise.PERCENT,
          Disguise.PERCENT_TWICE,
          Disguise.ENTITIES,
          Disguise.ENTITIES_HEX,
          Disguise.ENTITIES_TWICE,
          Disguise.JSON,
          Disguise.BACKSLASH_X,
          Disguise.BACKSLASH_BRACES,
          Disguise.OCTAL,
          Disguise.QUOTED_PRINTABLE,
          Disguise.ZERO_WIDTH);

  private static final List<Disguise> CODES =
      List.of(Disguise.BASE64, Disguise.BASE64_TWICE, Disguise.BASE64_URL, Disguise.BASE64_WRAPPED);

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(VALUES);
  }

  @Provide
  Arbitrary<Disguise> escapes() {
    return Arbitraries.of(ESCAPES);
  }

  @Provide
  Arbitrary<Disguise> codes() {
    return Arbitraries.of(CODES);
  }

  @Provide
  Arbitrary<String> prose() {
    return Arbitraries.of(
            "plain words ",
            "größer ",
            "слово ",
            "文字。",
            "👩‍🚀 ",
            "half\u00ADway ",
            "(x) ",
            "\n",
            "½ ",
            "a&b ",
            "100% ",
            "\\d ",
            "x=1 ")
        .list()
        .ofMaxSize(60)
        .map(pieces -> String.join("", pieces));
  }

  @Property(tries = 300)
  void coversExactlyTheEscapedValue(
      @ForAll("values") String value,
      @ForAll("escapes") Disguise escape,
      @ForAll("prose") String before,
      @ForAll("prose") String after) {
    String hidden = escape.apply(value);
    covers(before + "< ", hidden, " >" + after, escape.view());
  }

  @Property(tries = 300)
  void coversExactlyTheValueEscapedTwice(
      @ForAll("values") String value,
      @ForAll("escapes") Disguise inner,
      @ForAll("escapes") Disguise outer,
      @ForAll("prose") String before) {
    // Escapes by two hexadecimal or three octal digits know no zero-width characters.
    boolean wide = inner == Disguise.ZERO_WIDTH;
    covers(before + "< ", wide ? outer.apply(value) : outer.apply(inner.apply(value)), " >", null);
  }

  private static void covers(String before, String hidden, String after, @Nullable View view) {
    List<Finding> findings = SCANNER.scan(List.of(before + hidden + after)).findings();
    assertThat(findings).hasSize(1);
    Finding finding = findings.getFirst();
    assertThat(finding.start()).isEqualTo(before.length());
    assertThat(finding.end()).isEqualTo(before.length() + hidden.length());
    if (view != null) {
      assertThat(finding.view()).isEqualTo(view);
    }
  }

  @Property(tries = 300)
  void staysInsideTheRunThatEncodesTheValue(
      @ForAll("values") String value,
      @ForAll("codes") Disguise code,
      @ForAll("escapes") Disguise inner,
      @ForAll("prose") String before) {
    String run = code.apply("see: " + inner.apply(value) + " , so");
    String text = before + "< " + run + " >";
    List<Finding> findings = SCANNER.scan(List.of(text)).findings();
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().start()).isGreaterThanOrEqualTo(before.length() + 2);
    assertThat(findings.getFirst().end()).isLessThanOrEqualTo(before.length() + 2 + run.length());
  }

  @Property(tries = 200)
  void staysInsideAnyTextOfSignsThatHideText(@ForAll("noise") String text) {
    ScanResult result = SCANNER.scan(List.of(text, text));
    assertThat(result.faults()).isEmpty();
    assertThat(result.findings())
        .allSatisfy(f -> assertThat(f.end()).isBetween(f.start() + 1, text.length()));
    assertThat(SCANNER.scan(List.of(text, text))).isEqualTo(result);
  }

  @Provide
  Arbitrary<String> noise() {
    return Arbitraries.of(
            "%",
            "4",
            "1",
            "&",
            "#",
            ";",
            "\\",
            "x",
            "u",
            "{",
            "}",
            "=",
            "\n",
            " ",
            "a",
            "e",
            "@",
            ".",
            "-",
            "<!--",
            "-->",
            "[at]",
            " dot ",
            " gur ",
            "ignore",
            "erongi",
            "one ",
            "\u200b",
            "\u0301",
            "\uD83C",
            "\uDDE6",
            "YWJj",
            "fromCharCode(",
            "](",
            "\"",
            "а")
        .list()
        .ofMaxSize(80)
        .map(pieces -> String.join("", pieces));
  }
}
