package dev.keeptrail.engine.redaction;

import dev.keeptrail.engine.value.Categories;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Shows the part of a value by which its owner knows it: of a card and a phone number the last four
 * digits, of an IBAN the country and the last four signs, of an e-mail address the first character
 * and the domain, of anything else at most a third. Of secrets and of what is short and decisive,
 * nothing.
 */
final class PartialMarkers {
  private static final String MASK = "***";

  /** At most this many characters at the end, and at most a third. */
  private static final int SHOWN_CHARACTERS = 4;

  private static final int SHOWN_SHARE = 3;

  /** Of a shorter number four digits would be too much. */
  private static final int MIN_DIGITS = 9;

  private static final int MIN_IBAN = 12;
  private static final int COUNTRY = 2;

  /** A part of these helps to guess the rest. */
  private static final List<String> SHOWN_NEVER =
      List.of("secret", "pci.cvv", "pci.expiry", "pii.birth_date", "pii.biometric", "pii.name");

  private PartialMarkers() {}

  static String render(String category, String value) {
    if (isUnder(category, SHOWN_NEVER)) {
      return MASK;
    }
    if (isUnder(category, List.of("pci.card", "pii.phone"))) {
      String digits = signs(value, Character::isDigit);
      return digits.length() < MIN_DIGITS ? end(value) : MASK + last(digits);
    }
    if (Categories.isUnder(category, "pii.iban")) {
      String signs = signs(value, Character::isLetterOrDigit);
      return signs.length() < MIN_IBAN
          ? end(value)
          : signs.substring(0, COUNTRY) + MASK + last(signs);
    }
    int at = value.lastIndexOf('@');
    return at > 0 && at < value.length() - 1
        ? lead(value.substring(0, at)) + MASK + value.substring(at)
        : end(value);
  }

  private static boolean isUnder(String category, List<String> roots) {
    return roots.stream().anyMatch(root -> Categories.isUnder(category, root));
  }

  private static String last(String signs) {
    return signs.substring(signs.length() - SHOWN_CHARACTERS);
  }

  private static String end(String value) {
    int shown = Math.min(SHOWN_CHARACTERS, value.length() / SHOWN_SHARE);
    int start = value.length() - shown;
    boolean splits = start < value.length() && Character.isLowSurrogate(value.charAt(start));
    return MASK + value.substring(splits ? start + 1 : start);
  }

  /** The first character of the part before the at sign, where that is not most of it. */
  private static String lead(String local) {
    return local.length() < SHOWN_SHARE || Character.isSurrogate(local.charAt(0))
        ? ""
        : local.substring(0, 1);
  }

  private static String signs(String value, IntPredicate wanted) {
    var signs = new StringBuilder();
    value.chars().filter(wanted).forEach(c -> signs.append((char) c));
    return signs.toString();
  }
}
