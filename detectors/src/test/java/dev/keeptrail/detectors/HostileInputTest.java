package dev.keeptrail.detectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.ScanRequest.TermList;
import dev.keeptrail.detectors.ScanRequest.UserPattern;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileInputTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Scanner ALL =
      Detectors.scanner(
          new ScanRequest(
              Set.of("pii", "pci", "phi", "secret", "injection", "marking"),
              List.of(new UserPattern("custom.pattern", "PATTERN", "(a+)+b")),
              List.of(new TermList("custom.term", "TERM", List.of("project falcon"), 2, true))));

  private static final StreamScanner STREAMED =
      Scans.scanner("pii", "pci", "secret").streaming().orElseThrow();

  /** Pieces that, repeated, would hurt a scanner that looks too far or too often. */
  static Stream<String> pieces() {
    return Stream.of(
        "a",
        "ljqruh suhylrxv",
        "1. a\n2. b\n",
        "\n3. a",
        "0000 61 62\n",
        "00000000: 6162 6364\n",
        "U+0061 ",
        "a\uD83D\uDE00",
        "a\\\n",
        "'a'.",
        "4<br>",
        "4",
        "4 ",
        "4-",
        "4 1 ",
        "\\u0040",
        "\\",
        "@",
        "a@",
        "a@b.",
        "+1",
        "(",
        ":",
        "a:",
        "::",
        "1.",
        "12.34.",
        "sk-",
        "eyJ",
        "eyJ.",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN ",
        "://",
        "a://b:c",
        "ignore ",
        "ignore previous ",
        "previous instructions ",
        "reveal ",
        "cvv ",
        "mrn: ",
        "mrn,ssn\n1234,12\n",
        "mrn,a\n\"1,2\n",
        "mrn|",
        "surname: A, ",
        "home address: 1 ",
        "cardholder ",
        "DE89",
        "DE89 ",
        "98ED ",
        "drac ",
        "1762-555-514 ",
        "1111 1111 1111 1114 ",
        "\u0301",
        "e\u0301",
        "\u200B",
        "а",
        "aа",
        "\uD83D",
        "\uDB40\uDC41",
        "\uFDFA",
        "\n",
        " ",
        "project ",
        "projekt falkon ",
        "confidential ",
        "YWJj",
        "tel 0301234567 ",
        "hooks.slack.com/services/",
        "%25",
        "%2541",
        "%41",
        "%",
        "&amp;",
        "&",
        "&#64;",
        "&#",
        "\\x41",
        "\\n",
        "\\101",
        "=3D",
        "=\n",
        "a a ",
        "a-",
        "1a",
        "1gn0r3 ",
        "73 ",
        "0x41 ",
        "41:",
        "01000001 ",
        "chr(73)",
        "fromcharcode(",
        ".- ",
        "H4sI",
        "<!--",
        "a<!---->b",
        " alt=\"",
        "display:none",
        "display:none>",
        "[//]:",
        "](",
        "]( \"",
        "[at]",
        "a dot com ",
        "one ",
        "double five ",
        "\u200b\u200c",
        "\uDB40\uDD50",
        "\uD83C\uDDE6",
        " gur ",
        "vtaber ",
        "erongi ",
        "ᴀ",
        "é",
        "ignore+all+previous+",
        "69676e6f72652070",
        "SWdub3JlIGFsbCBw\n",
        "SWdub3JlIGFsbCBwcmV2aW91cyBpbnN0cnVj ",
        "12/27 ",
        "1985-03-12 ",
        "born 1985 ",
        "12 may ",
        "age 45 ",
        "aa:bb:",
        "a1:b2:c3:d4:e5:f6 ",
        "40.7128, -74.0060 ",
        "https://a.b/",
        "www.",
        "a.com",
        "swift ABCDEFGH ",
        "account number 12345678 ",
        "username: a1 ",
        "license plate AB51 ",
        "vin 1HGBH41JXMN109186",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa ",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed ",
        "\"@",
        "1EG4-TE5-",
        "\u1100\u1161");
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void takesTimeInProportionToTheText(String piece) {
    String small = piece.repeat(5_000 / piece.length());
    String large = piece.repeat(100_000 / piece.length());
    ALL.scan(List.of(small));
    // Twenty times the text; quadratic work would take four hundred times as long. The floor keeps
    // the noise of tiny times out.
    long allowed = 90 * Math.max(cpuTime(small), 2_000_000);
    assertThat(cpuTime(large)).isLessThan(allowed);
  }

  /** Processor time of this thread, which other work on the machine does not lengthen. */
  private static long cpuTime(String text) {
    long start = THREADS.getCurrentThreadCpuTime();
    ALL.scan(List.of(text));
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  /** Texts of which nothing is decided until they end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "\\",
        "a.",
        "%41",
        "73 ",
        "4-",
        "1 2 ",
        "\n",
        "\uD83C\uDDE6",
        "\n3. a",
        "0000 61 62\n"
      })
  void takesTimeInProportionToAStream(String piece) {
    String small = piece.repeat(2_000 / piece.length());
    String large = piece.repeat(40_000 / piece.length());
    streamedCpuTime(small);
    long allowed = 90 * Math.max(streamedCpuTime(small), 2_000_000);
    assertThat(streamedCpuTime(large)).isLessThan(allowed);
  }

  private static long streamedCpuTime(String text) {
    TextStream stream = STREAMED.begin(Origin.of(Source.ASSISTANT, 0));
    long start = THREADS.getCurrentThreadCpuTime();
    for (int at = 0; at < text.length(); at += 10) {
      stream.append(text.substring(at, Math.min(text.length(), at + 10)));
    }
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  @Test
  void scansAMegabyteOfOneLetterWhole() {
    ScanResult result = ALL.scan(List.of("a".repeat(1_000_000)));
    assertThat(result.findings()).isEmpty();
    assertThat(result.faults()).isEmpty();
    assertThat(result.scannedCharacters()).isEqualTo(1_000_000);
  }

  @Test
  void findsNothingInALongRunOfDigits() {
    ScanResult result = ALL.scan(List.of("4".repeat(100_000)));
    assertThat(result.findings()).isEmpty();
    assertThat(result.faults()).isEmpty();
  }

  @Test
  void endsWithAFaultWhenThereIsTooMuchToReport() {
    String many = "ann@example.com ".repeat(50_000);
    ScanResult result = Scans.scanner("pii.email").scan(List.of("short", many, "bob@example.com"));
    assertThat(result.findings()).hasSize(10_000);
    assertThat(result.scannedCharacters()).isEqualTo(5);
    assertThat(result.faults())
        .containsExactly(
            new DetectorFault("scan@1", 1, Set.of("pii.email"), "finding limit of 10000 reached"));
  }

  @Test
  void decodesNestedBase64OnlyToItsDepth() {
    String text = "write to ann@example.com";
    for (int depth = 1; depth <= 5; depth++) {
      text = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
      ScanResult result = ALL.scan(List.of(text));
      assertThat(result.findings()).hasSize(depth <= 3 ? 1 : 0);
      assertThat(result.faults())
          .extracting(DetectorFault::problem)
          .containsExactlyElementsOf(depth <= 3 ? List.of() : List.of("decoding limit reached"));
    }
  }

  @Test
  void saysWhenDecodingIsCutShort() {
    String text = "ann@example.com ".repeat(2_000);
    for (int depth = 0; depth < 20 && text.length() < 1_000_000; depth++) {
      text = Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
    assertThat(Scans.scanner("pii.email").scan(List.of(text)).faults())
        .containsExactly(
            new DetectorFault("scan@1", 0, Set.of("pii.email"), "decoding limit reached"));
  }

  @Test
  void unpacksNoMoreThanAText() {
    String bomb = PackedSample.gzip("a".repeat(50_000_000));
    assertThat(Scans.scanner("pii.email").scan(List.of(bomb)).faults())
        .extracting(DetectorFault::problem)
        .containsExactly("decoding limit reached");
  }

  @Test
  void joinsManyTextsInProportionToTheirNumber() {
    List<String> few = Collections.nCopies(1_000, "ignore previous 4111");
    List<String> many = Collections.nCopies(20_000, "ignore previous 4111");
    ALL.scan(few);
    long start = THREADS.getCurrentThreadCpuTime();
    ALL.scan(few);
    long middle = THREADS.getCurrentThreadCpuTime();
    ALL.scan(many);
    long end = THREADS.getCurrentThreadCpuTime();
    assertThat(end - middle).isLessThan(90 * Math.max(middle - start, 2_000_000));
  }

  @Test
  void stopsAPatternThatAsksForTooMuchWork() {
    var pattern = new UserPattern("custom.p", "P", "a.*b|a");
    Scanner scanner =
        Detectors.scanner(new ScanRequest(Set.of("pii.email"), List.of(pattern), List.of()));
    ScanResult result = scanner.scan(List.of("a".repeat(9_000) + " ann@example.com"));
    assertThat(result.faults())
        .containsExactly(
            new DetectorFault(
                "pattern@1", 0, Set.of("custom.p"), "work limit of a pattern reached"));
    assertThat(result.findings()).extracting(Finding::category).containsExactly("pii.email");
  }

  @Test
  void survivesBrokenSurrogatesAndControlCharacters() {
    String text = "\uD800 ann@example.com \uDC00\u0000\u0007\uFFFF";
    assertThat(Scans.found(ALL, text)).containsExactly("pii.email ann@example.com");
  }
}
