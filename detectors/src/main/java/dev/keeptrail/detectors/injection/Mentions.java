package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;

/**
 * Tells whoever speaks of attacks from whoever makes one: words of an attack in quotation marks,
 * with words beside them that people use who report, test or explain attacks. Only what people
 * write themselves is judged so; in documents and answers of tools quotation marks mean nothing.
 * Stateless.
 */
final class Mentions {
  /** What a mention scores at most: below the threshold of policies that set none. */
  static final double MOST = 0.7;

  private static final int LONGEST_QUOTE = 300;
  private static final int REACH = 250;
  private static final int TEMPLATE = 24;
  private static final String OPENING = "\"'`“„«‘「『‹";
  private static final String CLOSING = "\"'`”“»’」』›";

  private Mentions() {}

  /** The words, read when the first sign comes. */
  private static final class Words {
    static final WordTable TALK = ContextWords.table("speaks_of_attacks");
  }

  /** Whether what begins there is quoted by somebody who speaks of attacks. */
  static boolean isQuoted(ScannedText text, int start, Source source) {
    if (source != Source.USER && source != Source.ASSISTANT) {
      return false;
    }
    int open = opening(text, start);
    int close = open < 0 ? -1 : closing(text, start, text.charAt(open));
    return close >= 0 && (isTalk(text, open - REACH, open) || isTalk(text, close, close + REACH));
  }

  /** Whether somebody speaks of attacks right before or behind the range. */
  static boolean isTalkedOf(ScannedText text, int start, int end, Source source) {
    return (source == Source.USER || source == Source.ASSISTANT)
        && (isTalk(text, start - REACH, start)
            || isTalk(text, end, end + REACH)
            || isTemplate(text, end));
  }

  /** A border that a template puts around what it fills in. */
  private static boolean isTemplate(ScannedText text, int end) {
    for (int at = end; at < Math.min(text.length() - 1, end + TEMPLATE); at++) {
      char next = text.charAt(at + 1);
      if (text.charAt(at) == '{' && (next == '{' || next == '%')) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTalk(ScannedText text, int from, int to) {
    return Words.TALK.anyIn(text, Math.max(0, from), Math.min(text.length(), to));
  }

  /** The mark that opens the quotation around the position, in its line; -1 if there is none. */
  private static int opening(ScannedText text, int position) {
    for (int at = position - 1; at >= 0 && position - at < LONGEST_QUOTE; at--) {
      char c = text.charAt(at);
      if (c == '\n') {
        return -1;
      }
      if (OPENING.indexOf(c) >= 0 && !CharacterKinds.joinsWord(text.at(at - 1))) {
        return at;
      }
    }
    return -1;
  }

  private static int closing(ScannedText text, int position, char open) {
    int kind = OPENING.indexOf(open);
    char alternative = open == '„' ? '”' : open == '“' ? '”' : CLOSING.charAt(kind);
    for (int at = position; at < text.length() && at - position < LONGEST_QUOTE; at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        return -1;
      }
      boolean closes = c == CLOSING.charAt(kind) || c == alternative;
      if (closes && !CharacterKinds.joinsWord(text.at(at + 1))) {
        return at;
      }
    }
    return -1;
  }
}
