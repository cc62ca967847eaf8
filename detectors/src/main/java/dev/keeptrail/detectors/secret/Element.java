package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/** Finds the content of an element, also of one whose start tag has attributes behind its name. */
final class Element {
  /** There is no such element here. */
  static final int NONE = -1;

  /** There is one, and it holds nothing. */
  static final int EMPTY = -2;

  /** Answer files of Windows have an element for the value inside. */
  private static final String INNER = "<Value>";

  private static final int MAX_TAG = 240;
  private static final int MAX_ATTRIBUTES = 6;
  private static final int MAX_NAME = 12;
  private static final String KEY = "</key>";

  private Element() {}

  /** Where the content begins of the element whose name ends here. */
  static int content(ScannedText text, int nameEnd) {
    int at = nameEnd;
    int attributes = 0;
    while (text.at(at) == ' ' && attributes < MAX_ATTRIBUTES) {
      int end = attributeEnd(text, at + 1, nameEnd + MAX_TAG);
      if (end < 0) {
        break;
      }
      attributes++;
      at = end;
    }
    if (attributes == 0) {
      return NONE;
    }
    at = text.at(at) == ' ' ? at + 1 : at;
    boolean closed = text.at(at) == '/' && text.at(at + 1) == '>';
    return closed ? EMPTY : text.at(at) == '>' ? at + 1 : NONE;
  }

  /** What is given by the content that begins here: all words of it if it ends on the line. */
  static @Nullable Assignment value(ScannedText text, int content) {
    int start = content;
    if (Assignment.stands(text, start, INNER)) {
      start = Assignment.breaks(text, start + INNER.length());
    }
    int end = start;
    boolean several = false;
    while (end - start < MAX_TAG && text.at(end) >= ' ' && text.at(end) != '<') {
      several |= text.at(end) == ' ';
      end++;
    }
    boolean whole = several && text.at(end) == '<' && text.at(end + 1) == '/';
    Assignment last = whole ? last(text, start, end) : null;
    if (last != null) {
      return last;
    }
    return whole && !Assignment.isOneOf(text.at(start), Assignment.QUOTES)
        ? new Assignment(start, end, Assignment.Link.SIGN, true)
        : WrittenValue.read(text, start, Assignment.Link.SIGN);
  }

  /** The last of several words, if it was drawn by lot: those before it say what it is. */
  private static @Nullable Assignment last(ScannedText text, int start, int end) {
    int to = text.at(end - 1) == '}' ? end - 1 : end;
    int from = to;
    while (from > start && text.at(from - 1) != ' ') {
      from--;
    }
    boolean drawn = from > start && Randomness.isRandom(text.subSequence(from, to));
    return drawn ? new Assignment(from, to, Assignment.Link.SIGN, false) : null;
  }

  /**
   * Where the content begins of the element that follows the one which names it, as in property
   * lists and in what password safes export: {@code <Key>Password</Key><Value>…}; -1 for none.
   */
  static int sibling(ScannedText text, int nameEnd) {
    if (text.at(nameEnd) != '<' || text.at(nameEnd + 1) != '/') {
      return -1;
    }
    String closing = CaseFolding.fold(text.subSequence(nameEnd, end(text, nameEnd + KEY.length())));
    if (!closing.equals(KEY)) {
      return -1;
    }
    int open = Assignment.breaks(text, nameEnd + KEY.length());
    int name = open + 1;
    while (name - open < MAX_NAME && Character.isLetter(text.at(name))) {
      name++;
    }
    if (text.at(open) != '<' || name == open + 1) {
      return -1;
    }
    return text.at(name) == '>' ? name + 1 : content(text, name);
  }

  private static int end(ScannedText text, int at) {
    return Math.min(text.length(), at);
  }

  /** Where the attribute ends that begins here, with its value in quotes; -1 for none. */
  private static int attributeEnd(ScannedText text, int start, int limit) {
    int at = start;
    while (at < limit && (Character.isLetter(text.at(at)) || text.at(at) == ':')) {
      at++;
    }
    char quote = text.at(at + 1);
    if (at == start || text.at(at) != '=' || (quote != '"' && quote != '\'')) {
      return -1;
    }
    int end = at + 2;
    while (end < limit && text.at(end) != quote && text.at(end) != '\0') {
      end++;
    }
    return end < limit && text.at(end) == quote ? end + 1 : -1;
  }
}
