package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/** Words and names around a bracket of an SQL statement. Looks over so many blanks at most. */
final class SqlWords {
  private static final int MAX_NAME = 130;
  private static final String QUOTES = "`\"[]";

  private SqlWords() {}

  /** The name of a table, perhaps with its quotes and its schema, that ends before here. */
  static ScannedText.@Nullable Range nameBefore(ScannedText text, int before) {
    int end = backOverBlanks(text, before);
    int at = end;
    while (at > 0 && end - at <= MAX_NAME && isName(text.charAt(at - 1))) {
      at--;
    }
    return at < end ? new ScannedText.Range(at, end) : null;
  }

  /** Whether the word stands before the table's name, which stands before the bracket. */
  static boolean isBeforeName(ScannedText text, int open, String word) {
    ScannedText.Range name = nameBefore(text, open);
    return name != null && endsWord(text, name.start(), word);
  }

  /** Whether the last word before the position is this one. */
  static boolean endsWord(ScannedText text, int before, String word) {
    int start = backOverBlanks(text, before) - word.length();
    return start >= 0 && isWord(text, start, word);
  }

  static int backOverBlanks(ScannedText text, int from) {
    int at = from;
    while (at > 0 && from - at <= MAX_NAME && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  static int blanks(ScannedText text, int from) {
    int at = from;
    while (at - from <= MAX_NAME && Character.isWhitespace(text.at(at))) {
      at++;
    }
    return at;
  }

  static boolean isWord(ScannedText text, int start, String word) {
    for (int i = 0; i < word.length(); i++) {
      if ((text.at(start + i) | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return !CharacterKinds.joinsWord(text.at(start - 1))
        && !CharacterKinds.joinsWord(text.at(start + word.length()));
  }

  /** Whether the character stands around a name: a blank or a quote of any database. */
  static boolean isAround(char c) {
    return Character.isWhitespace(c) || QUOTES.indexOf(c) >= 0;
  }

  private static boolean isName(char c) {
    return CharacterKinds.isPartOfWord(c) || c == '.' || c == '$' || QUOTES.indexOf(c) >= 0;
  }
}
