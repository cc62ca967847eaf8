package dev.keeptrail.detectors.phrase;

import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.phrase.PhraseTable.Place;
import dev.keeptrail.detectors.phrase.PhraseTable.Rule;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.Surroundings;

/** Finds where the rules of a table fit in one text. Linear in its hits. One use. */
final class PhraseSearch {
  /** How far around a match a word may stand that makes it harmless. */
  private static final int AROUND = 80;

  private final PhraseTable table;
  private final ScannedText text;

  /** For each rule and column, where phrases so far begin and end; -1 for nowhere. */
  private final int[][] starts;

  private final int[][] ends;

  PhraseSearch(PhraseTable table, ScannedText text) {
    this.table = table;
    this.text = text;
    this.starts = new int[table.rules().size()][];
    this.ends = new int[table.rules().size()][];
  }

  /** Takes what fits. */
  interface Matches {
    void add(int start, int end, Rule rule);
  }

  void run(Hits hits, Matches matches) {
    for (int hit = 0; hit < hits.count(); hit++) {
      int start = hits.start(hit);
      int end = hits.end(hit);
      if (text.isWholeWord(start, end)) {
        for (Place place : table.places(hits.anchor(hit))) {
          take(place, start, end, matches);
        }
      }
    }
  }

  private void take(Place place, int start, int end, Matches matches) {
    Rule rule = table.rules().get(place.rule());
    int[] begun = row(starts, place.rule(), rule);
    int[] ended = row(ends, place.rule(), rule);
    int from = start;
    if (place.column() > 0) {
      int before = ended[place.column() - 1];
      if (before < 0
          || start < before
          || start - before > rule.reach()
          || isParted(before, start)) {
        return;
      }
      from = begun[place.column() - 1];
    }
    begun[place.column()] = from;
    ended[place.column()] = end;
    if (place.column() == rule.columns() - 1 && !isHarmless(from, end)) {
      matches.add(from, end, rule);
    }
  }

  private static int[] row(int[][] rows, int number, Rule rule) {
    int[] row = rows[number];
    if (row == null) {
      row = new int[rule.columns()];
      java.util.Arrays.fill(row, -1);
      rows[number] = row;
    }
    return row;
  }

  boolean isHarmless(int start, int end) {
    if (table.unless().isEmpty()) {
      return false;
    }
    int from = start;
    while (start - from < AROUND && from > 0 && !endsSentence(from - 1)) {
      from--;
    }
    int to = end;
    while (to - end < AROUND && to < text.length() && !endsSentence(to)) {
      to++;
    }
    return Surroundings.any(text, from, to, table.unless());
  }

  private boolean isParted(int from, int to) {
    for (int at = from; at < to; at++) {
      if (endsSentence(at)) {
        return true;
      }
    }
    return false;
  }

  boolean endsSentence(int at) {
    char c = text.at(at);
    char next = text.at(at + 1);
    return switch (c) {
      case '.', '!', '?', ';' -> next == ' ' || next == '\n' || next == '\0';
      case '\n' -> next == '\n' || next == '-' || next == '*' || next == '#';
      case '\u3002', '\uff01', '\uff1f' -> true;
      default -> false;
    };
  }
}
