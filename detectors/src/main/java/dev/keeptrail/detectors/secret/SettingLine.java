package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.secret.Assignment.Link;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * What stands around a name on its line: a setting has a line of its own, some files and programs
 * put a word in front of it, and a builder is called with its value.
 */
final class SettingLine {
  private static final int REACH = 120;
  private static final int MAX_VALUE = 128;
  private static final String NO_VALUE = "\"'`<>(){}$";

  /** Words after which a name and its value follow with a blank between. */
  private static final Set<String> DECLARING =
      Set.of("define", "setenv", "setx", "env", "arg", "passenv", "define_env", "sethandler");

  private static final Set<String> LEADING =
      Set.of("export", "set", "setenv", "setx", "declare", "local", "env");

  /** What a call begins with that rather asks for a value than takes one. */
  private static final Set<String> ASKING =
      Set.of(
          "get",
          "is",
          "has",
          "find",
          "check",
          "verify",
          "validate",
          "read",
          "load",
          "fetch",
          "forgot",
          "reset",
          "create",
          "make",
          "new",
          "generate",
          "hash",
          "require",
          "expect");

  private SettingLine() {}

  /** The value up to the end of the line, where the line is nothing but the setting. */
  static Assignment whole(ScannedText text, int nameEnd, Assignment value) {
    if (value.quoted() || !startsLine(text, nameEnd)) {
      return value;
    }
    boolean opened = false;
    int end = value.start();
    while (end - value.start() < MAX_VALUE && text.at(end) > ' ') {
      char c = text.at(end);
      boolean field = c == '=' && isFieldName(text, value.start(), end);
      // WHY: a bracket that nothing opened, and that does not close the line, is one of the value.
      opened |= c == '(';
      if ((NO_VALUE.indexOf(c) >= 0 && (c != ')' || opened)) || field) {
        return value;
      }
      end++;
    }
    boolean ended = text.at(end) == '\0' || text.at(end) == '\n' || text.at(end) == '\r';
    while (end > value.end() && ",;.:)".indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    return ended && end > value.end()
        ? new Assignment(value.start(), end, value.link(), false)
        : value;
  }

  /** Whether this equals sign belongs to another field, as in {@code a=1&b=2}. */
  private static boolean isFieldName(ScannedText text, int from, int sign) {
    int at = sign - 1;
    while (at > from && CharacterKinds.isPartOfWord(text.at(at))) {
      at--;
    }
    return at > from && at < sign - 1 && (text.at(at) == '&' || text.at(at) == ';');
  }

  /** Whether nothing but indentation, or a word such as "export", stands before the name. */
  static boolean startsLine(ScannedText text, int nameEnd) {
    int start = nameEnd;
    while (nameEnd - start < REACH && isName(text.at(start - 1))) {
      start--;
    }
    int at = back(text, start);
    int word = at;
    while (start - word < REACH && Character.isLetter(text.at(word - 1))) {
      word--;
    }
    if (word < at && LEADING.contains(CaseFolding.fold(text.subSequence(word, at)))) {
      at = back(text, word);
    }
    return at == 0 || text.at(at - 1) == '\n';
  }

  private static int back(ScannedText text, int from) {
    int at = from;
    while (from - at < REACH && (text.at(at - 1) == ' ' || text.at(at - 1) == '\t')) {
      at--;
    }
    return at;
  }

  private static boolean isName(char c) {
    return CharacterKinds.isPartOfWord(c) || c == '.' || c == '-';
  }

  /** The same value as given, where a word such as {@code #define} says that it is. */
  static Assignment declared(ScannedText text, int nameStart, Assignment assignment) {
    return assignment.link() == Link.SPACE && isDeclared(text, nameStart)
        ? new Assignment(assignment.start(), assignment.end(), Link.SIGN, assignment.quoted())
        : assignment;
  }

  /** Whether the name around this place stands behind such a word. */
  static boolean isDeclared(ScannedText text, int within) {
    int name = within;
    while (within - name < REACH && CharacterKinds.isPartOfWord(text.at(name - 1))) {
      name--;
    }
    int start = back(text, name);
    int word = start;
    while (start - word < REACH && CharacterKinds.isPartOfWord(text.at(word - 1))) {
      word--;
    }
    return word < start
        && start < name
        && DECLARING.contains(CaseFolding.fold(text.subSequence(word, start)));
  }

  /** Whether the name that ends here is a method that takes the value: {@code .password("…")}. */
  static boolean isBuilder(ScannedText text, int nameEnd) {
    int start = nameEnd;
    while (nameEnd - start < REACH && CharacterKinds.isPartOfWord(text.at(start - 1))) {
      start--;
    }
    char before = text.at(start - 1);
    boolean member =
        before == '.'
            || (before == '>' && text.at(start - 2) == '-')
            || (before == ':' && text.at(start - 2) == ':');
    int first = start;
    while (first < nameEnd && text.at(first) >= 'a' && text.at(first) <= 'z') {
      first++;
    }
    String word = text.subSequence(start, first);
    boolean setter = word.equals("set") || word.equals("with") || word.equals("use");
    return setter || (member && !ASKING.contains(word));
  }
}
