package dev.keeptrail.gateway.callers;

import java.text.Normalizer;

/**
 * What can be a name of a person, a team or a key: what people are called in any script, and
 * nothing that hides, reorders or looks like nothing. Two names that look the same by the way their
 * accents are written are one: only composed ones (NFC) fit. Stateless.
 */
final class IdentityText {
  /** Signs outside ASCII that stand in names: O’Brien, Pallarès i Col·l, ジョン・スミス. */
  private static final String SIGNS = "\u2019\u00b7\u2010\u30fb";

  /** Letters and marks that show nothing. */
  private static final String BLANK =
      "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0";

  /** More marks on one letter than any script puts there. */
  private static final int MOST_MARKS = 4;

  private IdentityText() {}

  /** Whether it shows what it is; says nothing of its length. */
  static boolean isFit(String text) {
    int marks = MOST_MARKS;
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      int point = text.codePointAt(at);
      if (isMark(point)) {
        marks++;
        if (marks > MOST_MARKS || isBlank(point)) {
          return false;
        }
      } else if (isSign(point)) {
        marks = Character.isLetter(point) ? 0 : MOST_MARKS;
      } else {
        return false;
      }
    }
    return Normalizer.isNormalized(text, Normalizer.Form.NFC);
  }

  private static boolean isSign(int point) {
    if (point < 0x80) {
      return point >= ' ' && point <= '~';
    }
    return switch (Character.getType(point)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.DECIMAL_DIGIT_NUMBER ->
          !isBlank(point);
      default -> SIGNS.indexOf(point) >= 0;
    };
  }

  private static boolean isMark(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> false;
    };
  }

  /** Fillers, joiners of marks, and selectors of how a sign looks. */
  private static boolean isBlank(int point) {
    return BLANK.indexOf(point) >= 0
        || (point >= 0xfe00 && point <= 0xfe0f)
        || (point >= 0xe0100 && point <= 0xe01ef);
  }
}
