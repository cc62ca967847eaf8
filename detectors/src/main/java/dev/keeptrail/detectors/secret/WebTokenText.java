package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Reads the parts of a web token one after the other, over the line breaks that mails, documents
 * and terminals put into it. A line counts as a further one of the token if it holds nothing else
 * and begins no other token. Good for one token.
 */
final class WebTokenText {
  private static final int MAX_INDENT = 16;
  private static final String CLOSING = "\"'`<,;)]}\\";

  private final ScannedText text;
  private int at;
  private int farthest;

  WebTokenText(ScannedText text, int start) {
    this.text = text;
    this.at = start;
  }

  /** Where reading goes on. */
  int position() {
    return at;
  }

  /** How far the text has been read, also where reading went back. */
  int farthest() {
    return Math.max(at, farthest);
  }

  /** A part. It goes on over line breaks only if a full stop ends it. */
  String part(int most) {
    var part = new StringBuilder();
    int limit = at + most;
    line(part, limit);
    int lineEnd = at;
    int lineLength = part.length();
    int next = goesOn(at);
    while (next >= 0 && next < limit && text.at(next) != '.') {
      at = next;
      line(part, limit);
      next = goesOn(at);
    }
    if (next < 0 && text.at(at) != '.') {
      farthest = at;
      at = lineEnd;
      part.setLength(lineLength);
    }
    return part.toString();
  }

  /** Over a full stop between two parts, and line breaks beside it; false if there is none. */
  boolean stop() {
    int next = text.at(at) == '.' ? at : goesOn(at);
    if (next < 0 || text.at(next) != '.') {
      return false;
    }
    int after = goesOn(next + 1);
    at = after < 0 ? next + 1 : after;
    return true;
  }

  /**
   * The last part. It goes on over line breaks only if all its lines together have one of the given
   * lengths.
   */
  void lastPart(Set<Integer> lengths, int most) {
    var part = new StringBuilder();
    int limit = at + most;
    line(part, limit);
    int lineEnd = at;
    int next = goesOn(at);
    while (next >= 0 && next < limit && !lengths.contains(part.length())) {
      at = next;
      line(part, limit);
      next = goesOn(at);
    }
    at = lengths.contains(part.length()) ? at : lineEnd;
  }

  private void line(StringBuilder part, int limit) {
    while (at < limit && Alphabet.WORD.holds(text.at(at))) {
      part.append(text.charAt(at));
      at++;
    }
  }

  /** Where the token goes on in the next line, if a line ends here; otherwise -1. */
  private int goesOn(int end) {
    int next = text.at(end) == '\\' ? end + 1 : end;
    next += text.at(next) == '\r' ? 1 : 0;
    if (text.at(next) != '\n') {
      return -1;
    }
    next++;
    int start = next;
    while (start - next < MAX_INDENT && (text.at(start) == ' ' || text.at(start) == '\t')) {
      start++;
    }
    int stop = start;
    while (Alphabet.DOTTED.holds(text.at(stop))) {
      stop++;
    }
    return stop > start && !begins(end, start) && isEnd(stop) ? start : -1;
  }

  /** Whether a token begins in this line, other than behind the full stop of one. */
  private boolean begins(int before, int start) {
    char next = text.at(start + 1);
    return text.at(before - 1) != '.' && text.at(start) == 'e' && (next == 'y' || next == 'w');
  }

  private boolean isEnd(int stop) {
    char c = text.at(stop);
    char after = text.at(Assignment.blanks(text, stop));
    return (c != '\0' && CLOSING.indexOf(c) >= 0)
        || after == '\0'
        || after == '\n'
        || after == '\r';
  }
}
