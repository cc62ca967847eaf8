package dev.keeptrail.detectors.exfiltration;

import dev.keeptrail.detectors.text.CharacterKinds;
import java.util.List;

/** A quick look whether a short value is somebody's: a mailbox, a card number, a key. */
final class SensitiveShape {
  private static final List<String> KEY_PREFIXES =
      List.of(
          "sk-",
          "sk_live_",
          "ghp_",
          "gho_",
          "github_pat_",
          "glpat-",
          "AKIA",
          "ASIA",
          "xoxb-",
          "xoxp-",
          "AIza",
          "kt-canary-",
          "-----BEGIN");

  private SensitiveShape() {}

  /** 0 when it looks like nobody's. */
  static double score(String value) {
    for (String prefix : KEY_PREFIXES) {
      if (value.startsWith(prefix) && value.length() >= prefix.length() + 12) {
        return 0.9;
      }
    }
    if (isMailbox(value)) {
      return 0.85;
    }
    return hasCardNumber(value) || isSocialSecurityNumber(value) ? 0.9 : 0;
  }

  /** Not {@code library@1.2.3}: no host ends in a number. */
  private static boolean isMailbox(String value) {
    int at = value.indexOf('@');
    int dot = value.indexOf('.', at + 2);
    return at > 0
        && dot > at
        && dot < value.length() - 2
        && CharacterKinds.isAsciiLetter(
            value.charAt(Math.min(value.length() - 1, value.lastIndexOf('.') + 1)))
        && CharacterKinds.isAsciiAlphanumeric(value.charAt(at - 1))
        && CharacterKinds.isAsciiAlphanumeric(value.charAt(at + 1));
  }

  private static boolean isSocialSecurityNumber(String value) {
    return value.length() == 11
        && value.charAt(3) == '-'
        && value.charAt(6) == '-'
        && value.chars().filter(c -> c >= '0' && c <= '9').count() == 9;
  }

  /** 15 or 16 digits in one piece or in groups, whose check digit (Luhn) holds. */
  private static boolean hasCardNumber(String value) {
    if (value.length() > 40) {
      return false;
    }
    int digits = 0;
    int sum = 0;
    for (int at = value.length() - 1; at >= 0; at--) {
      char c = value.charAt(at);
      if (CharacterKinds.isDigit(c)) {
        int digit = (c - '0') * (digits % 2 == 0 ? 1 : 2);
        sum += digit > 9 ? digit - 9 : digit;
        digits++;
      } else if (c != ' ' && c != '-') {
        return false;
      }
    }
    return (digits == 15 || digits == 16) && sum % 10 == 0 && "3456".indexOf(value.charAt(0)) >= 0;
  }
}
