package dev.keeptrail.detectors.exfiltration;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A URL in a text and what a client does with it: images, frames and style sheets are fetched
 * without being asked, links only when a person follows them.
 *
 * @param start where the scheme, or the two slashes of a URL without one, begins
 */
record UrlPlace(int start, int end, Role role) {
  enum Role {
    FETCHED,
    FOLLOWED
  }

  static final int MAX_URL = 4_096;
  private static final int MAX_SCHEME = 8;
  private static final int MAX_ALT = 200;
  private static final int MAX_ATTRIBUTE = 24;
  private static final Set<String> FETCHING =
      Set.of("src", "srcset", "background", "poster", "data", "url", "import", "content");
  private static final String ENDS = "\"'`<>{}|\\^";

  /** The web address around two slashes; empty for comments, paths and other schemes. */
  static Optional<UrlPlace> around(ScannedText text, int slashes, Set<String> imageReferences) {
    int start = slashes;
    if (text.at(slashes - 1) == ':') {
      int scheme = slashes - 1;
      while (slashes - scheme <= MAX_SCHEME && CharacterKinds.isAsciiLetter(text.at(scheme - 1))) {
        scheme--;
      }
      String word = text.subSequence(scheme, slashes - 1).toLowerCase(Locale.ROOT);
      if (!word.equals("http") && !word.equals("https")) {
        return Optional.empty();
      }
      start = scheme;
    } else if (!opens(text.at(slashes - 1))) {
      return Optional.empty();
    }
    int end = end(text, slashes + 2);
    return end - slashes < 6
        ? Optional.empty()
        : Optional.of(new UrlPlace(start, end, role(text, start, imageReferences)));
  }

  /** What stands before a URL that leaves its scheme to the page. */
  private static boolean opens(char c) {
    return c == '(' || c == '"' || c == '\'' || c == '=';
  }

  /**
   * Templates such as {@code {secret}} belong to the URL; a parenthesis it did not open ends it.
   */
  private static int end(ScannedText text, int from) {
    int depth = 0;
    int at = from;
    while (at < text.length() && at - from < MAX_URL) {
      char c = text.charAt(at);
      boolean template = c == '{' || c == '}' || c == '<' || c == '>';
      if (c <= ' ' || (ENDS.indexOf(c) >= 0 && !(template && isTemplate(text, at)))) {
        break;
      }
      depth += c == '(' ? 1 : 0;
      if (c == ')' && --depth < 0) {
        break;
      }
      at++;
    }
    return at;
  }

  /** A brace or angle of a placeholder: a word in between, no blank. */
  private static boolean isTemplate(ScannedText text, int at) {
    char c = text.charAt(at);
    boolean closing = c == '}' || c == '>';
    int step = closing ? -1 : 1;
    char other = c == '{' ? '}' : c == '}' ? '{' : c == '<' ? '>' : '<';
    for (int i = at + step; Math.abs(i - at) < 48; i += step) {
      char seen = text.at(i);
      if (seen == other) {
        return Math.abs(i - at) > 1 || c == '{' || c == '}';
      }
      if (seen <= ' ' || seen == '"' || seen == '/' || seen == '=') {
        return false;
      }
    }
    return false;
  }

  private static Role role(ScannedText text, int start, Set<String> imageReferences) {
    int before = start - 1;
    if (text.at(before) == '<' || text.at(before) == '"' || text.at(before) == '\'') {
      before--;
    }
    boolean fetched =
        switch (text.at(before)) {
          case '(' -> isImage(text, before) || isFetching(text, before);
          case '=', ' ', ',' -> isFetching(text, before);
          default -> false;
        };
    return fetched || isImageReference(text, before, imageReferences)
        ? Role.FETCHED
        : Role.FOLLOWED;
  }

  /** Whether {@code ![...]} ends before the parenthesis. */
  private static boolean isImage(ScannedText text, int parenthesis) {
    if (text.at(parenthesis - 1) != ']') {
      return false;
    }
    int at = parenthesis - 2;
    int depth = 1;
    while (at >= 0 && parenthesis - at < MAX_ALT) {
      char c = text.charAt(at);
      depth += c == ']' ? 1 : c == '[' ? -1 : 0;
      if (depth == 0) {
        return text.at(at - 1) == '!';
      }
      at--;
    }
    return false;
  }

  /** Whether the attribute, function or rule before the sign fetches what it names. */
  private static boolean isFetching(ScannedText text, int sign) {
    int at = sign;
    while (sign - at < MAX_ATTRIBUTE && !CharacterKinds.isAsciiLetter(text.at(at))) {
      char c = text.at(at);
      if (c != '=' && c != ' ' && c != '(' && c != '"' && c != '\'') {
        return false;
      }
      at--;
    }
    int end = at + 1;
    while (end - at <= MAX_ATTRIBUTE && CharacterKinds.isAsciiLetter(text.at(at))) {
      at--;
    }
    return FETCHING.contains(text.subSequence(at + 1, end).toLowerCase(Locale.ROOT));
  }

  private static boolean isImageReference(ScannedText text, int colon, Set<String> references) {
    if (references.isEmpty()) {
      return false;
    }
    int at = colon;
    while (text.at(at) == ' ') {
      at--;
    }
    if (text.at(at) != ':' || text.at(at - 1) != ']') {
      return false;
    }
    int close = at - 1;
    int open = close - 1;
    while (close - open < MAX_ALT && open >= 0 && text.charAt(open) != '[') {
      open--;
    }
    return open >= 0
        && references.contains(text.subSequence(open + 1, close).toLowerCase(Locale.ROOT));
  }
}
