package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.ScannedText;
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

  /** The longest name of a field that stands beside the name. */
  static final int MAX_FIELD = 32;

  private static final int MIN_LETTERS = 16;

  /** The longest value that is no token. */
  static final int MAX_VALUE = 512;

  static final String QUOTES = "\"'`";

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
    NameEnd name = NameEnd.of(text, nameEnd);
    int sibling = Element.sibling(text, name.closed());
    if (sibling > 0) {
      return Element.value(text, sibling);
    }
    Assignment paired = Declared.paired(text, name.sign());
    return paired != null ? paired : AssignmentForms.value(text, name);
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
