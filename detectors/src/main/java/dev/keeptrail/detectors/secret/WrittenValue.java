package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.secret.Assignment.Link;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/**
 * How far a value goes that is given to a name: to its quote or, where it has none, to what cannot
 * be part of it. Stateless.
 */
final class WrittenValue {
  /** Only what is surely one token may be longer, so that no text is read over and over. */
  private static final int MAX_TOKEN = 8_192;

  private static final String UNQUOTED_ENDS = "\"'`,;)>&<|\\]}";

  private WrittenValue() {}

  /** The value that begins here; null for none, or one that is too long. */
  static @Nullable Assignment read(ScannedText text, int from, Link link) {
    int at = from;
    if (text.at(at) == '\\' && Assignment.QUOTES.indexOf(text.at(at + 1)) >= 0) {
      at++;
    }
    int prefix =
        Assignment.isOneOf(text.at(at), "bruBRUL@")
                && Assignment.isOneOf(text.at(at + 1), Assignment.QUOTES)
            ? 1
            : 0;
    at += prefix;
    char quote = text.at(at);
    if (!Assignment.isOneOf(quote, Assignment.QUOTES)) {
      return unquoted(text, at, link);
    }
    Assignment doubled = doubled(text, at, link);
    if (doubled != null) {
      return doubled;
    }
    at++;
    at +=
        text.at(at) == '\\'
                && Assignment.isOneOf(text.at(at + 1), Assignment.QUOTES)
                && text.at(at + 1) == quote
            ? 2
            : 0;
    int end = at;
    while (end - at < Assignment.MAX_VALUE && end < text.length() && !isEnd(text, end, quote)) {
      end++;
    }
    end = end - at == Assignment.MAX_VALUE ? tokenEnd(text, at, end) : end;
    if (end < 0 || text.at(end) == '\n') {
      return null;
    }
    boolean twice =
        end - at > 2
            && Assignment.isOneOf(text.at(at), Assignment.QUOTES)
            && text.at(at) == text.at(end - 1);
    return twice
        ? Assignment.some(at + 1, end - 1, link, true)
        : Assignment.some(at, end, link, true);
  }

  /** A value in doubled quotes, as CSV and SQL write those within a cell or a literal. */
  private static @Nullable Assignment doubled(ScannedText text, int at, Link link) {
    char quote = text.at(at);
    int start = at + 2;
    char first = text.at(start);
    boolean opens =
        text.at(at + 1) == quote && first > ' ' && first != quote && ",;)]}+".indexOf(first) < 0;
    int end = start;
    while (opens && end - start < Assignment.MAX_VALUE && text.at(end) != quote) {
      opens = text.at(end) >= ' ';
      end++;
    }
    return opens && text.at(end) == quote && text.at(end + 1) == quote
        ? Assignment.some(start, end, link, true)
        : null;
  }

  private static boolean isEnd(ScannedText text, int at, char quote) {
    char c = text.charAt(at);
    return c == quote
        || c == '\n'
        || (c == '\\' && text.at(at + 1) == quote)
        || (c == '"' && endsMember(text, at + 1));
  }

  /**
   * Whether a text of JSON ends here, in which a literal of another language was left open: the
   * next member comes, or nothing more but brackets.
   */
  private static boolean endsMember(ScannedText text, int from) {
    int at = Assignment.blanks(text, from);
    if (text.at(at) == ',') {
      int name = Assignment.breaks(text, at + 1);
      int end = name + 1;
      while (end - name < Assignment.MAX_FIELD && text.at(end) >= ' ' && text.at(end) != '"') {
        end++;
      }
      return text.at(name) == '"'
          && text.at(end) == '"'
          && text.at(Assignment.blanks(text, end + 1)) == ':';
    }
    int end = at;
    while (end - at < Assignment.MAX_GAP && Assignment.isOneOf(text.at(end), "]} ")) {
      end++;
    }
    return end > at && (end == text.length() || text.at(end) == '\n');
  }

  private static @Nullable Assignment unquoted(ScannedText text, int at, Link link) {
    int end = at;
    while (end - at < Assignment.MAX_VALUE
        && end < text.length()
        && (!endsValue(text.charAt(end))
            || (end > at && isInside(text, end) && !isInQuery(text, at)))) {
      end++;
    }
    while (end > at && Assignment.isOneOf(text.at(end - 1), ".:")) {
      end--;
    }
    end = end - at == Assignment.MAX_VALUE ? tokenEnd(text, at, end) : end;
    return Assignment.some(at, end, link, false);
  }

  /** Where a token ends of which the part so far is read; -1 if it is none or too long. */
  private static int tokenEnd(ScannedText text, int start, int read) {
    int end = start;
    while (end - start < MAX_TOKEN
        && (Alphabet.SIGNED.holds(text.at(end)) || text.at(end) == '.')) {
      end++;
    }
    while (end < text.length() && end - start < MAX_TOKEN && text.at(end) == '=') {
      end++;
    }
    return end >= read && end - start < MAX_TOKEN ? end : -1;
  }

  /** Whether an ampersand leads to no other field, reference or command, but is part of a value. */
  private static boolean isInside(ScannedText text, int at) {
    int end = at + 1;
    while (end - at < Assignment.MAX_FIELD && Character.isLetterOrDigit(text.at(end))) {
      end++;
    }
    boolean leads =
        Assignment.isOneOf(text.at(end), "=;_-.[%")
            || end == at + 1
            || end - at == Assignment.MAX_FIELD;
    return text.at(at) == '&' && !leads;
  }

  /** Whether the name that a value is given to stands in the query of an address. */
  private static boolean isInQuery(ScannedText text, int value) {
    int at = value - 1;
    while (value - at < Assignment.MAX_FIELD
        && (CharacterKinds.isPartOfWord(text.at(at)) || Assignment.isOneOf(text.at(at), "=-."))) {
      at--;
    }
    return Assignment.isOneOf(text.at(at), "?&");
  }

  private static boolean endsValue(char c) {
    return c <= ' ' || UNQUOTED_ENDS.indexOf(c) >= 0;
  }
}
