package dev.keeptrail.language.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValueJsonTest {
  @ParameterizedTest
  @CsvSource({
    "5.7E-6, 0.0000057",
    "-1.5E-7, -0.00000015",
    "0.5, 0.5",
    "3, 3",
    "0, 0",
    "9007199254740993, 9007199254740992",
    "1.25E15, 1250000000000000",
    "1E20, 100000000000000000000",
    "1.5E300, 1.5E300",
    "2E-13, 2.0E-13"
  })
  void numbersAreWrittenAsPeopleWriteThem(double number, String json) {
    assertThat(ValueJson.compact(new Value.Decimal(number))).isEqualTo(json);
    assertThat(Double.parseDouble(json)).isEqualTo(number);
  }
}
