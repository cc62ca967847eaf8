package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * What logs and chats write in front of each message: when, how grave, and who says so. A time must
 * be there; what follows belongs to the head while it is in brackets, a level, a bar or a hyphen by
 * itself, or a word with a colon or one of these behind it.
 */
final class LogHead {
  static final int NONE = -1;

  private static final int MAX_HEAD = 120;
  private static final int MAX_WORD = 48;
  private static final int DATE = 10;
  private static final int LEAST_LEVEL = 4;
  private static final int MOST_LEVEL = 8;

  private LogHead() {}

  /** Where the message begins in the line that starts there, or {@link #NONE}. */
  static int end(ScannedText text, int start) {
    char opening = text.at(start);
    int at = time(text, opening == '[' ? start + 1 : start);
    if (at == NONE) {
      return NONE;
    }
    if (opening == '[') {
      at = closed(text, at, ']');
      if (at == NONE) {
        return NONE;
      }
    }
    int blank = blankEnd(text, at);
    if (blank == at) {
      return NONE;
    }
    int next = blank;
    do {
      at = next;
      next = part(text, at);
    } while (next > at && next - start <= MAX_HEAD);
    return at;
  }

  /** Behind a day and a time, or a time alone, with its fractions and zone. */
  private static int time(ScannedText text, int start) {
    int at = start;
    if (hasShape(text, at, "0000-00-00") || hasShape(text, at, "0000/00/00")) {
      at += DATE;
      if (text.at(at) != 'T' && text.at(at) != ' ') {
        return NONE;
      }
      at++;
    }
    if (hasShape(text, at, "00:00")) {
      at += hasShape(text, at, "00:00:00") ? "00:00:00".length() : "00:00".length();
    } else {
      return NONE;
    }
    while (at - start < MAX_WORD && isOfZone(text.at(at))) {
      at++;
    }
    return at;
  }

  private static boolean hasShape(ScannedText text, int start, String shape) {
    for (int i = 0; i < shape.length(); i++) {
      char c = text.at(start + i);
      if (shape.charAt(i) == '0' ? !CharacterKinds.isDigit(c) : c != shape.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfZone(char c) {
    return CharacterKinds.isDigit(c) || c == '.' || c == ',' || c == 'Z' || c == '+';
  }

  private static int closed(ScannedText text, int start, char closing) {
    int at = start;
    while (at - start < MAX_WORD && text.at(at) >= ' ' && text.at(at) != closing) {
      at++;
    }
    return text.at(at) == closing ? at + 1 : NONE;
  }

  private static int blankEnd(ScannedText text, int start) {
    int at = start;
    while (text.at(at) == ' ' || text.at(at) == '\t') {
      at++;
    }
    return at;
  }

  /** Behind one part of the head and its blanks, or the place itself where the message begins. */
  private static int part(ScannedText text, int start) {
    char c = text.at(start);
    if (c == '-' || c == '|') {
      int end = blankEnd(text, start + 1);
      return end > start + 1 ? end : start;
    }
    if (c == '[' || c == '<' || c == '(') {
      int end = closed(text, start + 1, c == '[' ? ']' : c == '<' ? '>' : ')');
      if (end == NONE) {
        return start;
      }
      int blank = blankEnd(text, text.at(end) == ':' ? end + 1 : end);
      return blank > end ? blank : start;
    }
    int end = start;
    boolean capitals = true;
    while (end - start < MAX_WORD && isOfWord(text.at(end))) {
      capitals &= text.at(end) >= 'A' && text.at(end) <= 'Z';
      end++;
    }
    if (end == start) {
      return start;
    }
    if (text.at(end) == ':') {
      int blank = blankEnd(text, end + 1);
      return blank > end + 1 ? blank : start;
    }
    int blank = blankEnd(text, end);
    boolean level = capitals && end - start >= LEAST_LEVEL && end - start <= MOST_LEVEL;
    boolean parted = (text.at(blank) == '-' || text.at(blank) == '|') && text.at(blank + 1) == ' ';
    return blank > end && (level || parted || text.at(blank) == '[') ? blank : start;
  }

  private static boolean isOfWord(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || "._-/$".indexOf(c) >= 0;
  }
}
