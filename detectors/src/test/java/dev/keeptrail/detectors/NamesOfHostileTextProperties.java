package dev.keeptrail.detectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a text, the rules and the tagger come through it. */
final class NamesOfHostileTextProperties {
  private static final Scanner SCANNER = Scans.scanner("pii.name", "pii.address", "language");

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "12",
            "1",
            "St",
            " ",
            ", ",
            "Street",
            "rue",
            "de",
            "Calle",
            "C/",
            "P.O. Box",
            "Name:",
            "\n",
            "-",
            ".",
            "'",
            "#",
            "Apt",
            "SW1A",
            "王",
            "先生",
            "氏名：",
            "田中",
            "1丁目",
            "東京都",
            "로",
            "서울시 ",
            "김",
            "Anna",
            "anna",
            "ANNA",
            "\ud83d",
            "\u0301",
            "@",
            "://",
            "_",
            "(",
            "محمد",
            "10117",
            "Berlin");
    return pieces.list().ofMaxSize(40).map(list -> String.join("", list));
  }

  @Property
  void scansWithoutFault(@ForAll("texts") String text) {
    ScanResult result = SCANNER.scan(List.of(text));

    assertThat(result.faults()).isEmpty();
    assertThat(result.findings()).allMatch(found -> found.end() <= text.length());
  }

  @Property
  void scansAnyText(@ForAll String text) {
    assertThat(SCANNER.scan(List.of(text)).faults()).isEmpty();
  }
}
