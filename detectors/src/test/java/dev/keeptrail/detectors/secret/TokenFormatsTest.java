package dev.keeptrail.detectors.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.Scanner;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of the table finds the tokens it describes, and no fillers. */
final class TokenFormatsTest {
  private static final Scanner SECRETS =
      Detectors.scanner(new ScanRequest(Set.of("secret"), List.of(), List.of()));
  private static final int DRAWS = 20;

  static Stream<TokenFormat> formats() {
    return TokenFormats.all().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void findsWhatAFormatDescribes(TokenFormat format) {
    var samples = new Samples(new Random(format.toString().hashCode()));
    int found = 0;
    for (int i = 0; i < DRAWS; i++) {
      String token = samples.token(format);
      String value =
          format.prefix().endsWith("=") ? token.substring(token.indexOf('=') + 1) : token;
      String context = format.near().isEmpty() ? "it is " : format.near().getFirst() + " has ";
      found += covers(context + token + " now", value) ? 1 : 0;
    }
    // WHY: short bodies may by chance lack the digit or capital that tells them from words.
    assertThat(found).as(format.vendor() + " " + format.prefix()).isGreaterThanOrEqualTo(DRAWS - 2);
  }

  private static boolean covers(String text, String value) {
    int start = text.indexOf(value);
    return SECRETS.scan(List.of(text)).findings().stream()
        .anyMatch(finding -> finding.start() <= start && finding.end() >= start + value.length());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void leavesFillers(TokenFormat format) {
    if (!format.traits().raw() && format.before().parts().isEmpty()) {
      String filler = format.prefix() + "x".repeat(Math.max(8, format.after().longest()));
      assertThat(SECRETS.scan(List.of("set " + filler + " here")).findings()).isEmpty();
    }
  }

  @Test
  void knowsMoreThanOneHundredFiftyFormats() {
    assertThat(formats().map(TokenFormat::prefix).distinct().count()).isGreaterThan(300);
    assertThat(formats().map(TokenFormat::vendor).distinct().count()).isGreaterThan(150);
  }

  @Test
  void checksWhatHasACheckDigit() {
    String body = "Zq4tV9kLmN2pRs7wXy1bCd3fGh5jKm";
    String real = "ghp_" + body + TokenCheck.crc(body);
    String wrong = "ghp_" + body + "00000A";
    assertThat(only(real).evidence()).isEqualTo(Evidence.CHECKSUM);
    assertThat(only(wrong).evidence()).isEqualTo(Evidence.PATTERN);
    assertThat(only(wrong).score()).isLessThan(only(real).score());
  }

  @Test
  void checksKeysOfAge() {
    // The example key of BIP 173's test vectors is no key; this is one of the all-zero scalar.
    assertThat(Bech32.holds("a12uel5l")).isTrue();
    assertThat(Bech32.holds("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw")).isTrue();
    assertThat(Bech32.holds("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxa")).isFalse();
    assertThat(Bech32.holds("1pzry9x0s0muk")).isFalse();
  }

  private static Finding only(String text) {
    List<Finding> findings = SECRETS.scan(List.of(text)).findings();
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }
}
