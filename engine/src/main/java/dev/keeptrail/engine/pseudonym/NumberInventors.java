package dev.keeptrail.engine.pseudonym;

import java.util.Optional;

/** Numbers in the form of real ones that no bank and no authority gives out. */
final class NumberInventors {
  /** The first digits of the cards that payment processors publish for tests. */
  private static final String TEST_CARDS = "424242";

  private static final int MIN_CARD = 12;

  /** Check digits go from 02 to 98 (ISO 7064, mod 97-10); these are never right. */
  private static final String NO_CHECK_DIGITS = "00";

  /** An area number that was never given out. */
  private static final String NO_AREA = "666";

  private NumberInventors() {}

  /** A number that passes the Luhn check, of the same length and grouping. */
  static Optional<String> card(String original, Draw draw) {
    int length = Layout.digits(original);
    if (!Layout.isPlain(original) || length < MIN_CARD) {
      return Optional.empty();
    }
    String body = TEST_CARDS + draw.digits(length - TEST_CARDS.length() - 1);
    return Optional.of(Layout.fill(original, body + luhn(body)));
  }

  /** Country and grouping stay; letters become letters and digits digits. */
  static Optional<String> iban(String original, Draw draw) {
    if (!Layout.isPlain(original) || original.length() < MIN_CARD) {
      return Optional.empty();
    }
    var iban = new StringBuilder(original.length());
    int signs = 0;
    for (int i = 0; i < original.length(); i++) {
      char c = original.charAt(i);
      if (!Character.isLetterOrDigit(c)) {
        iban.append(c);
        continue;
      }
      iban.append(signs < 2 ? c : signs < 4 ? NO_CHECK_DIGITS.charAt(signs - 2) : other(c, draw));
      signs++;
    }
    return Optional.of(iban.toString());
  }

  static Optional<String> ssn(String original, Draw draw) {
    return Layout.isPlain(original) && Layout.digits(original) == 9
        ? Optional.of(Layout.fill(original, NO_AREA + draw.digits(6)))
        : Optional.empty();
  }

  private static char other(char c, Draw draw) {
    if (Layout.isDigit(c)) {
      return (char) ('0' + draw.below(10));
    }
    return (char) ((Character.isUpperCase(c) ? 'A' : 'a') + draw.below(26));
  }

  private static int luhn(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int digit = body.charAt(body.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit * 2 : digit;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return (10 - sum % 10) % 10;
  }
}
