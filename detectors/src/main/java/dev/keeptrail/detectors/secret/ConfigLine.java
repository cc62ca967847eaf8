package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of a configuration as its words, without the quotes around them. What stands further
 * than a bound from where the line was entered is not read.
 *
 * @param words in order
 * @param end offset after what was read
 */
record ConfigLine(List<Word> words, int end) {
  private static final int BACK = 120;
  static final int AHEAD = 240;
  private static final int MAX_WORDS = 20;

  /** A word, folded; its offsets are those inside the quotes. */
  record Word(String folded, int start, int end, boolean quoted) {
    boolean is(String... any) {
      return List.of(any).contains(folded);
    }

    boolean startsWith(String prefix) {
      return folded.startsWith(prefix);
    }
  }

  ConfigLine {
    words = List.copyOf(words);
  }

  /** The line around a position. */
  static ConfigLine around(ScannedText text, int position) {
    int start = position;
    while (position - start < BACK && start > 0 && !isBreak(text.at(start - 1))) {
      start--;
    }
    return read(text, start, position + AHEAD);
  }

  /** What is left of the line from here on. */
  static ConfigLine from(ScannedText text, int start) {
    return read(text, start, start + AHEAD);
  }

  private static ConfigLine read(ScannedText text, int start, int limit) {
    var words = new ArrayList<Word>();
    int at = start;
    while (at < limit && words.size() < MAX_WORDS && at < text.length()) {
      char c = text.charAt(at);
      if (isBreak(c)) {
        break;
      }
      if (c <= ' ') {
        at++;
        continue;
      }
      boolean quoted = c == '"' || c == '\'';
      int from = quoted ? at + 1 : at;
      int end = from;
      while (end < limit && end < text.length() && !ends(text.charAt(end), quoted ? c : ' ')) {
        end++;
      }
      words.add(new Word(CaseFolding.fold(text.subSequence(from, end)), from, end, quoted));
      at = end + (quoted ? 1 : 0);
    }
    return new ConfigLine(words, Math.min(at, text.length()));
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean ends(char c, char quote) {
    return isBreak(c) || (quote == ' ' ? c <= ' ' : c == quote);
  }

  int size() {
    return words.size();
  }

  /** The word at a place, or one that is nothing. */
  Word at(int index) {
    return index >= 0 && index < words.size() ? words.get(index) : new Word("", 0, 0, false);
  }

  boolean isLast(int index) {
    return index == words.size() - 1;
  }
}
