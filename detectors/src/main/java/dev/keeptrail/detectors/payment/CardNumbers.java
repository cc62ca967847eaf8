package dev.keeptrail.detectors.payment;

import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;

/**
 * Finds card numbers in the digit runs of a text: one run, or runs parted by single separators.
 * Each start looks at most at 19 digits, so a text full of digits costs linear time.
 */
final class CardNumbers {
  private static final int MIN_DIGITS = 12;
  private static final int MAX_DIGITS = 19;
  private static final int MAX_GAP = 3;
  private static final int REACH = 60;
  private static final int MAX_ACCOUNT = 44;

  /** No card has a longer group behind a short one. */
  private static final int MAX_PLACES = 8;

  private static final int MAX_NOUGHTS = 2;

  /** Digits behind the number on the second track of a stripe, at least. */
  private static final int STRIPE = 7;

  private static final int FOUR = 4;
  private static final int ORDER = 7;
  private static final int BEFORE_VERSION = 8;

  private final ScannedText text;
  private final Hits hits;
  private final CardRecords records;

  CardNumbers(ScannedText text, Hits hits) {
    this.text = text;
    this.hits = hits;
    this.records = new CardRecords(text);
  }

  /** The words, read when the first doubtful number comes. */
  private static final class Words {
    static final WordTable CARD = ContextWords.table("card");
  }

  /** Takes one card number: its digit runs from first to last, and how sure it is. */
  interface Taker {
    void card(int start, int end, double score);
  }

  void find(Taker taker) {
    int run = 0;
    while (run < hits.digitRuns()) {
      int next = findFrom(run, taker);
      run = Math.max(run + 1, next > 0 ? next : findInRecord(run, taker));
    }
  }

  /** Returns the first run behind the card that a record holds here, or 0 if it holds none. */
  private int findInRecord(int first, Taker taker) {
    var number = records.of(hits.digitRunStart(first), hits.digitRunEnd(first));
    if (number == null) {
      return 0;
    }
    taker.card(number.start(), number.end(), number.score());
    int run = first;
    while (run < hits.digitRuns() && hits.digitRunStart(run) < number.end()) {
      run++;
    }
    return run;
  }

  /** Returns the first run after the card that starts here, or 0 if none does. */
  private int findFrom(int first, Taker taker) {
    int start = hits.digitRunStart(first);
    if (!hasEnoughDigits(first) || !mayBegin(start)) {
      return 0;
    }
    var digits = new StringBuilder(MAX_DIGITS);
    int found = 0;
    int end = 0;
    double score = 0;
    for (int run = first; run < hits.digitRuns(); run++) {
      if (run > first && !isGap(run)) {
        break;
      }
      int runEnd = hits.digitRunEnd(run);
      if (digits.length() + runEnd - hits.digitRunStart(run) > MAX_DIGITS) {
        break;
      }
      digits.append(text, hits.digitRunStart(run), runEnd);
      double here = score(digits, first, run);
      boolean ends = mayEnd(runEnd) || hasExponent(runEnd, digits.length() - 1);
      if (here > 0 && ends) {
        found = run + 1;
        end = runEnd;
        score = here;
      }
    }
    if (found > 0 && (isVersion(start, end) || isAmongCodes(start, end))) {
      return 0;
    }
    if (found > 0) {
      taker.card(start, end, score);
    }
    return found;
  }

  /** Numbers of characters fill whole tables: {@code 6203 6204 6529 6525 6596 66EB}. */
  private boolean isAmongCodes(int start, int end) {
    if (text.at(start + FOUR) != ' ' || text.at(start - 1) != ' ' || text.at(end) != ' ') {
      return false;
    }
    int before = code(start - 1 - FOUR, start - 1);
    int after = code(end + 1, end + 1 + FOUR);
    return before >= 0
        && after >= 0
        && before + after > 0
        && !Words.CARD.before(text, start, REACH);
  }

  /** 1 for a code with a letter, 0 for digits; -1 for anything else. */
  private int code(int from, int to) {
    boolean letter = false;
    boolean digit = false;
    for (int at = from; at < to; at++) {
      char c = text.at(at);
      letter |= c >= 'A' && c <= 'F';
      digit |= CharacterKinds.isDigit(c);
      if (c > 'F' || !CharacterKinds.isHexDigit(c)) {
        return -1;
      }
    }
    boolean whole =
        !CharacterKinds.joinsWord(text.at(from - 1)) && !CharacterKinds.joinsWord(text.at(to));
    return !whole || !digit ? -1 : letter ? 1 : 0;
  }

  /** Spares most numbers the work: the run and those behind it have digits enough for a card. */
  private boolean hasEnoughDigits(int first) {
    int digits = 0;
    for (int run = first; run < hits.digitRuns(); run++) {
      if (run > first && !isGap(run)) {
        return false;
      }
      digits += hits.digitRunEnd(run) - hits.digitRunStart(run);
      if (digits >= MIN_DIGITS) {
        return true;
      }
    }
    return false;
  }

  /** Neither the middle of a word nor of a decimal fraction; or the begin of a magnetic stripe. */
  private boolean mayBegin(int start) {
    char c = text.at(start - 1);
    boolean decimal = c == '.' && CharacterKinds.isDigit(text.at(start - 2));
    boolean stripe = c == 'B' && text.at(start - 2) == '%';
    return stripe || (!CharacterKinds.joinsWord(c) && !decimal);
  }

  private boolean mayEnd(int end) {
    char c = text.at(end);
    if (c == '.' && CharacterKinds.isDigit(text.at(end + 1))) {
      return isWhole(end + 1);
    }
    return !CharacterKinds.joinsWord(c) || isLiteral(end) || isStripe(end);
  }

  /** Numbers of tables come out of spreadsheets and data frames with a nought behind the point. */
  private boolean isWhole(int decimals) {
    int at = decimals;
    while (at - decimals < MAX_NOUGHTS && text.at(at) == '0') {
      at++;
    }
    return at > decimals && !CharacterKinds.joinsWord(text.at(at)) && text.at(at) != '.';
  }

  /** A suffix says that it is a long integer. */
  private boolean isLiteral(int end) {
    char c = text.at(end);
    return (c == 'L' || c == 'l' || c == 'n') && !CharacterKinds.joinsWord(text.at(end + 1));
  }

  /** The number that Java knows the form of a class by: {@code serialVersionUID = …L}. */
  private boolean isVersion(int start, int end) {
    return end - start == MAX_DIGITS
        && text.at(end) == 'L'
        && text.subSequence(Math.max(0, start - BEFORE_VERSION), start).contains("UID");
  }

  /** The second track of a magnetic stripe goes on with expiry and service code. */
  private boolean isStripe(int end) {
    int at = end + 1;
    while (at - end <= STRIPE && CharacterKinds.isDigit(text.at(at))) {
      at++;
    }
    return text.at(end) == 'D' && at - end > STRIPE;
  }

  /** The exponent that makes a whole number of a fraction, as spreadsheets write long numbers. */
  private boolean hasExponent(int end, int places) {
    int at = text.at(end + 1) == '+' ? end + 2 : end + 1;
    boolean exponent = (text.at(end) | 32) == 'e';
    return exponent
        && text.at(at) == '0' + places / 10
        && text.at(at + 1) == '0' + places % 10
        && !CharacterKinds.joinsWord(text.at(at + 2));
  }

  private boolean isGap(int run) {
    int from = hits.digitRunEnd(run - 1);
    int to = hits.digitRunStart(run);
    if (to - from > MAX_GAP) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean sentenceEnd = c == '.' && to - from > 1;
      if (sentenceEnd || (c != '-' && c != '.' && !Character.isWhitespace(c))) {
        return false;
      }
    }
    return true;
  }

  private double score(StringBuilder digits, int first, int last) {
    if (digits.length() < MIN_DIGITS) {
      return 0;
    }
    double score = CardNetworks.score(digits);
    if (score == 0 || !Luhn.holds(digits) || isOneDigit(digits)) {
      return 0;
    }
    if (isInsideAccount(hits.digitRunStart(first)) || isDecimal(first, last)) {
      return 0;
    }
    boolean alone = isAlone(first, last);
    if (isOrder(first, last)) {
      return 0;
    }
    if (!alone && isPartOfRow(first, last)) {
      return 0;
    }
    boolean grouped = first == last || isGrouped(first, last);
    if (score == CardNetworks.VAGUE) {
      boolean named = Words.CARD.before(text, hits.digitRunStart(first), REACH);
      return named && alone && isUniform(first, last) ? score : 0;
    }
    if (score == CardNetworks.WEAK) {
      // WHY: in unusual groups, a weak prefix is more likely part of another number.
      return alone && grouped && isUniform(first, last) ? score : 0;
    }
    int size = hits.digitRunEnd(first) - hits.digitRunStart(first);
    // WHY: pairs of digits with signs that change are steps of a drawing.
    boolean plausible = grouped && (size >= FOUR || isUniform(first, last));
    return plausible || (alone && size <= 2 * FOUR && isUniform(first, last)) ? score : 0;
  }

  /** A shop numbers its orders so: {@code 358-2482885-9804191}. */
  private boolean isOrder(int first, int last) {
    return last == first + 2
        && size(first) == 3
        && size(first + 1) == ORDER
        && size(last) == ORDER
        && !Words.CARD.before(text, hits.digitRunStart(first), REACH);
  }

  private int size(int run) {
    return hits.digitRunEnd(run) - hits.digitRunStart(run);
  }

  /** A number smaller than a thousand with so many places behind the point. */
  private boolean isDecimal(int first, int last) {
    return last == first + 1
        && sign(last) == '.'
        && hits.digitRunEnd(first) - hits.digitRunStart(first) < 4
        && hits.digitRunEnd(last) - hits.digitRunStart(last) > MAX_PLACES
        && !hasExponent(hits.digitRunEnd(last), hits.digitRunEnd(last) - hits.digitRunStart(last));
  }

  /** Single digits, or one number a line, that go on before or behind: a ruler, a table. */
  private boolean isPartOfRow(int first, int last) {
    if (first == last) {
      return false;
    }
    int size = hits.digitRunEnd(first) - hits.digitRunStart(first);
    boolean single = size == 1;
    for (int run = first + 1; run <= last; run++) {
      single &= hits.digitRunEnd(run) - hits.digitRunStart(run) == 1;
      if (size > 1 && text.charAt(hits.digitRunEnd(run - 1)) != '\n') {
        return false;
      }
    }
    return size > 1 || single;
  }

  /** The same sign between all groups; a line break counts as the space it replaces. */
  private boolean isUniform(int first, int last) {
    for (int run = first + 2; run <= last; run++) {
      if (sign(run) != sign(run - 1)) {
        return false;
      }
    }
    return true;
  }

  private char sign(int run) {
    char c = text.charAt(hits.digitRunEnd(run - 1));
    return Character.isWhitespace(c) ? ' ' : c;
  }

  /** Groups behind the two letters and two digits that start an international account number. */
  private boolean isInsideAccount(int start) {
    int at = start - 1;
    while (start - at < MAX_ACCOUNT && isAccount(text.at(at))) {
      at--;
    }
    for (int head = at + 1; head + 4 < start; head++) {
      boolean letters = isCapital(text.at(head)) && isCapital(text.at(head + 1));
      boolean digits =
          CharacterKinds.isDigit(text.at(head + 2)) && CharacterKinds.isDigit(text.at(head + 3));
      if (letters && digits && !text.insideWord(head)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAccount(char c) {
    return CharacterKinds.isDigit(c) || isCapital(c) || c == ' ';
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** Groups as on a card: four digits first, or all groups of the same small size. */
  private boolean isGrouped(int first, int last) {
    int size = hits.digitRunEnd(first) - hits.digitRunStart(first);
    if (last - first < 2) {
      return false;
    }
    boolean even = true;
    for (int run = first + 1; run < last; run++) {
      even &= hits.digitRunEnd(run) - hits.digitRunStart(run) == size;
    }
    return even || (size == 4 && last - first == 2);
  }

  /** No further group before or after: then any grouping will do. */
  private boolean isAlone(int first, int last) {
    return (first == 0 || !isGap(first)) && (last + 1 == hits.digitRuns() || !isGap(last + 1));
  }

  private static boolean isOneDigit(CharSequence digits) {
    for (int i = 1; i < digits.length(); i++) {
      if (digits.charAt(i) != digits.charAt(0)) {
        return false;
      }
    }
    return true;
  }
}
