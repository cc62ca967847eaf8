package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.Answer;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TagGap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is given to a name in one of the ways configuration files, programming languages, command
 * lines, markup and people have for it.
 *
 * @param start first offset of the value, inside its quotes
 * @param end offset after it
 * @param link how name and value hang together
 * @param quoted whether the value stands in quotes
 */
record Assignment(int start, int end, Link link, boolean quoted) {
  static final int MAX_GAP = 16;
  private static final int MAX_BLOCK = 120;
  private static final int MAX_PURPOSE = 48;
  static final int MAX_FIELD = 32;
  private static final String DEFAULT = "default";
  private static final String OR = "or ";
  private static final int MIN_LETTERS = 16;

  /** The longest value that is no token. */
  static final int MAX_VALUE = 512;

  static final String QUOTES = "\"'`";
  private static final Set<String> VERBS =
      Set.of("is", "was", "ist", "lautet", "est", "es", "è", "é", "jest", "by");

  enum Link {
    /** An equals sign or colon or the like. */
    SIGN,
    /** A word such as "is". */
    VERB,
    /** White space only. */
    SPACE
  }

  /** What follows the name that ends here; null if nothing is given to it. */
  static @Nullable Assignment after(ScannedText text, int nameEnd) {
    int content = Element.content(text, nameEnd);
    if (content != Element.NONE) {
      return content == Element.EMPTY ? null : Element.value(text, breaks(text, content));
    }
    int at = nameEnd;
    boolean quotedName = false;
    if (text.at(at) == '\\' && QUOTES.indexOf(text.at(at + 1)) >= 0) {
      at++;
    }
    if (isOneOf(text.at(at), QUOTES)) {
      at++;
      quotedName = true;
    }
    if (isOneOf(text.at(at), ")]*")) {
      at += text.at(at) == '*' && text.at(at + 1) == '*' ? 2 : 1;
    }
    int sibling = Element.sibling(text, at);
    if (sibling > 0) {
      return Element.value(text, sibling);
    }
    at = numbered(text, size(text, at));
    int signs = blanks(text, at);
    char c = text.at(signs);
    Assignment paired = Declared.paired(text, signs);
    if (paired != null) {
      return paired;
    }
    if (isOneOf(c, "|?") && text.at(signs + 1) == c) {
      int start = blanks(text, signs + (text.at(signs + 2) == '=' ? 3 : 2));
      boolean literal = text.at(signs + 2) == '=' || isOneOf(text.at(start), QUOTES);
      return literal ? WrittenValue.read(text, start, Link.SIGN) : null;
    }
    if (quotedName && c == ',') {
      int word = breaks(text, signs + 1);
      int sign = word + DEFAULT.length();
      if (stands(text, word, DEFAULT) && text.at(sign) == '=') {
        return isOneOf(text.at(sign + 1), QUOTES)
            ? WrittenValue.read(text, sign + 1, Link.SIGN)
            : null;
      }
    }
    if (quotedName && c == ',' && isListed(text, signs + 1)) {
      return null;
    }
    int answer = c == '?' ? Answer.after(text, signs) : -1;
    if (answer > 0) {
      return WrittenValue.read(text, answer, Link.SIGN);
    }
    if (c == '|' || (c == '-' && signs > at && text.at(signs + 1) == ' ')) {
      return LooseValue.cell(text, blanks(text, signs + 1));
    }
    Assignment loose =
        c == '-' && signs > at ? LooseValue.option(text, signs) : LooseValue.field(text, nameEnd);
    if (loose != null) {
      return loose;
    }
    int otherwise = quotedName ? blanks(text, signs + OR.length()) : signs;
    if (stands(text, signs, OR) && isOneOf(text.at(otherwise), QUOTES)) {
      return otherwise(text, otherwise);
    }
    if (isOneOf(c, "=:?!+") || (quotedName && c == ',')) {
      // WHY: a shell's ${NAME:?text} is what it says where the variable is not set.
      if (c == ':' && text.at(signs + 1) == '?') {
        return null;
      }
      int end = signs + 1;
      while (end - signs < 5 && isOneOf(text.at(end), "=:>~")) {
        end++;
      }
      boolean operator = c == '=' || c == ':' || c == ',' || end - signs > 1;
      int typed = c == ':' && end - signs == 1 ? Declared.afterType(text, end) : -1;
      if (typed >= 0) {
        return WrittenValue.read(text, typed, Link.SIGN);
      }
      if (c == '=' && end == at + 1 && text.at(end) == '{') {
        return Braced.value(text, end);
      }
      Assignment block = c == ':' ? block(text, blanks(text, end)) : null;
      if (block != null) {
        return block;
      }
      Assignment given =
          operator ? WrittenValue.read(text, valueStart(text, end), Link.SIGN) : null;
      if (given != null && c == ':' && isUnset(text, given)) {
        return some(given.start() + 1, given.end(), Link.SIGN, false);
      }
      boolean setting = c == ':' || c == '=';
      return given != null && setting ? SettingLine.whole(text, nameEnd, given) : given;
    }
    if (c == '(' && signs == nameEnd && isOneOf(text.at(signs + 1), QUOTES)) {
      return SettingLine.isBuilder(text, nameEnd)
          ? WrittenValue.read(text, signs + 1, Link.SIGN)
          : null;
    }
    if (c == '>' && text.at(signs + 1) != '=') {
      return Element.value(text, breaks(text, signs + 1));
    }
    if (c == '是' || c == '为') {
      return WrittenValue.read(text, blanks(text, signs + 1), Link.VERB);
    }
    if (c == '{' && quotedName && signs > at) {
      return inBlock(text, signs + 1);
    }
    return signs > at || quotedName ? afterWord(text, signs, quotedName) : null;
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

  /** Whether a shell takes the value where the variable is not set: {@code ${NAME:-value}}. */
  private static boolean isUnset(ScannedText text, Assignment given) {
    return !given.quoted() && text.at(given.start()) == '-' && text.at(given.end()) == '}';
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

  /** Over the brackets of an array, with its size or without. */
  private static int size(ScannedText text, int at) {
    int end = at + 1;
    while (end - at < 6 && text.at(end) >= '0' && text.at(end) <= '9') {
      end++;
    }
    return text.at(at) == '[' && text.at(end) == ']' && text.at(end + 1) == ' ' ? end + 1 : at;
  }

  /** Over a number that says which of several it is: {@code Unseal Key 2: …}. */
  private static int numbered(ScannedText text, int at) {
    int end = at + 1;
    while (end - at < 4 && text.at(end) >= '0' && text.at(end) <= '9') {
      end++;
    }
    boolean number = text.at(at) == ' ' && end > at + 1 && text.at(end) == ':';
    return number && text.at(end + 1) == ' ' ? end : at;
  }

  static boolean stands(ScannedText text, int from, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (text.at(from + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A first look that turns ordinary sentences away: after a blank or a verb, an unquoted value
   * must hold something other than letters.
   */
  boolean isWorthALook(ScannedText text) {
    if (quoted || link == Link.SIGN) {
      return true;
    }
    for (int i = start; i < end; i++) {
      if (!Character.isLetter(text.charAt(i))) {
        return true;
      }
    }
    return end - start >= MIN_LETTERS;
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

  static @Nullable Assignment some(int start, int end, Link link, boolean quoted) {
    return end > start ? new Assignment(start, end, link, quoted) : null;
  }

  static int blanks(ScannedText text, int from) {
    int at = from;
    while (at - from < MAX_GAP && (text.at(at) == ' ' || text.at(at) == '\t')) {
      at++;
    }
    return at;
  }

  static int breaks(ScannedText text, int from) {
    int at = from;
    while (at - from < MAX_GAP && at < text.length() && Character.isWhitespace(text.at(at))) {
      at++;
    }
    return at;
  }

  static boolean isOneOf(char c, String characters) {
    return c != '\0' && characters.indexOf(c) >= 0;
  }
}
