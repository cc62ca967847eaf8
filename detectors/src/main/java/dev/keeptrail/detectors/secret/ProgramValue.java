package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Values that are parts of a program and no literals, whatever promises a secret in front of them:
 * constants in hexadecimal digits, members behind an arrow, aliases of a preprocessor, ranges of
 * versions.
 */
final class ProgramValue {
  /** A longer number may be a key. */
  private static final int CONSTANT = 8;

  private static final int MAX_LINE = 240;
  private static final int MIN_HUMP = 3;

  private ProgramValue() {}

  static boolean isOne(ScannedText text, SecretName name, Assignment given, String value) {
    if (isConstant(value) || isVersion(value) || isNameItself(text, name, value)) {
      return true;
    }
    if (given.quoted()) {
      return isOption(name, value) || isPrompt(value) || isListed(text, name, given, value);
    }
    return isArrow(text, given, value)
        || isScoped(value)
        || isCamel(value)
        || (isDefined(text, name) && isIdentifier(value))
        || (given.link() == Assignment.Link.SPACE && (isDeclarator(value) || isField(value)));
  }

  /** {@code 0x08000000}: a flag or a size. */
  private static boolean isConstant(String value) {
    int end = value.length();
    while (end > 2 && "uUlL".indexOf(value.charAt(end - 1)) >= 0) {
      end--;
    }
    boolean prefix = value.startsWith("0x") || value.startsWith("0X");
    if (!prefix || end < 3 || end > CONSTANT + 2) {
      return false;
    }
    for (int i = 2; i < end; i++) {
      if (Character.digit(value.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** {@code ^7.1.3}, as files of packages say which versions will do. */
  private static boolean isVersion(String value) {
    int start = 0;
    while (start < value.length() && "^~<>=".indexOf(value.charAt(start)) >= 0) {
      start++;
    }
    int dots = 0;
    int at = start;
    while (at < value.length()
        && (CharacterKinds.isDigit(value.charAt(at)) || value.charAt(at) == '.')) {
      dots += value.charAt(at) == '.' ? 1 : 0;
      at++;
    }
    boolean suffix = at < value.length() && value.charAt(at) == '-' && start > 0;
    return at > start
        && CharacterKinds.isDigit(value.charAt(start))
        && dots == 2
        && (at == value.length() || suffix);
  }

  /** A link to a function is called as its address is. */
  private static boolean isNameItself(ScannedText text, SecretName name, String value) {
    int length = name.end() - name.start();
    return value.length() == length
        && value.equals(text.subSequence(name.start(), name.end()))
        && Randomness.switches(value) == 0;
  }

  /** "pass {@code -Dname=value}" asks for something to be handed over. */
  private static boolean isOption(SecretName name, String value) {
    return name.words().getLast().equals("pass")
        && value.charAt(0) == '-'
        && value.length() > 1
        && (value.charAt(1) == '-' || Character.isLetter(value.charAt(1)));
  }

  /** {@code "Password:"}: what a person is asked. */
  private static boolean isPrompt(String value) {
    int last = value.length() - 1;
    return value.charAt(last) == ':'
        && value.chars().limit(last).allMatch(c -> Character.isLetter(c) || c == ' ');
  }

  /** {@code $this->member}, of which the value so far ends inside the arrow. */
  private static boolean isArrow(ScannedText text, Assignment given, String value) {
    return value.endsWith("-") && text.at(given.end()) == '>';
  }

  /** One word of a list of words, each in quotes: {@code 'puts', 'pwd', 're_syntax', 'read'}. */
  private static boolean isListed(
      ScannedText text, SecretName name, Assignment given, String value) {
    int comma = name.end() + 1;
    int next = Assignment.breaks(text, given.end() + 2);
    return text.at(comma) == ','
        && text.at(given.end() + 1) == ','
        && Assignment.isOneOf(text.at(next), Assignment.QUOTES)
        && isIdentifier(value);
  }

  /** Words written as one, as only programs have them: {@code usedRepositoryInPkgJson}. */
  private static boolean isCamel(String value) {
    int humps = 0;
    int brief = 0;
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      boolean end = i == value.length();
      if (!end && !CharacterKinds.isAsciiLetter(value.charAt(i))) {
        return false;
      }
      if (end || (i > start && Character.isUpperCase(value.charAt(i)))) {
        humps++;
        brief += i - start < MIN_HUMP ? 1 : 0;
        start = i;
      }
    }
    return humps > 2 && brief * 4 <= humps;
  }

  /** {@code contains=ruleName}: a field of its own. */
  private static boolean isField(String value) {
    int sign = value.indexOf('=');
    return sign > 0
        && isIdentifier(value.substring(0, sign))
        && isIdentifier(value.substring(sign + 1));
  }

  /** {@code std::move(x)}. */
  private static boolean isScoped(String value) {
    int colons = value.indexOf("::");
    return colons > 0
        && isIdentifier(value.substring(0, colons))
        && colons + 2 < value.length()
        && Character.isLetter(value.charAt(colons + 2));
  }

  /** {@code type *name}, and calls. */
  private static boolean isDeclarator(String value) {
    int start = value.charAt(0) == '*' ? 1 : 0;
    int bracket = value.indexOf('(');
    boolean named = start < value.length() && isIdentifier(value.substring(start));
    return (start > 0 && named) || (bracket > start && isName(value.substring(start, bracket)));
  }

  private static boolean isName(String value) {
    return !CharacterKinds.isDigit(value.charAt(0))
        && value.chars().allMatch(c -> CharacterKinds.isPartOfWord((char) c));
  }

  /** Whether the name is one that a preprocessor replaces; texts for it stand in quotes. */
  private static boolean isDefined(ScannedText text, SecretName name) {
    int at = name.start();
    while (name.start() - at < MAX_LINE && (text.at(at - 1) == ' ' || text.at(at - 1) == '\t')) {
      at--;
    }
    return at < name.start() && Assignment.stands(text, at - "#define".length(), "#define");
  }

  private static boolean isIdentifier(String value) {
    return !value.isEmpty()
        && value.chars().allMatch(c -> c == '_' || Character.isLetter(c))
        && Randomness.distinct(value) > 1;
  }
}
