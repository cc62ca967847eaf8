package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.secret.Assignment.Link;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values that hang together with their name by their place only, such as the next cell of a table:
 * words stand there as well, so it must show that the value was drawn.
 */
final class LooseValue {
  private static final int LEAST = 8;
  private static final int MOST = 512;
  private static final int SWITCHES = 3;
  private static final String SIGNS = "!@#$%^&*+=?~";
  private static final String CODE = "(){}[]<>\"'`,; ";

  /** How commands that store a secret are told its value, behind its name. */
  private static final List<String> OPTIONS =
      List.of("--body", "--value", "--secret-string", "--secret-value", "--string-value");

  private LooseValue() {}

  /**
   * What was surely drawn, in the next column of a table or behind a dash; in programs a bar joins
   * names and types. In the quotes of Markdown also what only looks like a password.
   */
  static @Nullable Assignment cell(ScannedText text, int from) {
    Assignment value = WrittenValue.read(text, from, Link.SPACE);
    if (value == null || value.end() - value.start() > MOST) {
      return null;
    }
    String written = text.subSequence(value.start(), value.end());
    if (Randomness.isRandom(written)) {
      return value;
    }
    boolean code = text.at(from) == '`' && isCellEnd(text, value.end() + 1);
    return code && looksDrawn(written)
        ? new Assignment(value.start(), value.end(), Link.SIGN, true)
        : null;
  }

  private static boolean isCellEnd(ScannedText text, int at) {
    return text.at(Assignment.blanks(text, at)) == '|';
  }

  /** The second field of a line {@code name,value}, whose name ends here. */
  static @Nullable Assignment field(ScannedText text, int nameEnd) {
    if (text.at(nameEnd) != ',' || !SettingLine.startsLine(text, nameEnd)) {
      return null;
    }
    Assignment value = WrittenValue.read(text, nameEnd + 1, Link.SIGN);
    char c = value == null ? ' ' : text.at(value.end());
    boolean ended = c == '\0' || c == '\n' || c == '\r' || c == ',';
    return ended && looksDrawn(text, value) ? value : null;
  }

  /** What somebody says that a name was set to. */
  static @Nullable Assignment told(ScannedText text, int from) {
    Assignment value = WrittenValue.read(text, from, Link.VERB);
    return looksDrawn(text, value) ? value : null;
  }

  /** The value that an option gives which stands at the place: {@code set NAME --body …}. */
  static @Nullable Assignment option(ScannedText text, int at) {
    for (String option : OPTIONS) {
      int end = at + option.length();
      if (Assignment.stands(text, at, option) && (text.at(end) == ' ' || text.at(end) == '=')) {
        return WrittenValue.read(text, Assignment.blanks(text, end + 1), Link.SIGN);
      }
    }
    return null;
  }

  private static boolean looksDrawn(ScannedText text, @Nullable Assignment value) {
    return value != null && looksDrawn(text.subSequence(value.start(), value.end()));
  }

  /** Letters of both cases and digits in turns, or with signs that words do not have. */
  private static boolean looksDrawn(String value) {
    boolean upper = false;
    boolean lower = false;
    boolean digit = false;
    boolean sign = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      upper |= Character.isUpperCase(c);
      lower |= Character.isLowerCase(c);
      digit |= CharacterKinds.isDigit(c);
      sign |= SIGNS.indexOf(c) >= 0;
      if (CODE.indexOf(c) >= 0) {
        return false;
      }
    }
    boolean turns = Randomness.switches(value) >= SWITCHES;
    boolean password = value.length() >= LEAST && upper && lower && digit && (turns || sign);
    return password || Randomness.isRandom(value);
  }
}
