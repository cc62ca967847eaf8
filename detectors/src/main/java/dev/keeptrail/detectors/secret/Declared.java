package dev.keeptrail.detectors.secret;

import static dev.keeptrail.detectors.secret.Assignment.QUOTES;
import static dev.keeptrail.detectors.secret.Assignment.blanks;
import static dev.keeptrail.detectors.secret.Assignment.isOneOf;

import dev.keeptrail.detectors.secret.Assignment.Link;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/**
 * Values that a name is not followed by at once: the type or a field of another name is between.
 */
final class Declared {
  private static final int MAX_TYPE = 48;
  private static final int MAX_INDENT = 48;
  private static final String VALUE = "value";

  /** Where the caller of a method of JSON-RPC puts what it is called with. */
  private static final String ARGUMENTS = "params";

  private Declared() {}

  /**
   * Where the literal starts that a name gets after its type, as in {@code KEY: &str = "…"}; the
   * type starts here. -1 if it is none.
   */
  static int afterType(ScannedText text, int from) {
    int end = from;
    while (end - from < MAX_TYPE && isType(text.at(end))) {
      end++;
    }
    return end > blanks(text, from) ? assigned(text, end) : -1;
  }

  private static boolean isType(char c) {
    return CharacterKinds.isPartOfWord(c) || isOneOf(c, " &'<>.?[]|");
  }

  /** Where a literal in quotes starts that is given here; -1 if none is. */
  static int assigned(ScannedText text, int at) {
    int sign = blanks(text, at);
    int value = blanks(text, sign + 1);
    return text.at(sign) == '=' && isOneOf(text.at(value), QUOTES) ? value : -1;
  }

  /**
   * The value beside a name that is one itself, as in {@code name: TOKEN} and on the next line
   * {@code value: …}; null if there is none.
   */
  static @Nullable Assignment paired(ScannedText text, int nameEnd) {
    int at = nameEnd + (text.at(nameEnd) == ',' ? 1 : 0);
    int field = at;
    while (field - at < MAX_INDENT && field < text.length() && text.charAt(field) <= ' ') {
      field++;
    }
    boolean apart = at > nameEnd || isBroken(text, at, field);
    field += isOneOf(text.at(field), "\"'") ? 1 : 0;
    boolean arguments = apart && Assignment.stands(text, field, ARGUMENTS);
    if (!arguments && (!apart || !Assignment.stands(text, field, VALUE))) {
      return null;
    }
    int end = field + (arguments ? ARGUMENTS : VALUE).length();
    end += isOneOf(text.at(end), "\"'") ? 1 : 0;
    int sign = blanks(text, end);
    int value = blanks(text, sign + 1);
    if (arguments) {
      value = text.at(value) == '[' ? Assignment.breaks(text, value + 1) : -1;
    }
    return isOneOf(text.at(sign), ":=") && value > 0
        ? WrittenValue.read(text, value, Link.SIGN)
        : null;
  }

  private static boolean isBroken(ScannedText text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\n') {
        return true;
      }
    }
    return false;
  }
}
