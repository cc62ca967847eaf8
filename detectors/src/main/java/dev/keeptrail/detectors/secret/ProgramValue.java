package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.secret.SecretName.Kind;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;

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
  private static final int MAX_INDENT = 80;
  private static final int MAX_DIGITS = 2;
  private static final int MAX_ELEMENT = 60;
  private static final int LONG_HUMP = 4;
  private static final List<String> NAMED = List.of("key", "token", "secret");

  /** What follows a key of a property list, which has the name of a property in it. */
  private static final List<String> PROPERTIES =
      List.of(
          "<string>",
          "<integer>",
          "<real>",
          "<true",
          "<false",
          "<array",
          "<dict",
          "<data",
          "<date");

  private ProgramValue() {}

  static boolean isOne(ScannedText text, SecretName name, Assignment given, String value) {
    if (isConstant(value) || isVersion(value) || isNameItself(text, name, value)) {
      return true;
    }
    boolean key = name.kind() != Kind.PASSWORD;
    if (given.quoted()) {
      return isOption(name, value)
          || isPrompt(value)
          || isListed(text, name, given, value)
          || (key && isCamel(value, MAX_DIGITS));
    }
    if ((key && isNamedLike(name, value))
        || isProperty(text, name, given)
        || isPackage(given, value)) {
      return true;
    }
    return isArrow(text, given, value)
        || isScoped(value)
        || isCamel(value, key ? MAX_DIGITS : 0)
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
    if (text.at(name.end() + 1) != ',') {
      return false;
    }
    boolean further = text.at(given.end() + 1) == ',';
    boolean goesOn = further && isQuote(text, over(text, given.end() + 2, 1));
    String before = elementBefore(text, name.start() - 2);
    boolean began = !before.isEmpty();
    return (goesOn && (isIdentifier(value) || (name.kind() != Kind.PASSWORD && isNoKey(value))))
        || (began && further && isIdentifier(value))
        || (began && areWords(before) && areWords(value));
  }

  /** The element of a list in quotes that stands before the one whose quote is here, or nothing. */
  private static String elementBefore(ScannedText text, int quote) {
    int comma = over(text, quote, -1);
    int close = over(text, comma - 1, -1);
    int open = close - 1;
    while (close - open < MAX_ELEMENT && open > 0 && text.at(open) != text.at(close)) {
      open--;
    }
    boolean element =
        text.at(comma) == ',' && isQuote(text, close) && text.at(open) == text.at(close);
    return element ? text.subSequence(open + 1, close) : "";
  }

  /** Several words written as one, with signs or capitals between. */
  private static boolean areWords(String value) {
    boolean joined = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean sign = c == '-' || c == '_';
      if (!sign && !Character.isLetter(c)) {
        return false;
      }
      joined |=
          i > 0
              && (sign || (Character.isUpperCase(c) && Character.isLowerCase(value.charAt(i - 1))));
    }
    return joined;
  }

  private static boolean isQuote(ScannedText text, int at) {
    return Assignment.isOneOf(text.at(at), Assignment.QUOTES);
  }

  /** Over white space, in one direction or the other. */
  private static int over(ScannedText text, int from, int step) {
    int at = from;
    while (at >= 0
        && at < text.length()
        && Math.abs(at - from) < MAX_INDENT
        && text.charAt(at) <= ' ') {
      at += step;
    }
    return at;
  }

  private static boolean isNoKey(String value) {
    return isName(value) && !Randomness.isRandom(value);
  }

  /** A variable that is called like what it is given to: {@code key = sender_shared_key}. */
  private static boolean isNamedLike(SecretName name, String value) {
    String last = name.words().getLast();
    return value.chars().allMatch(c -> c == '.' || CharacterKinds.isPartOfWord((char) c))
        && NAMED.stream().anyMatch(word -> last.endsWith(word) && isPart(value, word));
  }

  /** Whether the word is one of the value's, set off by underscores or capitals. */
  private static boolean isPart(String value, String word) {
    String capital = Character.toUpperCase(word.charAt(0)) + word.substring(1);
    return value.endsWith(capital)
        || value.endsWith("_" + word)
        || (value.contains("_" + word + "_") && !Randomness.isRandom(value));
  }

  /** {@code <key>CFBundleName</key><string>…}: what the key is called. */
  private static boolean isProperty(ScannedText text, SecretName name, Assignment given) {
    String close = "</" + text.subSequence(name.start(), name.end()) + ">";
    int next = over(text, given.end() + close.length(), 1);
    return text.at(name.start() - 1) == '<'
        && name.words().getLast().equals("key")
        && Assignment.stands(text, given.end(), close)
        && PROPERTIES.stream().anyMatch(tag -> Assignment.stands(text, next, tag));
  }

  /** A package of Debian and its version: {@code login 1:4.13+dfsg1-1+deb12u1}. */
  private static boolean isPackage(Assignment given, String value) {
    int colon = value.indexOf(':');
    return given.link() == Assignment.Link.SPACE
        && (value.contains("+deb") || value.contains("ubuntu") || value.contains("+dfsg"))
        && (colon < 0
            || value.chars().limit(colon).allMatch(c -> CharacterKinds.isDigit((char) c)));
  }

  /** Words written as one, as only programs have them: {@code usedRepositoryInPkgJson}. */
  private static boolean isCamel(String value, int most) {
    int humps = 0;
    int brief = 0;
    int start = 0;
    int digits = 0;
    int shortest = value.length();
    for (int i = 0; i <= value.length(); i++) {
      boolean end = i == value.length();
      if (!end && CharacterKinds.isDigit(value.charAt(i)) && digits < most) {
        digits++;
        continue;
      }
      if (!end && !CharacterKinds.isAsciiLetter(value.charAt(i))) {
        return false;
      }
      if (end || (i > start && Character.isUpperCase(value.charAt(i)))) {
        humps++;
        brief += i - start < MIN_HUMP ? 1 : 0;
        shortest = Math.min(shortest, i - start);
        start = i;
      }
    }
    return (humps > 2 && brief * 4 <= humps) || (most > 0 && humps == 2 && shortest >= LONG_HUMP);
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
