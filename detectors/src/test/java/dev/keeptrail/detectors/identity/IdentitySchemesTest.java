package dev.keeptrail.detectors.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.Detectors;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class IdentitySchemesTest {
  static Stream<List<String>> values() {
    return TableLines.of("values.txt");
  }

  @ParameterizedTest
  @MethodSource("values")
  void judgesValuesByTheirScheme(List<String> row) {
    boolean expected = row.get(1).equals("accept");
    assertThat(IdentitySchemes.accepts(row.get(0), row.get(2))).as(row.get(3)).isEqualTo(expected);
  }

  @Test
  void coversTheCountriesAndSchemesItClaims() {
    var countries = new TreeSet<String>();
    IdentitySchemes.ids().forEach(id -> countries.add(id.substring(0, 2)));
    assertThat(countries).hasSizeGreaterThanOrEqualTo(100);
    assertThat(IdentitySchemes.ids()).hasSizeGreaterThanOrEqualTo(350);
    assertThat(IdentitySchemes.ids().stream().filter(IdentitySchemes::hasCheckDigit))
        .hasSizeGreaterThanOrEqualTo(130);
  }

  @Test
  void everySchemeHasACategoryThatDetectorsReport() {
    assertThat(IdentitySchemes.ids())
        .allSatisfy(
            id -> assertThat(Detectors.categories()).contains(IdentitySchemes.category(id)));
  }

  @ParameterizedTest
  @CsvSource({
    "gb_nhs, pii.national_id.gb_nhs",
    "br_cpf, pii.tax_id.br_cpf",
    "us_passport, pii.passport.us",
    "gb_licence, pii.driving_licence.gb"
  })
  void namesCategoriesAfterCountryAndScheme(String id, String category) {
    assertThat(IdentitySchemes.category(id)).isEqualTo(category);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "digits of another script|ir_melli|۰۰۸۴۵۷۵۹۴۸",
        "small letters|es_dni|12345678z",
        "brackets|hk_hkid|A123456(3)",
        "square brackets|hk_hkid|A123456[3]"
      },
      delimiter = '|')
  void takesOtherSpellings(String why, String id, String value) {
    assertThat(IdentitySchemes.accepts(id, value)).as(why).isTrue();
  }

  @Test
  void refusesWhatIsNoValueAtAll() {
    String endless = "1".repeat(100_000);
    for (String value : List.of("", " ", "-", "(", "\uD800", "12=34", "x", endless)) {
      assertThat(IdentitySchemes.ids())
          .allSatisfy(id -> assertThat(IdentitySchemes.accepts(id, value)).isFalse());
    }
  }

  @Test
  void knowsNoOtherIds() {
    assertThatThrownBy(() -> IdentitySchemes.accepts("zz_none", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("zz_none");
  }
}
