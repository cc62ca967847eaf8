package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of a setting, variable or label that may hold a secret, read around a word such as
 * "token". Only its last word counts: {@code api_key} is one, {@code key_length} is not.
 *
 * @param start first offset of the name
 * @param end offset after it
 * @param kind what the name promises
 * @param words its words, folded
 */
record SecretName(int start, int end, Kind kind, List<String> words) {
  private static final int REACH = 48;

  /** What IBM's libraries call the key itself. */
  private static final List<String> IBM_KEY = List.of("ibm", "api", "key", "id");

  /** Of a table, or of an account in a cloud: what it is given tells. */
  static final List<String> PRIMARY = List.of("primary", "key");

  enum Kind {
    /** Anything a person could have chosen. */
    PASSWORD,
    /** Something a machine made, by a name of several words. */
    TOKEN,
    /** The same by one word that also means other things. */
    BARE
  }

  SecretName {
    words = List.copyOf(words);
  }

  /** Whether the name is a word of a language that programs are seldom written in. */
  boolean isForeign() {
    return words.size() == 1 && SecretWords.isForeign(words.getFirst());
  }

  /** Where the name around a trigger word that ends here ends. */
  static int endOf(ScannedText text, int to) {
    int end = to;
    while (end - to < REACH && joins(text, end)) {
      end++;
    }
    return end;
  }

  /** The name around a trigger word, or null if it names no secret. */
  static @Nullable SecretName around(ScannedText text, int from, int end) {
    int start = from;
    while (from - start < REACH && joinsBefore(text, start - 1)) {
      start--;
    }
    List<String> words = words(text, start, end);
    if (words.size() == 1 && text.at(start - 1) == ' ') {
      addWordBefore(text, start - 1, words);
    }
    Kind kind = kind(words);
    return kind == null ? null : new SecretName(start, end, kind, words);
  }

  private static boolean joins(ScannedText text, int at) {
    char c = text.at(at);
    return isWord(c) || ((c == '-' || c == '.') && isWord(text.at(at + 1)));
  }

  private static boolean joinsBefore(ScannedText text, int at) {
    char c = text.at(at);
    return isWord(c) || ((c == '-' || c == '.') && isWord(text.at(at - 1)));
  }

  private static boolean isWord(char c) {
    return CharacterKinds.isPartOfWord(c);
  }

  /** In "api key" and "client secret" the word before says which. */
  private static void addWordBefore(ScannedText text, int space, List<String> words) {
    int start = space;
    while (space - start < REACH && isWord(text.at(start - 1))) {
      start--;
    }
    String word = CaseFolding.fold(text.subSequence(start, space));
    if (SecretWords.qualifies(word)) {
      words.addFirst(word);
    }
  }

  private static List<String> words(ScannedText text, int start, int end) {
    var words = new ArrayList<String>();
    int from = start;
    for (int i = start; i <= end; i++) {
      char c = i < end ? text.charAt(i) : '-';
      boolean sign = c == '_' || c == '-' || c == '.';
      boolean hump =
          i > from && Character.isUpperCase(c) && Character.isLowerCase(text.charAt(i - 1));
      if (sign || hump) {
        if (i > from) {
          words.add(CaseFolding.fold(text.subSequence(from, i)));
        }
        from = sign ? i + 1 : i;
      }
    }
    return words;
  }

  private static @Nullable Kind kind(List<String> words) {
    int last = words.size() - 1;
    while (last > 0 && SecretWords.isNeutral(words.get(last))) {
      last--;
    }
    if (last < 0) {
      return null;
    }
    String word = withoutNumber(words.get(last));
    if (SecretWords.isPassword(word)) {
      return Kind.PASSWORD;
    }
    if (words.equals(PRIMARY)) {
      return Kind.BARE;
    }
    if (isShared(words, last)) {
      return Kind.PASSWORD;
    }
    boolean key = word.equals("key") || word.equals("keys") || isSalt(words, word);
    if (key && last > 0 && words.get(last - 1).equals("routing")) {
      // WHY: brokers have readable ones; those of services that page people are drawn.
      return Kind.BARE;
    }
    if (words.contains("azure") && words.contains("account") && words.contains("key")) {
      return Kind.TOKEN;
    }
    // WHY: what reports coverage to a service is called an identifier, and lets anyone report.
    boolean reporter = word.equals("id") && last > 0 && words.get(last - 1).equals("reporter");
    boolean token =
        reporter || SecretWords.isToken(word) || words.equals(IBM_KEY) || endsInSecretId(words);
    if (word.startsWith("csrf") || word.startsWith("xsrf") || isTold(words)) {
      return null;
    }
    if ((!key && !token) || words.subList(0, last).stream().anyMatch(SecretWords::isHarmless)) {
      return null;
    }
    return last > 0 || !SecretWords.isBare(word) ? Kind.TOKEN : Kind.BARE;
  }

  /** What a role of Vault proves itself by; elsewhere the name of a secret. */
  static boolean endsInSecretId(List<String> words) {
    int last = words.size() - 1;
    return last > 0 && words.get(last).equals("id") && words.get(last - 1).equals("secret");
  }

  /**
   * What callers choose so that nothing is done twice, what signatures are checked with, and what
   * browsers greet a socket with.
   */
  private static boolean isTold(List<String> words) {
    return (words.contains("client") && words.contains("request"))
        || (words.getFirst().equals("sec") && words.contains("key"))
        || (words.contains("release") && words.contains("manager"));
  }

  /** What both ends of a tunnel, a directory or SNMP know, chosen by people. */
  private static boolean isShared(List<String> words, int last) {
    String before = last > 0 ? words.get(last - 1) : "";
    return switch (words.get(last)) {
      case "key" -> before.equals("shared") && last > 1 && words.get(last - 2).equals("pre");
      case "community" -> before.equals("snmp");
      case "material" -> before.equals("key");
      case "credential", "credentials" -> before.equals("bind");
      default -> false;
    };
  }

  /** WordPress salts its cookies, others what they hand out; elsewhere a salt is public. */
  private static boolean isSalt(List<String> words, String word) {
    return word.equals("salt")
        && (words.contains("auth") || words.contains("in") || words.contains("nonce"));
  }

  private static String withoutNumber(String word) {
    int end = word.length();
    while (end > 1 && CharacterKinds.isDigit(word.charAt(end - 1))) {
      end--;
    }
    return word.substring(0, end);
  }
}
