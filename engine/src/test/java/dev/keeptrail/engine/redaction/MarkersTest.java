package dev.keeptrail.engine.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarkersTest {
  private static final MarkerStyle PARTIAL =
      new MarkerStyle(MarkerFormat.PARTIAL, false, Map.of(), null, true);

  @ParameterizedTest
  @CsvSource({
    "pci.card,      4111 1111 1111 1111,  ***1111",
    "pci.card,      4111-1111-1111-11-11, ***1111",
    "pci.cvv,       123,                  ***",
    "pci.expiry,    12/29,                ***",
    "pii.phone,     +1 (202) 555-0143,    ***0143",
    "pii.phone,     555-0143,             ***43",
    "pii.phone,     02 5550 143,          ***0143",
    "pii.email,     @example.com,         ***.com",
    "pii.iban,      GB82 WEST 1234,       GB***1234",
    "pii.email,     bob@example.com,      b***@example.com",
    "pii.iban,      GB82 WEST 1234 5698 7654 32, GB***5432",
    "pii.iban,      GB82,                 ***2",
    "pii.name,      Ann Example,          ***",
    "pii.birth_date,1984-02-01,           ***",
    "secret.api_key,abcdefghijklmnop,     ***",
    "secret.url_credentials,https://u:p@host.example/x, ***",
    "pii.passport,  C01X00T47,            ***T47"
  })
  void partialShowsWhatAnOwnerKnowsAValueBy(String category, String value, String expected) {
    assertThat(Markers.render(PARTIAL, "X", category, value, value.length())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "4111111111111111, ***1111",
    "123456789,        ***789",
    "12345,            ***5",
    "12,               ***",
    "al@example.com,   ***@example.com",
    "bob@example.com,  b***@example.com",
    "bob@,             ***@"
  })
  void partialShowsAtMostAThird(String value, String expected) {
    assertThat(Markers.render(PARTIAL, "X", "x", value, value.length())).isEqualTo(expected);
  }

  @Test
  void partialSplitsNoCharacter() {
    String value = "abcde\uD83D\uDE00ab\uD83D\uDE00";
    String marker = Markers.render(PARTIAL, "X", "x", value, value.length());
    assertThat(marker).isEqualTo("***b\uD83D\uDE00");
  }

  @Test
  void keepingTheLengthSplitsNoCharacter() {
    var style =
        new MarkerStyle(MarkerFormat.LABEL, true, Map.of("x", "ab\uD83D\uDE00"), null, true);
    assertThat(Markers.render(style, "X", "x", "123", 3)).isEqualTo("ab*");
    assertThat(Markers.render(style, "X", "x", "1234", 4)).isEqualTo("ab\uD83D\uDE00");
    assertThat(Markers.render(style, "X", "x", "123456", 6)).isEqualTo("ab\uD83D\uDE00**");
  }

  @Test
  void fingerprintsDependOnTheKey() {
    assertThat(HashKey.of("a").fingerprint("v")).isEqualTo(HashKey.of("a").fingerprint("v"));
    assertThat(HashKey.of("a").fingerprint("v")).isNotEqualTo(HashKey.of("b").fingerprint("v"));
  }

  @Test
  void aKeyShowsNothingOfItself() {
    assertThat(HashKey.of("swordfish").toString()).doesNotContain("swordfish");
  }

  @Test
  void refusesAnEmptyKey() {
    assertThatThrownBy(() -> HashKey.of("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAHashStyleWithoutKey() {
    assertThatThrownBy(() -> new MarkerStyle(MarkerFormat.HASH, false, Map.of(), null, true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
