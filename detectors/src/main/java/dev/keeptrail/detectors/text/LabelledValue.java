package dev.keeptrail.detectors.text;

import java.util.Optional;
import java.util.Set;

/**
 * A value named by the words before it, such as {@code record number: A-1234}: from the end of the
 * label, over a few signs and filler words, tags, or the end of a question and who answers it, to
 * the next token that holds a digit. A mark in its place is the value, and none that counts.
 */
public record LabelledValue(int start, int end, int digits) {
  private static final int MAX_FILLER = 32;
  private static final int MAX_TOKEN = 40;
  private static final int COLOUR = 6;
  private static final int LANGUAGE = 4;
  private static final int MAX_GROUP = 10;
  private static final int SHORT_GROUP = 4;
  private static final int MAX_GROUPED = 16;
  private static final String SIGNS = ":=#-.\"'()[]*_,>|";

  /** Capitals before digits that say of themselves what these are, or that they are no number. */
  private static final Set<String> OTHER_LABELS =
      Set.of(
          "DOB", "DOS", "DOA", "SSN", "TEL", "FAX", "EXT", "AGE", "SEX", "ZIP", "MRN", "NPI", "DEA",
          "ACCT", "DATE", "ROOM", "BED", "UNIT", "PAGE", "EFF", "EXP", "EUR", "USD", "GBP", "CHF");

  private static final int LONG_PART = 5;
  private static final int MAX_PREFIX = 4;
  private static final int PREFIXED_DIGITS = 6;

  /** Whether a hit of the shared pass is the label itself and not part of a longer word. */
  public static boolean isLabel(ScannedText text, int start, int end) {
    // WHY: Korean glues its particles to the word before.
    boolean ends = !isInside(text, end) || CharacterKinds.isHangul(text.at(end));
    return !isInside(text, start)
        && ends
        && !isOtherPair(text, start, end)
        && !closesElement(text, start)
        && !MaskedValue.holds(text, start, end);
  }

  /** The name of an element that ends here, and names nothing behind it. */
  private static boolean closesElement(ScannedText text, int start) {
    return text.at(start - 1) == '/' && text.at(start - 2) == '<';
  }

  /** Two letters that mean something else: {@code es_HN}, {@code Hn = 1024}. */
  private static boolean isOtherPair(ScannedText text, int start, int end) {
    if (end - start != 2 || !Character.isUpperCase(text.at(start))) {
      return false;
    }
    return Character.isUpperCase(text.at(start + 1))
        ? isLocale(text, start)
        : Character.isLowerCase(text.at(start + 1)) && isAssigned(text, end);
  }

  private static boolean isAssigned(ScannedText text, int end) {
    return text.at(end) == '=' || (text.at(end) == ' ' && text.at(end + 1) == '=');
  }

  /** Names of languages and countries end in two capitals, as labels do. */
  private static boolean isLocale(ScannedText text, int start) {
    int language = start - 1;
    while (start - language <= LANGUAGE && Character.isLowerCase(text.at(language - 1))) {
      language--;
    }
    return text.at(start - 1) == '_'
        && start - language > 2
        && start - language <= LANGUAGE
        && !Character.isLetterOrDigit(text.at(language - 1));
  }

  private static boolean isInside(ScannedText text, int position) {
    char before = text.at(position - 1);
    char after = text.at(position);
    boolean hump = Character.isLowerCase(before) && Character.isUpperCase(after);
    return before != '_' && after != '_' && !hump && text.insideWord(position);
  }

  /** The value after a label that ends here, if one follows closely. */
  public static Optional<LabelledValue> after(ScannedText text, int labelEnd) {
    int from = labelEnd;
    int at = labelEnd;
    while (at < text.length() && at - from <= MAX_FILLER) {
      char c = text.charAt(at);
      if (MaskedValue.end(text, at) > 0) {
        return Optional.empty();
      }
      if (isBetween(c) || (c == '?' && text.at(at + 1) == ' ')) {
        at++;
        continue;
      }
      int markup = c == '<' && from == labelEnd ? TagGap.after(text, at) : at;
      if (markup > at) {
        from = markup;
        at = markup;
        continue;
      }
      if (isEscapedSign(text, at)) {
        at += 2;
        continue;
      }
      if (isToken(c)) {
        int end = tokenEnd(text, at);
        int digits = digits(text, at, end);
        if (isConstant(text, at) || isColour(text, at, end)) {
          return Optional.empty();
        }
        if (digits > 0) {
          return end - at > MAX_TOKEN
              ? Optional.empty()
              : Optional.of(new LabelledValue(at, end, digits));
        }
      }
      int filler = LabelFiller.WORDS.match(text, at, Math.min(text.length(), at + MAX_FILLER));
      if (filler < 0) {
        filler = from == labelEnd ? Answer.after(text, at) : -1;
        from = filler;
      }
      if (filler < 0) {
        return Optional.empty();
      }
      at = filler;
    }
    return Optional.empty();
  }

  /** The rest of an equals sign as mails escape it: {@code serial=3D"4711"}. */
  private static boolean isEscapedSign(ScannedText text, int at) {
    return text.at(at - 1) == '=' && text.at(at) == '3' && text.at(at + 1) == 'D';
  }

  /** A number of a program in hexadecimal digits. */
  private static boolean isConstant(ScannedText text, int start) {
    return text.at(start) == '0' && (text.at(start + 1) | 0x20) == 'x';
  }

  /** {@code #427b58}. */
  private static boolean isColour(ScannedText text, int start, int end) {
    boolean letter = false;
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      if (Character.digit(c, 16) < 0) {
        return false;
      }
      letter |= Character.isLetter(c);
    }
    return text.at(start - 1) == '#' && letter && end - start == COLOUR;
  }

  /**
   * The value after a label, with further groups of digits that belong to it. Long ones may have
   * capitals before them, as in {@code policy number: LND 4471 88 20}.
   */
  public static Optional<LabelledValue> groupedAfter(ScannedText text, int labelEnd) {
    Optional<LabelledValue> value = after(text, labelEnd).map(found -> found.grouped(text));
    return value.isPresent() ? value : prefixedAfter(text, labelEnd);
  }

  private static Optional<LabelledValue> prefixedAfter(ScannedText text, int labelEnd) {
    int start = labelEnd;
    while (start - labelEnd <= MAX_FILLER && isBetween(text.at(start))) {
      start++;
    }
    int end = start;
    while (end - start <= MAX_PREFIX && text.at(end) >= 'A' && text.at(end) <= 'Z') {
      end++;
    }
    boolean prefix =
        end > start
            && end - start <= MAX_PREFIX
            && text.at(end) == ' '
            && CharacterKinds.isDigit(text.at(end + 1))
            && !OTHER_LABELS.contains(text.subSequence(start, end));
    if (!prefix) {
      return Optional.empty();
    }
    int from = start;
    return after(text, end)
        .map(number -> number.grouped(text))
        .filter(number -> number.digits() >= PREFIXED_DIGITS)
        .map(number -> new LabelledValue(from, number.end(), number.digits()));
  }

  private static boolean isBetween(char c) {
    return Character.isWhitespace(c) || SIGNS.indexOf(c) >= 0;
  }

  public int length() {
    return end - start;
  }

  /** Numbers written in groups, such as {@code 123 456 789}: one of two neighbours is short. */
  private LabelledValue grouped(ScannedText text) {
    int last = end;
    int size = digits == length() ? digits : 0;
    int all = digits;
    while (size > 0 && text.at(last) == ' ') {
      int next = last + 1;
      while (CharacterKinds.isDigit(text.at(next)) && next - last <= MAX_GROUP) {
        next++;
      }
      int further = next - last - 1;
      boolean belongs = further > 1 && (size <= SHORT_GROUP || further <= SHORT_GROUP);
      if (!belongs || all + further > MAX_GROUPED || text.insideWord(next)) {
        break;
      }
      last = next;
      size = further;
      all += further;
    }
    return last == end ? this : new LabelledValue(start, last, all);
  }

  private static boolean isToken(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c);
  }

  private static int tokenEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= MAX_TOKEN && (isToken(text.at(end)) || joins(text, end))) {
      end++;
    }
    return end;
  }

  private static boolean joins(ScannedText text, int at) {
    return switch (text.at(at)) {
      case '-' -> isToken(text.at(at + 1));
      // WHY: dates have slashes as well, but no such long parts.
      case '/' -> digitsBefore(text, at) >= LONG_PART || digitsAfter(text, at) >= LONG_PART;
      default -> false;
    };
  }

  private static int digitsBefore(ScannedText text, int at) {
    int start = at;
    while (CharacterKinds.isDigit(text.at(start - 1)) && at - start < LONG_PART) {
      start--;
    }
    boolean further = CharacterKinds.isDigit(text.at(at + 1));
    return further ? at - start : 0;
  }

  private static int digitsAfter(ScannedText text, int at) {
    int end = at + 1;
    while (CharacterKinds.isDigit(text.at(end)) && end - at <= LONG_PART) {
      end++;
    }
    boolean further = CharacterKinds.isDigit(text.at(at - 1));
    return further ? end - at - 1 : 0;
  }

  private static int digits(ScannedText text, int start, int end) {
    int digits = 0;
    for (int i = start; i < end; i++) {
      digits += CharacterKinds.isDigit(text.charAt(i)) ? 1 : 0;
    }
    return digits;
  }
}
