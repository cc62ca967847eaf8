package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads rows of digits written as words, in seven languages. Words such as "dash" put the sign in;
 * "double" and "triple" repeat what follows. Shorter rows are prose.
 */
final class SpelledDigits {
  private static final int MIN_DIGITS = 5;
  private static final int MAX_WORD = 8;
  private static final int MAX_GAP = 3;
  private static final int DASH = 10;
  private static final int DOUBLE = 12;
  private static final int TRIPLE = 13;

  private final ScannedText text;
  private final Edits edits;

  /** Start, end and value of each word of the row at hand. */
  private IntList row = new IntList();

  private SpelledDigits(Found found) {
    this.text = found.text();
    this.edits = new Edits(found);
  }

  /** The words; made when a text first holds a spelled digit. */
  private static final class Words {
    private static final Map<String, Integer> VALUES = values();

    private static Map<String, Integer> values() {
      var values = new HashMap<String, Integer>();
      for (String language :
          new String[] {
            "zero one two three four five six seven eight nine",
            "null eins zwei drei vier f\u00fcnf sechs sieben acht neun",
            "z\u00e9ro un deux trois quatre cinq six sept huit neuf",
            "cero uno dos tres cuatro cinco seis siete ocho nueve",
            "nul uno due tre quattro cinque sei sette otto nove",
            "zero um dois tr\u00eas quatro cinco seis sete oito nove",
            "nul een twee drie vier vijf zes zeven acht negen",
            "oh ein zwo"
          }) {
        String[] words = language.split(" ", -1);
        for (int digit = 0; digit < words.length; digit++) {
          values.putIfAbsent(words[digit], digit);
        }
      }
      values.put("dash", DASH);
      values.put("hyphen", DASH);
      values.put("minus", DASH);
      values.put("double", DOUBLE);
      values.put("triple", TRIPLE);
      return Map.copyOf(values);
    }
  }

  static void read(Found found, Cues cues) {
    IntList hits = cues.words(CueWords.Kind.DIGIT);
    // WHY: two are the least that a row of five has among the words that are anchors.
    if (hits.size() >= 4 || (found.isProbing() && !hits.isEmpty())) {
      new SpelledDigits(found).read(hits);
    }
  }

  private void read(IntList hits) {
    int taken = 0;
    for (int hit = 0; hit < hits.size(); hit += 2) {
      int start = hits.get(hit);
      if (start >= taken && !text.insideWord(start)) {
        taken = row(start);
      }
    }
    edits.read();
  }

  /** Reads the row around a word, and returns its end. */
  private int row(int start) {
    row = new IntList();
    int at = start;
    int before = wordBefore(at);
    for (int i = 0; i < MIN_DIGITS && before >= 0; i++) {
      at = before;
      before = wordBefore(at);
    }
    int digits = 0;
    int end = at;
    while (at >= 0) {
      end = wordEnd(at);
      Integer value = Words.VALUES.get(CaseFolding.fold(text.subSequence(at, end)));
      if (value == null) {
        break;
      }
      row.add(at);
      row.add(end);
      row.add(value);
      digits += value < DASH ? 1 : value - 11;
      at = wordAfter(end);
    }
    if (digits >= MIN_DIGITS) {
      rewrite();
    }
    return end;
  }

  /** Start of the row of digit words that ends at a position; the position if none does. */
  static int openRow(ScannedText text, int position) {
    var search = new SpelledDigits(Found.probe(text));
    int start = position;
    for (int before = search.wordBefore(start); before >= 0; before = search.wordBefore(start)) {
      start = before;
    }
    return start;
  }

  private void rewrite() {
    int repeat = 1;
    int from = row.get(0);
    for (int i = 0; i < row.size(); i += 3) {
      int end = row.get(i + 1);
      int value = row.get(i + 2);
      if (value >= DOUBLE) {
        repeat = value - 10;
        continue;
      }
      for (int times = 0; times < repeat; times++) {
        edits.replace(from, end, value == DASH ? '-' : '0' + value, View.SPELLED);
      }
      repeat = 1;
      from = end;
    }
  }

  private int wordEnd(int start) {
    int end = start;
    while (end - start <= MAX_WORD && Character.isLetter(text.at(end))) {
      end++;
    }
    return end;
  }

  private static boolean isGap(char c) {
    return c == ' ' || c == '-' || c == ',' || c == '\n' || c == '.';
  }

  private int wordAfter(int end) {
    int at = end;
    while (at - end <= MAX_GAP && isGap(text.at(at))) {
      at++;
    }
    return at > end && Character.isLetter(text.at(at)) ? at : -1;
  }

  /** Start of the digit word before, or -1. */
  private int wordBefore(int start) {
    int end = start;
    while (start - end <= MAX_GAP && isGap(text.at(end - 1))) {
      end--;
    }
    int word = end;
    while (end - word <= MAX_WORD && Character.isLetter(text.at(word - 1))) {
      word--;
    }
    boolean known =
        end < start
            && end - word <= MAX_WORD
            && Words.VALUES.containsKey(CaseFolding.fold(text.subSequence(word, end)));
    return known ? word : -1;
  }
}
