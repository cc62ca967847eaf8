package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Locale;
import java.util.Set;

/**
 * Joins what code and markup only write in pieces: string literals that are added to each other,
 * rows of short literals, and words in which tags that part nothing or comments stand.
 */
final class Pieces {
  /** Literals that are added to each other are one string, however many. */
  private static final int MAX_ADDED = 64;

  /** Of others, only rows of short ones are likely to be one value. */
  private static final int MAX_LISTED = 6;

  private static final int MIN_LISTED = 3;
  private static final int MAX_BORDER = 64;
  private static final String BETWEEN = "+,&|.";
  private static final int LAG = 4;
  private static final int MAX_TAG = 200;
  private static final int MAX_NAME = 8;
  private static final int MAX_COMMENT = 64;

  /** Elements whose borders part no words where a page is shown. */
  private static final Set<String> INLINE =
      Set.of(
          "a", "b", "big", "code", "del", "em", "font", "i", "ins", "mark", "s", "small", "span",
          "strong", "sub", "sup", "tspan", "tt", "u", "w:r", "w:t", "wbr");

  private final ScannedText text;
  private final Edits edits;
  private int taken;

  private Pieces(Found found) {
    this.text = found.text();
    this.edits = new Edits(found);
  }

  static void read(Found found, Cues cues) {
    IntList glue = cues.words(CueWords.Kind.GLUE);
    if (!glue.isEmpty()) {
      new Pieces(found).literals(glue);
    }
    IntList tags = cues.words(CueWords.Kind.TAG);
    if (!tags.isEmpty()) {
      new Pieces(found).tags(tags);
    }
  }

  private void literals(IntList hits) {
    int hit = 0;
    while (hit < hits.size()) {
      int first = hit;
      int most = isAdded(hits, hit) ? MAX_ADDED : MAX_LISTED;
      hit += 2;
      while (hit < hits.size() && follows(hits, hit, most)) {
        hit += 2;
      }
      boolean joined = most == MAX_ADDED || isEven(hits, first, hit);
      if (joined) {
        for (int i = first; i < hit; i += 2) {
          edits.drop(hits.get(i), hits.get(i + 1), View.SPACED);
        }
      }
      // WHY: cues are forgotten with each search, and a row that goes on must be seen as one.
      if (hit == hits.size() && most == MAX_LISTED) {
        awaitNext(hits.get(hit - 1), text.charAt(hits.get(hit - 2)), most);
      }
    }
    edits.read();
  }

  /** In a text that goes on, the border of the next piece may make a row of them. */
  private void awaitNext(int from, char sign, int most) {
    int at = from;
    while (at - from <= most && text.at(at) != sign && at < text.length()) {
      at++;
    }
    int end = at + 1;
    while (end - at < MAX_BORDER && isBetween(text.at(end))) {
      end++;
    }
    // WHY: the search for borders may be a few characters behind.
    var ignored = text.at(end + LAG);
  }

  private static boolean isBetween(char c) {
    return Character.isWhitespace(c) || BETWEEN.indexOf(c) >= 0;
  }

  /** Whether a row is of several pieces as long as each other, the first and the last apart. */
  private static boolean isEven(IntList hits, int from, int to) {
    boolean even = to - from >= 2 * MIN_LISTED;
    for (int i = from + 4; i < to; i += 2) {
      even &= hits.get(i) - hits.get(i - 1) == hits.get(i - 2) - hits.get(i - 3);
    }
    return even;
  }

  private boolean isAdded(IntList hits, int hit) {
    for (int i = hits.get(hit); i < hits.get(hit + 1); i++) {
      char c = text.charAt(i);
      if (c == '+' || c == '&' || c == '|') {
        return true;
      }
    }
    return false;
  }

  /** Whether a border of pieces is like the one before, with a short piece between them. */
  private boolean follows(IntList hits, int hit, int most) {
    int from = hits.get(hit - 1);
    int to = hits.get(hit);
    if (to <= from || to - from > most || !isSame(hits, hit)) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'' || c == '\n') {
        return false;
      }
    }
    return true;
  }

  private boolean isSame(IntList hits, int hit) {
    int before = hits.get(hit - 2);
    int here = hits.get(hit);
    return text.charAt(before) == text.charAt(here)
        && text.charAt(hits.get(hit - 1) - 1) == text.charAt(hits.get(hit + 1) - 1)
        && isAdded(hits, hit - 2) == isAdded(hits, hit);
  }

  private void tags(IntList hits) {
    for (int hit = 0; hit < hits.size(); hit += 2) {
      int start = hits.get(hit);
      if (start < taken || !isWord(text.at(start - 1))) {
        continue;
      }
      int end = start;
      for (int next = gapEnd(end); next > end; next = gapEnd(end)) {
        end = next;
      }
      if (end > start && isWord(text.at(end))) {
        edits.drop(start, end, View.HIDDEN);
      } else if (end == start) {
        end = lineBreakEnd(start);
      }
      taken = Math.max(taken, end);
    }
    edits.read();
  }

  /** Letters and digits, and the signs inside of addresses and keys. */
  private static boolean isWord(char c) {
    return CharacterKinds.isPartOfWord(c) || c == '@' || c == '.' || c == '-';
  }

  /** End of the tag or comment that stands here, or the place itself. */
  private int gapEnd(int start) {
    if (text.at(start) == '/' && text.at(start + 1) == '*') {
      int end = start + 2;
      while (end - start < MAX_COMMENT && !(text.at(end) == '*' && text.at(end + 1) == '/')) {
        end++;
      }
      return end - start < MAX_COMMENT ? end + 2 : start;
    }
    return text.at(start) == '<' ? tagEnd(start) : start;
  }

  private int tagEnd(int start) {
    int name = text.at(start + 1) == '/' ? start + 2 : start + 1;
    int end = name;
    while (end - name < MAX_NAME && isName(text.at(end))) {
      end++;
    }
    if (!INLINE.contains(text.subSequence(name, end).toLowerCase(Locale.ROOT))) {
      return start;
    }
    while (end - start < MAX_TAG && text.at(end) != '>' && text.at(end) != '<') {
      end++;
    }
    return text.at(end) == '>' ? end + 1 : start;
  }

  /** A page breaks lines where a text would have white space: between groups of digits. */
  private int lineBreakEnd(int start) {
    int end = start + 3;
    if (text.at(start + 1) != 'b' && text.at(start + 1) != 'B') {
      return start;
    }
    while (end - start <= MAX_NAME && (text.at(end) == ' ' || text.at(end) == '/')) {
      end++;
    }
    boolean between =
        text.at(end) == '>'
            && CharacterKinds.isDigit(text.at(start - 1))
            && CharacterKinds.isDigit(text.at(end + 1));
    if (!between) {
      return start;
    }
    edits.replace(start, end + 1, ' ', View.HIDDEN);
    return end + 1;
  }

  private static boolean isName(char c) {
    return CharacterKinds.isAsciiLetter(c) || c == ':';
  }
}
