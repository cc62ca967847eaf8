package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Reads what is written down a numbered list, a character to an item: {@code 1. 4}, {@code 2. 1}
 * and so on. An item that holds none, or says {@code space}, is a space.
 */
final class NumberedItems {
  private static final int MIN_ITEMS = 8;
  private static final int MAX_INDENT = 8;
  private static final int MAX_LINE = 40;
  private static final int MAX_DIGITS = 3;
  private static final int MAX_WRAPPERS = 2;
  private static final String MARKS = ".):";
  private static final String WRAPPERS = "`\"'*";
  private static final String[] SPACES = {"space", "(space)", "[space]"};

  private final ScannedText text;
  private final Edits edits;

  private NumberedItems(Found found) {
    this.text = found.text();
    this.edits = new Edits(found);
  }

  /**
   * One line of a list.
   *
   * @param number before the mark
   * @param start of the line
   * @param character place of the character, or -1 for a space
   * @param end of what stands on the line
   */
  private record Item(int number, int start, int character, int end) {
    static final Item NONE = new Item(-1, 0, 0, 0);
  }

  static void read(Found found, Cues cues) {
    IntList hits = cues.words(CueWords.Kind.ITEM);
    if (!hits.isEmpty()) {
      new NumberedItems(found).read(hits);
    }
  }

  private void read(IntList hits) {
    int taken = 0;
    for (int hit = 0; hit < hits.size(); hit += 2) {
      if (hits.get(hit) >= taken) {
        taken = list(hits.get(hit), taken);
      }
    }
    edits.read();
  }

  /** Reads the list that has an item here, and returns where it ends. */
  private int list(int at, int least) {
    Item item = item(text, lineStart(text, at + 1));
    if (item.number() < 0) {
      return least;
    }
    Item first = item;
    while (first.start() > least) {
      Item before = item(text, lineStart(text, first.start() - 1));
      if (before.number() < 0 || before.number() + 1 != first.number()) {
        break;
      }
      first = before;
    }
    int count = 1;
    item = first;
    for (Item next = next(item); next.number() == item.number() + 1; next = next(item)) {
      item = next;
      count++;
    }
    if (count >= MIN_ITEMS) {
      close(first, item.number());
    }
    return Math.max(least, item.end());
  }

  private Item next(Item item) {
    int at = lineEnd(item.end());
    return text.at(at) == '\n' ? item(text, at + 1) : Item.NONE;
  }

  /** End of the blanks that stand here, and of a carriage return behind them. */
  private int lineEnd(int from) {
    int at = from;
    while (at - from < MAX_INDENT && isBlank(text.at(at))) {
      at++;
    }
    return text.at(at) == '\r' ? at + 1 : at;
  }

  private void close(Item first, int last) {
    Item item = first;
    int from = item.start();
    while (true) {
      if (item.character() < 0) {
        edits.replace(from, item.end(), ' ', View.SPACED);
        from = item.end();
      } else {
        edits.drop(from, item.character(), View.SPACED);
        from = item.character() + 1;
      }
      if (item.number() == last) {
        edits.drop(from, item.end(), View.SPACED);
        return;
      }
      item = next(item);
    }
  }

  /** Start of a line; a place within it if it is longer than an item's. */
  private static int lineStart(ScannedText text, int at) {
    int start = at;
    while (start > 0 && at - start < MAX_LINE && text.charAt(start - 1) != '\n') {
      start--;
    }
    return start;
  }

  private static boolean beginsLine(ScannedText text, int at) {
    return at == 0 || text.charAt(at - 1) == '\n';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static Item item(ScannedText text, int start) {
    if (!beginsLine(text, start)) {
      return Item.NONE;
    }
    int at = start;
    while (at - start < MAX_INDENT && isBlank(text.at(at))) {
      at++;
    }
    int digits = at;
    int number = 0;
    while (at - digits < MAX_DIGITS && CharacterKinds.isDigit(text.at(at))) {
      number = number * 10 + text.at(at) - '0';
      at++;
    }
    if (at == digits || MARKS.indexOf(text.at(at)) < 0) {
      return Item.NONE;
    }
    at++;
    int blank = at;
    while (at - blank < MAX_INDENT && isBlank(text.at(at))) {
      at++;
    }
    return at == blank && !endsLine(text, at) ? Item.NONE : content(text, start, number, at);
  }

  private static Item content(ScannedText text, int start, int number, int from) {
    if (endsLine(text, from)) {
      return new Item(number, start, -1, from);
    }
    for (String space : SPACES) {
      if (text.at(from) == space.charAt(0) && holds(text, from, space)) {
        return new Item(number, start, -1, from + space.length());
      }
    }
    int at = from;
    while (at - from < MAX_WRAPPERS
        && WRAPPERS.indexOf(text.at(at)) >= 0
        && !endsLine(text, at + 1)) {
      at++;
    }
    int wrappers = at - from;
    int end = at + 1;
    for (int i = 0; i < wrappers; i++) {
      if (text.at(end) != text.at(from + wrappers - 1 - i)) {
        return Item.NONE;
      }
      end++;
    }
    int rest = end;
    while (rest - end < MAX_INDENT && isBlank(text.at(rest))) {
      rest++;
    }
    return endsLine(text, rest) ? new Item(number, start, at, end) : Item.NONE;
  }

  private static boolean holds(ScannedText text, int from, String word) {
    for (int i = 0; i < word.length(); i++) {
      if ((text.at(from + i) | 32) != (word.charAt(i) | 32)) {
        return false;
      }
    }
    return endsLine(text, from + word.length());
  }

  private static boolean endsLine(ScannedText text, int at) {
    char c = text.at(at);
    return c == '\n' || c == '\r' || (c == '\0' && at >= text.length());
  }

  /**
   * Start of the list that may go on behind the position, which is that of its first item's line;
   * the position if there is none.
   */
  static int openRow(ScannedText text, int position) {
    int start = lineStart(text, position);
    if (!beginsLine(text, start) || !mayBegin(text, start, position)) {
      return position;
    }
    int first = start;
    // The unfinished line's own number may lack digits.
    int number = -1;
    while (first > 0) {
      Item before = item(text, lineStart(text, first - 1));
      if (before.number() < 0 || (number >= 0 && before.number() + 1 != number)) {
        break;
      }
      first = before.start();
      number = before.number();
    }
    return first == start && isBlank(text, start, position) ? position : first;
  }

  private static boolean isBlank(ScannedText text, int from, int to) {
    int at = from;
    while (at < to && isBlank(text.charAt(at))) {
      at++;
    }
    return at == to;
  }

  /** Whether an unfinished line may become an item. */
  private static boolean mayBegin(ScannedText text, int start, int position) {
    int at = start;
    while (at < position && isBlank(text.charAt(at))) {
      at++;
    }
    int digits = at;
    while (at < position && CharacterKinds.isDigit(text.charAt(at))) {
      at++;
    }
    if (at == position) {
      return at - digits <= MAX_DIGITS;
    }
    if (at == digits || at - digits > MAX_DIGITS || MARKS.indexOf(text.charAt(at)) < 0) {
      return false;
    }
    at++;
    while (at < position && isBlank(text.charAt(at))) {
      at++;
    }
    return position - at <= 1 + 2 * MAX_WRAPPERS + SPACES[1].length();
  }
}
