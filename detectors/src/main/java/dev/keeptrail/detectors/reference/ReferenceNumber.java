package dev.keeptrail.detectors.reference;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/**
 * The number behind a label, as offices write it: a token, groups of digits, parts with signs
 * between ({@code MTR/7719/0042-6}), and the registers of courts ({@code 7 C 318/25}). Stateless.
 */
final class ReferenceNumber {
  private static final int MAX_LENGTH = 40;
  private static final int MAX_REGISTER = 4;
  private static final int CENTS = 2;
  private static final String JOINTS = "/.-_";

  private ReferenceNumber() {}

  /** The number, or null where what follows the label is none. */
  static ScannedText.@Nullable Range after(
      ScannedText text, int labelEnd, int minLength, int minDigits) {
    int start = chamber(text, labelEnd);
    int end = start < 0 ? -1 : register(text, start, numeralEnd(text, start));
    if (end < 0) {
      LabelledValue value = LabelledValue.groupedAfter(text, labelEnd).orElse(null);
      if (value == null) {
        return null;
      }
      start = signBefore(text, value.start(), labelEnd);
      int entry = digits(text, start, value.end()) == value.length() ? value.end() : -1;
      entry = entry < 0 ? -1 : register(text, start, entry);
      end = entry < 0 ? value.end() : entry;
    }
    end = parts(text, end);
    boolean fits = end - start >= minLength && end - start <= MAX_LENGTH;
    if (!fits || isAmount(text, start, end) || isYear(text, start, end)) {
      return null;
    }
    return digits(text, start, end) >= minDigits ? new ScannedText.Range(start, end) : null;
  }

  /** Letters beyond ASCII that begin the token: {@code СТ-4417} begins with such. */
  private static int signBefore(ScannedText text, int start, int floor) {
    int at = start;
    while (at > floor
        && CharacterKinds.isPartOfWord(text.at(at - 1))
        && start - at < MAX_REGISTER) {
      at--;
    }
    return at;
  }

  /** Where a chamber in Roman numerals begins closely behind the label, or -1. */
  private static int chamber(ScannedText text, int labelEnd) {
    int at = labelEnd;
    while (at - labelEnd < MAX_REGISTER && " .:".indexOf(text.at(at)) >= 0) {
      at++;
    }
    int end = numeralEnd(text, at);
    return end > at && end - at <= MAX_REGISTER && text.at(end) == ' ' ? at : -1;
  }

  private static int numeralEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= MAX_REGISTER && "IVX".indexOf(text.at(end)) >= 0) {
      end++;
    }
    return end;
  }

  /**
   * {@code 7 C 318/25}: behind the chamber, which ends here, its register and the number; -1 where
   * none follow.
   */
  private static int register(ScannedText text, int start, int end) {
    int letters = end + 1;
    while (Character.isLetter(text.at(letters)) && letters - end <= MAX_REGISTER) {
      letters++;
    }
    boolean capital = Character.isUpperCase(text.at(end + 1)) && letters - end <= MAX_REGISTER;
    boolean parted = text.at(end) == ' ' && text.at(letters) == ' ';
    int number = letters + 1;
    while (CharacterKinds.isDigit(text.at(number)) && number - letters <= MAX_LENGTH) {
      number++;
    }
    boolean found = end - start <= MAX_REGISTER && capital && parted && number > letters + 1;
    return found && text.at(number) == '/' ? number : -1;
  }

  /** Further parts, each behind a sign. */
  private static int parts(ScannedText text, int from) {
    int end = from;
    while (end - from <= MAX_LENGTH
        && (CharacterKinds.joinsWord(text.at(end))
            || (JOINTS.indexOf(text.at(end)) >= 0 && isPart(text, end + 1)))) {
      end++;
    }
    return end;
  }

  private static boolean isPart(ScannedText text, int at) {
    char c = text.at(at);
    boolean mark = Character.isLetter(c) && !CharacterKinds.joinsWord(text.at(at + 1));
    return CharacterKinds.isDigit(c) || Character.isUpperCase(c) || mark;
  }

  /** Sums of money, shares and quantities. */
  private static boolean isAmount(ScannedText text, int start, int end) {
    int point = end - CENTS - 1;
    boolean decimal =
        point > start
            && text.at(point) == '.'
            && digits(text, start, end) == end - start - 1
            && end - start <= 3 + CENTS + 3;
    char next = text.at(end);
    boolean fraction = (next == ',' || next == '.') && CharacterKinds.isDigit(text.at(end + 1));
    return decimal || fraction || next == '%' || next == '€' || next == '$' || next == '@';
  }

  private static boolean isYear(ScannedText text, int start, int end) {
    String century = text.subSequence(start, Math.min(start + 2, end));
    boolean recent = century.equals("19") || century.equals("20");
    return recent && end - start == 4 && digits(text, start, end) == 4;
  }

  private static int digits(ScannedText text, int start, int end) {
    int digits = 0;
    for (int i = start; i < end; i++) {
      digits += CharacterKinds.isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits;
  }
}
