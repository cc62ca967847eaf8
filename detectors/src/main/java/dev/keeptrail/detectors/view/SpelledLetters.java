package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Reads letters that are spelled by words, as on the telephone: {@code b as in boy, o as in otter,
 * b as in boy at example dot com}. Digits and single letters between belong to the row, and so do
 * the words for the signs of an address. Confined to one scan.
 */
final class SpelledLetters {
  private static final String AS_IN = " as in ";
  private static final int MIN_ITEMS = 2;
  private static final int MIN_CHARACTERS = 3;
  private static final int MAX_WORD = 24;
  private static final int MAX_GAP = 4;
  private static final int MAX_ROW = 2_000;
  private static final Set<String> ATS = Set.of("at", "@");
  private static final String SPACE = "space";
  private static final String DOT = "dot";
  private static final String GAPS = " ,.;-\n\r\t";
  private static final int STRIDE = 3;
  private static final Set<String> FILLING =
      Set.of("and", "then", "capital", "small", "letter", SPACE);

  private final ScannedText text;
  private final Edits edits;

  private SpelledLetters(Found found) {
    this.text = found.text();
    this.edits = new Edits(found);
  }

  static void read(Found found, Cues cues) {
    IntList hits = cues.words(CueWords.Kind.SIGN);
    SpelledLetters letters = null;
    int taken = 0;
    for (int hit = 0; hit < hits.size(); hit += 2) {
      int start = hits.get(hit);
      if (hits.get(hit + 1) - start == AS_IN.length() && start > taken) {
        letters = letters == null ? new SpelledLetters(found) : letters;
        taken = Math.max(taken, letters.row(start - 1, start));
      }
    }
    if (letters != null) {
      letters.edits.read();
    }
  }

  /** Reads the row whose first letter stands there; returns where it ends. */
  private int row(int first, int hit) {
    var row = new IntList();
    int items = 0;
    int characters = 0;
    int last = first;
    int at = first;
    int end = unitEnd(at);
    while (end > 0 && end - first < MAX_ROW) {
      if (at > last) {
        add(row, last, at, isSpace(last, at) ? ' ' : 0);
      }
      if (end - at > 1) {
        add(row, at + 1, end, 0);
        items++;
      }
      characters++;
      last = end;
      at = nextUnit(last);
      end = unitEnd(at);
    }
    if (items < MIN_ITEMS || characters < MIN_CHARACTERS) {
      return hit;
    }
    last = host(row, last);
    for (int i = 0; i < row.size(); i += STRIDE) {
      if (row.get(i + 2) == 0) {
        edits.drop(row.get(i), row.get(i + 1), View.SPELLED);
      } else {
        edits.replace(row.get(i), row.get(i + 1), row.get(i + 2), View.SPELLED);
      }
    }
    return last;
  }

  private static void add(IntList row, int start, int end, int codePoint) {
    row.add(start);
    row.add(end);
    row.add(codePoint);
  }

  /** End of a letter with its word, or of a letter or digit alone; -1 for anything else. */
  private int unitEnd(int at) {
    boolean alone =
        CharacterKinds.isAsciiAlphanumeric(text.at(at))
            && !CharacterKinds.isPartOfWord(text.at(at - 1))
            && !CharacterKinds.isPartOfWord(text.at(at + 1));
    if (!alone) {
      return -1;
    }
    int word = at + 1 + AS_IN.length();
    // WHY: sign by sign, so that a text that goes on is waited for where it decides.
    for (int i = 0; i < AS_IN.length(); i++) {
      if (CaseFolding.fold(text.at(at + 1 + i)) != AS_IN.charAt(i)) {
        return at + 1;
      }
    }
    boolean same = CaseFolding.fold(text.at(word)) == CaseFolding.fold(text.at(at));
    return same ? wordEnd(word) : at + 1;
  }

  /** Over what stands between two units. */
  private int nextUnit(int from) {
    int at = gapEnd(from);
    int end = wordEnd(at);
    while (FILLING.contains(CaseFolding.fold(text.subSequence(at, end)))) {
      at = gapEnd(end);
      end = wordEnd(at);
    }
    return at;
  }

  private boolean isSpace(int from, int to) {
    return CaseFolding.fold(text.subSequence(from, to)).contains(SPACE);
  }

  /** The host of an address behind the row: a word for the sign, and words with dots between. */
  private int host(IntList row, int from) {
    int sign = gapEnd(from);
    int signEnd = text.at(sign) == '@' ? sign + 1 : wordEnd(sign);
    int label = gapEnd(signEnd);
    int end = labelEnd(label);
    if (!ATS.contains(CaseFolding.fold(text.subSequence(sign, signEnd))) || end == label) {
      return from;
    }
    add(row, from, label, '@');
    int dot = gapEnd(end);
    while (dot > end && CaseFolding.fold(text.subSequence(dot, wordEnd(dot))).equals(DOT)) {
      int next = gapEnd(dot + DOT.length());
      if (labelEnd(next) == next) {
        return end;
      }
      add(row, end, next, '.');
      end = labelEnd(next);
      dot = gapEnd(end);
    }
    return end;
  }

  private int gapEnd(int from) {
    int end = from;
    while (end - from < MAX_GAP && GAPS.indexOf(text.at(end)) >= 0) {
      end++;
    }
    return end;
  }

  private int wordEnd(int from) {
    int end = from;
    while (end - from < MAX_WORD && CharacterKinds.isPartOfWord(text.at(end))) {
      end++;
    }
    return end;
  }

  private int labelEnd(int from) {
    int end = from;
    while (end - from < MAX_WORD && isInHost(text.at(end), text.at(end + 1))) {
      end++;
    }
    return end;
  }

  private static boolean isInHost(char c, char next) {
    return CharacterKinds.isAsciiAlphanumeric(c)
        || ((c == '-' || c == '.') && CharacterKinds.isAsciiAlphanumeric(next));
  }
}
