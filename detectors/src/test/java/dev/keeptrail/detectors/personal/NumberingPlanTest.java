package dev.keeptrail.detectors.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of numbering plans say of each number what the library itself says. */
final class NumberingPlanTest {
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  /** Numbers near those that are given out: others are turned away by their first digit. */
  private static List<String> numbers(String region, Random random) {
    var numbers = new ArrayList<String>();
    for (PhoneNumberType type : PhoneNumberType.values()) {
      PhoneNumber example = LIBRARY.getExampleNumberForType(region, type);
      if (example != null) {
        String national = LIBRARY.getNationalSignificantNumber(example);
        numbers.add(national);
        for (int i = 0; i < 3; i++) {
          numbers.add(changed(national, random));
        }
      }
    }
    return numbers;
  }

  private static String changed(String national, Random random) {
    var changed = new StringBuilder(national);
    for (int i = random.nextInt(3); i >= 0; i--) {
      changed.setCharAt(random.nextInt(changed.length()), (char) ('0' + random.nextInt(10)));
    }
    switch (random.nextInt(6)) {
      case 0 -> changed.append(random.nextInt(10));
      case 1 -> changed.setLength(Math.max(4, changed.length() - 1));
      default -> {
        // As long as it was.
      }
    }
    return changed.substring(0, Math.min(14, changed.length()));
  }

  private static PhoneNumber number(int code, String national) {
    int zeros = 0;
    while (zeros < national.length() - 1 && national.charAt(zeros) == '0') {
      zeros++;
    }
    return new PhoneNumber()
        .setCountryCode(code)
        .setNationalNumber(Long.parseLong(national))
        .setItalianLeadingZero(zeros > 0)
        .setNumberOfLeadingZeros(zeros);
  }

  private static boolean isValid(int code, String national) {
    return LIBRARY.isValidNumber(number(code, national))
        || (national.startsWith("0") && LIBRARY.isValidNumber(number(code, national.substring(1))));
  }

  @Test
  void allCountriesAgreeWithTheLibrary() {
    var random = new Random(1);
    for (String region : LIBRARY.getSupportedRegions()) {
      int code = LIBRARY.getCountryCodeForRegion(region);
      for (String national : numbers(region, random)) {
        assertThat(PhonePlans.isValid(code + national))
            .as("+%d %s", code, national)
            .isEqualTo(isValid(code, national));
        assertThat(NumberingPlan.of(region).isValid(national))
            .as("%s in %s", national, region)
            .isEqualTo(LIBRARY.isValidNumberForRegion(number(code, national), region));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"12|3", "(?:1|2[3-5])?\\d{2}", "1{2,4}(?:23|(?:4)?5){2}", "[13-58]?[7-9]{0,2}0"})
  void tablesMatchWhatTheExpressionMatches(String pattern) {
    var table = DigitPattern.of(pattern);
    for (int number = 0; number < 10_000; number += 3) {
      String digits = Integer.toString(number);
      assertThat(table.matches(digits)).as(digits).isEqualTo(digits.matches(pattern));
      assertThat(table.begins(digits))
          .as(digits)
          .isEqualTo(digits.matches("(?:" + pattern + ").*"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1*", "1+", "(1", "1)", "a", "[1a]", "(?!1)2"})
  void patternsOfAnotherKindAreRefused(String pattern) {
    assertThatThrownBy(() -> DigitPattern.of(pattern)).isInstanceOf(IllegalArgumentException.class);
  }
}
