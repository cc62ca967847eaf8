package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.DecodedText;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads what a page holds and its reader does not see, each as a text of its own: comments of HTML
 * and Markdown, alternative texts and titles, and elements styled to be invisible. Closes the gap
 * where a comment stands inside a word.
 */
final class HiddenMarkup {
  private static final int MIN_CONTENT = 12;
  private static final int MAX_TAG = 400;
  private static final int MAX_CONTENT = 20_000;

  private final Found found;
  private final ScannedText text;
  private final Edits edits;
  private int taken;

  private HiddenMarkup(Found found) {
    this.found = found;
    this.text = found.text();
    this.edits = new Edits(found);
  }

  static void read(Found found, Cues cues) {
    IntList hits = cues.words(CueWords.Kind.MARKUP);
    if (!hits.isEmpty()) {
      new HiddenMarkup(found).read(hits);
    }
  }

  private void read(IntList hits) {
    for (int hit = 0; hit < hits.size(); hit += 2) {
      int start = hits.get(hit);
      int end = hits.get(hit + 1);
      if (start >= taken) {
        taken = Math.max(end, content(start, end));
      }
    }
    edits.read();
  }

  /** Takes the content that is announced here, and returns where it ends. */
  private int content(int start, int end) {
    return switch (text.charAt(start)) {
      case '<' -> comment(start, end);
      case '[' -> take(end, find("\n", end, MAX_CONTENT));
      case '!' -> take(end, find("]", end, MAX_TAG));
      case ']' -> title(end);
      default -> text.charAt(end - 1) == '=' ? attribute(end) : element(end);
    };
  }

  private int comment(int start, int from) {
    int end = find("-->", from, MAX_CONTENT);
    take(from, end);
    int after = Math.min(text.length(), end + 3);
    if (isWord(text.at(start - 1)) && isWord(text.at(after))) {
      edits.drop(start, after, View.HIDDEN);
    }
    return after;
  }

  private static boolean isWord(char c) {
    return CharacterKinds.isPartOfWord(c) || c == '@' || c == '.';
  }

  private int attribute(int from) {
    char quote = text.at(from);
    boolean quoted = quote == '"' || quote == '\'';
    return quoted ? take(from + 1, find(String.valueOf(quote), from + 1, MAX_TAG * 4)) : from;
  }

  /** The title of a Markdown link or image. */
  private int title(int from) {
    int close = find(")", from, MAX_TAG);
    int quote = find("\"", from, close - from);
    return quote < close ? take(quote + 1, find("\"", quote + 1, MAX_TAG)) : close;
  }

  /** The content of an element whose tag says that it does not show. */
  private int element(int from) {
    int start = find(">", from, MAX_TAG);
    if (text.at(start) != '>') {
      return start;
    }
    return take(start + 1, find("</", start + 1, MAX_CONTENT));
  }

  /** Where a sign stands next, or the limit. */
  private int find(String sign, int from, int reach) {
    int limit = (int) Math.min(text.length(), (long) from + reach);
    for (int i = from; i < limit; i++) {
      boolean here = text.charAt(i) == sign.charAt(0);
      for (int j = 1; here && j < sign.length(); j++) {
        here = text.at(i + j) == sign.charAt(j);
      }
      if (here) {
        return i;
      }
    }
    return limit;
  }

  private int take(int from, int to) {
    if (to - from >= MIN_CONTENT) {
      DecodedText form = found.begin(View.HIDDEN, to - from);
      for (int i = from; i < to; i++) {
        form.put(text.charAt(i), i, i + 1);
      }
      found.add(form);
    }
    return to;
  }
}
