package dev.keeptrail.detectors.secret;

import static dev.keeptrail.detectors.secret.Assignment.MAX_FIELD;
import static dev.keeptrail.detectors.secret.Assignment.MAX_VALUE;
import static dev.keeptrail.detectors.secret.Assignment.QUOTES;
import static dev.keeptrail.detectors.secret.Assignment.blanks;
import static dev.keeptrail.detectors.secret.Assignment.breaks;
import static dev.keeptrail.detectors.secret.Assignment.isOneOf;
import static dev.keeptrail.detectors.secret.Assignment.some;
import static dev.keeptrail.detectors.secret.Assignment.stands;

import dev.keeptrail.detectors.secret.Assignment.Link;
import dev.keeptrail.detectors.text.Answer;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TagGap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The forms in which a value is given to a name, told apart by what stands between the two. */
final class AssignmentForms {
  private static final int MAX_BLOCK = 120;
  private static final int MAX_PURPOSE = 48;
  private static final int MAX_SIGNS = 5;
  private static final String DEFAULT = "default";
  private static final String OR = "or ";
  private static final String ESCAPED_SIGN = "3D";
  private static final Set<String> VERBS =
      Set.of("is", "was", "ist", "lautet", "est", "es", "è", "é", "jest", "by");

  private AssignmentForms() {}

  /** What the name that ends here is given; null if nothing is. */
  static @Nullable Assignment value(ScannedText text, NameEnd name) {
    int sign = name.sign();
    char c = text.at(sign);
    if (isOneOf(c, "|?") && text.at(sign + 1) == c) {
      return alternative(text, sign);
    }
    if (c == ',' && name.quoted()) {
      return afterComma(text, sign);
    }
    if (isOneOf(c, "=:?!+")) {
      return afterSign(text, name);
    }
    if (c == '|' || (c == '-' && name.isSpaced() && text.at(sign + 1) == ' ')) {
      return LooseValue.cell(text, blanks(text, sign + 1));
    }
    if (c == '(' && sign == name.name() && isOneOf(text.at(sign + 1), QUOTES)) {
      boolean builder = SettingLine.isBuilder(text, name.name());
      return builder ? WrittenValue.read(text, sign + 1, Link.SIGN) : null;
    }
    if (c == '>' && text.at(sign + 1) != '=') {
      return Element.value(text, breaks(text, sign + 1));
    }
    if (c == '是' || c == '为') {
      return WrittenValue.read(text, blanks(text, sign + 1), Link.VERB);
    }
    if (c == '{' && name.quoted() && name.isSpaced()) {
      return inBlock(text, sign + 1);
    }
    return inWords(text, name);
  }

  /** What a name is or falls back to: {@code token || "…"}, {@code token ??= "…"}. */
  private static @Nullable Assignment alternative(ScannedText text, int sign) {
    boolean set = text.at(sign + 2) == '=';
    int start = blanks(text, sign + (set ? 3 : 2));
    return set || isOneOf(text.at(start), QUOTES)
        ? WrittenValue.read(text, start, Link.SIGN)
        : null;
  }

  /** What follows a name in quotes as the next argument or field. */
  private static @Nullable Assignment afterComma(ScannedText text, int comma) {
    int word = breaks(text, comma + 1);
    int sign = word + DEFAULT.length();
    if (stands(text, word, DEFAULT) && text.at(sign) == '=') {
      boolean literal = isOneOf(text.at(sign + 1), QUOTES);
      return literal ? WrittenValue.read(text, sign + 1, Link.SIGN) : null;
    }
    return isListed(text, comma + 1)
        ? null
        : WrittenValue.read(text, valueStart(text, operatorEnd(text, comma)), Link.SIGN);
  }

  private static @Nullable Assignment afterSign(ScannedText text, NameEnd name) {
    int sign = name.sign();
    char c = text.at(sign);
    int answer = c == '?' ? Answer.after(text, sign) : -1;
    if (answer > 0) {
      return WrittenValue.read(text, answer, Link.SIGN);
    }
    // WHY: a shell's ${NAME:?text} is what it says where the variable is not set.
    if (c == ':' && text.at(sign + 1) == '?') {
      return null;
    }
    int end = operatorEnd(text, sign);
    int typed = c == ':' && end - sign == 1 ? Declared.afterType(text, end) : -1;
    if (typed >= 0) {
      return WrittenValue.read(text, typed, Link.SIGN);
    }
    if (c == '=' && end == name.whole() + 1 && text.at(end) == '{') {
      return Braced.value(text, end);
    }
    Assignment block = c == ':' ? block(text, blanks(text, end)) : null;
    if (block != null) {
      return block;
    }
    boolean setting = c == ':' || c == '=';
    if (!setting && end - sign == 1) {
      return null;
    }
    Assignment given = WrittenValue.read(text, valueStart(text, end), Link.SIGN);
    if (given == null || !setting) {
      return given;
    }
    return c == ':' && isUnset(text, given)
        ? some(given.start() + 1, given.end(), Link.SIGN, false)
        : SettingLine.whole(text, name.name(), given);
  }

  /**
   * Over signs such as {@code :=}, {@code =>} and {@code ~>}, and over what is left of an equals
   * sign as mails escape it: {@code =3D "…"}.
   */
  private static int operatorEnd(ScannedText text, int sign) {
    int end = sign + 1;
    while (end - sign < MAX_SIGNS && (isOneOf(text.at(end), "=:>~") || isEscapedSign(text, end))) {
      end += text.at(end) == '3' ? ESCAPED_SIGN.length() : 1;
    }
    return end;
  }

  private static boolean isEscapedSign(ScannedText text, int at) {
    return text.at(at - 1) == '='
        && stands(text, at, ESCAPED_SIGN)
        && isOneOf(text.at(at + ESCAPED_SIGN.length()), " \t\"'`=>");
  }

  /** Where no sign is between: words, or the value's place alone. */
  private static @Nullable Assignment inWords(ScannedText text, NameEnd name) {
    int at = name.sign();
    Assignment loose =
        text.at(at) == '-' && name.isSpaced()
            ? LooseValue.option(text, at)
            : LooseValue.field(text, name.name());
    if (loose != null) {
      return loose;
    }
    int literal = name.quoted() ? blanks(text, at + OR.length()) : at;
    if (stands(text, at, OR) && isOneOf(text.at(literal), QUOTES)) {
      return otherwise(text, literal);
    }
    return name.isSpaced() || name.quoted() ? afterWord(text, at, name.quoted()) : null;
  }

  /** What a program takes where the setting is missing: {@code get("PASSWORD") or "…"}. */
  private static @Nullable Assignment otherwise(ScannedText text, int from) {
    Assignment value = WrittenValue.read(text, from, Link.SIGN);
    boolean digit = false;
    for (int i = from; value != null && i < value.end(); i++) {
      digit |= CharacterKinds.isDigit(text.charAt(i));
    }
    return digit ? value : null;
  }

  private static @Nullable Assignment afterWord(ScannedText text, int at, boolean quotedName) {
    int end = at;
    while (end - at < 8 && Character.isLetter(text.at(end))) {
      end++;
    }
    String word = CaseFolding.fold(text.subSequence(at, Math.max(at, end)));
    if (word.equals("value") && text.at(end) == '=') {
      return WrittenValue.read(text, end + 1, Link.SIGN);
    }
    if (word.equals("for") && text.at(end) == ' ') {
      return purpose(text, end);
    }
    int typed = end > at ? Declared.assigned(text, end) : -1;
    if (typed >= 0) {
      // WHY: behind a name in quotes it is the next attribute of an element: name="…" id="…".
      return quotedName ? null : WrittenValue.read(text, typed, Link.SIGN);
    }
    if (word.equals("to") && text.at(end) == ' ') {
      return LooseValue.told(text, blanks(text, end));
    }
    if (VERBS.contains(word) && text.at(end) == ' ') {
      return WrittenValue.read(text, blanks(text, end), Link.VERB);
    }
    return WrittenValue.read(text, breaks(text, at), Link.SPACE);
  }

  /** What is given after words that say what it is for, as in {@code token for the build = …}. */
  private static @Nullable Assignment purpose(ScannedText text, int from) {
    int at = from;
    while (at - from < MAX_PURPOSE && isPurpose(text.at(at))) {
      at++;
    }
    boolean given = (text.at(at) == '=' && text.at(at + 1) != '=') || text.at(at) == ':';
    return given ? WrittenValue.read(text, blanks(text, at + 1), Link.SIGN) : null;
  }

  private static boolean isPurpose(char c) {
    return Character.isLetterOrDigit(c) || c == ' ' || c == '-' || c == '_' || c == '\'';
  }

  /** The first line below a sign of YAML that says that a text follows. */
  private static @Nullable Assignment block(ScannedText text, int at) {
    int end = at + 1;
    end += isOneOf(text.at(end), "-+") ? 1 : 0;
    if (!isOneOf(text.at(at), "|>") || text.at(end) != '\n') {
      return null;
    }
    int start = breaks(text, end);
    int last = start;
    while (last - start < MAX_VALUE && text.at(last) >= ' ') {
      last++;
    }
    return some(start, last, Link.SIGN, true);
  }

  /** The value that a block gives by default, as variables of Terraform are declared. */
  private static @Nullable Assignment inBlock(ScannedText text, int from) {
    for (int at = from; at - from < MAX_BLOCK; at++) {
      char c = text.at(at);
      if (c == '}' || c == '\0') {
        return null;
      }
      if (c == '\n' || c == ' ' || at == from) {
        int word = blanks(text, at + 1);
        int sign = blanks(text, word + DEFAULT.length());
        if (stands(text, word, DEFAULT) && text.at(sign) == '=') {
          return WrittenValue.read(text, blanks(text, sign + 1), Link.SIGN);
        }
      }
    }
    return null;
  }

  /** Whether the next of a list is a field with its own value, such as {@code "b": 1} or b=1. */
  private static boolean isListed(ScannedText text, int from) {
    int at = breaks(text, from);
    boolean quoted = isOneOf(text.at(at), QUOTES);
    int end = quoted ? at + 1 : at;
    while (end - at < MAX_FIELD
        && (CharacterKinds.isPartOfWord(text.at(end)) || text.at(end) == '-')) {
      end++;
    }
    int sign = quoted ? end + 1 : end;
    boolean name = end > at && (!quoted || text.at(end) == text.at(at));
    return name && (text.at(sign) == ':' || (!quoted && text.at(sign) == '='));
  }

  /** Whether a shell takes the value where the variable is not set: {@code ${NAME:-value}}. */
  private static boolean isUnset(ScannedText text, Assignment given) {
    return !given.quoted() && text.at(given.start()) == '-' && text.at(given.end()) == '}';
  }

  /** A value on a line of its own is one only in quotes, or the next setting would be it. */
  private static int valueStart(ScannedText text, int sign) {
    // WHY: in Markdown the name is set in bold together with its colon.
    int bold = text.at(sign) == '*' && text.at(sign + 1) == '*' ? sign + 2 : sign;
    // WHY: in pages, too. A tag that opens is a value, such as that of a template.
    int from = text.at(bold) == '<' && text.at(bold + 1) == '/' ? TagGap.after(text, bold) : bold;
    int at = breaks(text, from);
    return isOneOf(text.at(at), QUOTES) ? at : blanks(text, from);
  }
}
