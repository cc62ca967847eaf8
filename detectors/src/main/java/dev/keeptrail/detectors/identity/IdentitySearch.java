package dev.keeptrail.detectors.identity;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Parameter;
import dev.keeptrail.detectors.identity.SchemeTable.Entry;
import dev.keeptrail.detectors.identity.Shape.Layout;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.GoodsNumber;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.MaskedValue;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * One search of one text. From each word that holds a digit, and from up to two short words of
 * letters before it, letters and digits are collected over single signs; wherever a word ends, the
 * table is asked for that length. The work for each start is bounded by the longest shape and the
 * number of schemes of one length.
 */
final class IdentitySearch {
  private static final int FEWEST = 5;
  private static final int FEWEST_DIGITS = 3;
  private static final int REACH = 64;
  private static final int REACH_AFTER = 32;
  private static final int LIST_GAP = 8;
  private static final int MOST_GROUPS = 8;
  private static final char ASCII = 128;

  /** Digits and characters of a value that only its label speaks for. */
  private static final int FEWEST_LABELLED = 5;

  private static final int LABELLED = 6;

  private static final double CHECKED_NAMED = 0.95;
  private static final double CHECKED_KIND = 0.8;
  private static final double SHAPED_NAMED = 0.75;
  private static final double SHAPED_KIND = 0.6;
  private static final double LABELLED_SCORE = 0.55;

  private final SchemeTable table;
  private final ScannedText text;
  private final Hits hits;
  private final FindingSink sink;
  private final NumberBorders borders;
  private final Candidate candidate = new Candidate();
  private final Context before;
  private final Context after;
  private final Context parameter;
  private String compact = "";
  private int nearFrom;
  private boolean beforeRead;
  private int afterRead;
  private int mostDigits;

  /** Whether the candidate has letters that are not Latin; no such number tells by itself. */
  private boolean foreign;

  private @Nullable Match last;
  private int lastEnd = -1;

  IdentitySearch(SchemeTable table, ScannedText text, Hits hits, FindingSink sink) {
    this.table = table;
    this.text = text;
    this.borders = new NumberBorders(text);
    this.hits = hits;
    this.sink = sink;
    this.before = new Context(table.schemes().size());
    this.after = new Context(table.schemes().size());
    this.parameter = new Context(table.schemes().size());
    readParameter();
  }

  /** The name of a tool's parameter says what a short value of it is. */
  private void readParameter() {
    Parameter named = text.origin().parameter();
    if (named != null && text.length() <= REACH) {
      String path = named.path();
      ScannedText end =
          TextNormalizer.normalize(path.substring(Math.max(0, path.length() - REACH)));
      table.words().read(end, 0, end.length(), parameter);
    }
  }

  /** A number that was found, and how sure that is. */
  private record Match(
      Scheme scheme, int end, boolean country, double score, Evidence evidence, int length) {
    /** The same, of a scheme that no other could be taken for. */
    Match withCountry() {
      return new Match(scheme, end, true, score, evidence, length);
    }

    boolean isBetterThan(@Nullable Match other) {
      if (other == null) {
        return true;
      }
      boolean more = length > other.length;
      return score > other.score || (score == other.score && more);
    }
  }

  void run() {
    int done = 0;
    for (int run = 0; run < hits.digitRuns(); run++) {
      int digits = hits.digitRunStart(run);
      if (digits >= done) {
        done = hits.digitRunEnd(run);
        int start = borders.wordStart(digits);
        if (start >= 0 && isWorthwhile(run)) {
          nearFrom = Math.max(lastNumberEnd(run), digits - REACH);
          nearFrom = Math.max(nearFrom, MaskedValue.lastGiven(text, nearFrom, digits));
          done = Math.max(done, search(start));
        }
      }
    }
  }

  /** Short numbers that nothing joins are most of a text's numbers, and no one's. */
  private boolean isWorthwhile(int run) {
    int end = hits.digitRunEnd(run);
    return end - hits.digitRunStart(run) >= FEWEST
        || CharacterKinds.isAsciiAlphanumeric(text.at(end))
        || Candidate.isSign(text.at(end))
        || CharacterKinds.isAsciiAlphanumeric(text.at(hits.digitRunStart(run) - 1));
  }

  /** End of the last number before that is long enough to have taken the words before it. */
  private int lastNumberEnd(int run) {
    for (int i = run - 1; i >= 0 && i >= run - LIST_GAP; i--) {
      if (hits.digitRunEnd(i) - hits.digitRunStart(i) >= FEWEST || hits.digitRunEnd(i) <= lastEnd) {
        return hits.digitRunEnd(i);
      }
    }
    return 0;
  }

  /** Tries all starts of one word; returns where to go on, or 0. */
  private int search(int word) {
    beforeRead = false;
    afterRead = -1;
    mostDigits = 0;
    int start = word;
    Match best = null;
    int bestStart = word;
    for (int letters = 0; letters <= 2; letters++) {
      Match match = matchFrom(start);
      if (match != null && match.isBetterThan(best)) {
        best = match;
        bestStart = start;
      }
      int earlier = borders.lettersBefore(start);
      if (earlier < 0 || earlier < lastEnd) {
        break;
      }
      start = earlier;
    }
    if (mostDigits >= FEWEST_LABELLED && (best == null || !best.country())) {
      int end = labelled(word, bestStart, best);
      if (end > 0) {
        return end;
      }
    }
    if (best != null) {
      report(bestStart, best);
      return best.end();
    }
    return 0;
  }

  private @Nullable Match matchFrom(int start) {
    candidate.clear();
    foreign = false;
    Match best = null;
    int at = start;
    char sign = '\0';
    boolean open = false;
    int groups = 1;
    while (candidate.add(SeriesLetters.plain(text.at(at)), sign)) {
      sign = '\0';
      foreign |= text.at(at) >= ASCII;
      at++;
      if (CharacterKinds.isAsciiAlphanumeric(SeriesLetters.plain(text.at(at)))) {
        continue;
      }
      int end = open && NumberBorders.isClosing(text.at(at)) ? at + 1 : at;
      boolean enough = candidate.length() >= FEWEST && candidate.digits() >= FEWEST_DIGITS;
      mostDigits = Math.max(mostDigits, candidate.digits());
      if (enough && borders.mayEnd(end)) {
        Match match = match(start, end);
        best = match != null && match.isBetterThan(best) ? match : best;
      }
      sign = text.at(end);
      open = sign == '(' || sign == '[';
      at = end + 1;
      if (!Candidate.isSign(sign)
          || ++groups > MOST_GROUPS
          || !CharacterKinds.isAsciiAlphanumeric(text.at(at))
          || borders.startsOrdinaryWord(at)) {
        break;
      }
    }
    return best;
  }

  private @Nullable Match match(int start, int end) {
    Match best = null;
    compact = "";
    Spellings entries = table.entries(candidate);
    boolean asked = false;
    boolean several = false;
    boolean named = false;
    int next = entries.next(0, candidate, false);
    for (; next >= 0; next = entries.next(next + 1, candidate, asked && !named)) {
      Entry entry = entries.get(next);
      if (entry.shape().hasSignsOf(candidate)) {
        // WHY: most numbers fit nothing, and reading the words around them is the dear part.
        named = asked ? named : isAnythingNamed(start, end);
        asked = true;
        if (!named && candidate.hasLowerCase()) {
          return null;
        }
        Match match = named || entry.telling() ? judge(entry, start, end) : null;
        several |= match != null && best != null && !match.scheme().id().equals(best.scheme().id());
        best = match != null && match.isBetterThan(best) ? match : best;
      }
    }
    return best == null || several ? best : best.withCountry();
  }

  private boolean isAnythingNamed(int start, int end) {
    return !contextBefore(start).isEmpty()
        || !parameter.isEmpty()
        || (last != null && start - lastEnd <= LIST_GAP)
        || !contextAfter(end).isEmpty();
  }

  private boolean holds(Entry entry) {
    if (compact.isEmpty()) {
      compact = candidate.compact(0);
    }
    int prefix = entry.shape().prefix();
    return entry.scheme().check().holds(prefix == 0 ? compact : compact.substring(prefix));
  }

  private @Nullable Match judge(Entry entry, int start, int end) {
    Scheme scheme = entry.scheme();
    Layout layout = entry.shape().layoutOf(candidate);
    if (layout == Layout.LOOSE && (!scheme.checked() || candidate.isOther())) {
      return null;
    }
    boolean named = isNamed(entry, start, end);
    // WHY: many schemes have numbers of one length; groups of another's layout are not its own.
    boolean kind = named || (layout != Layout.LOOSE && isKindNamed(scheme, start, end));
    boolean telling = !candidate.hasLowerCase() && !foreign && !candidate.isDayWithCount();
    boolean alone = telling && scheme.alone().permits(entry.shape(), layout);
    boolean issue = candidate.length() <= LABELLED && text.at(start - 1) == '#';
    if ((!named && !kind && !alone) || issue || candidate.isOneDigit() || !holds(entry)) {
      return null;
    }
    if (!named && !kind && !scheme.checked() && GoodsNumber.isNamedBefore(text, start)) {
      return null;
    }
    double checkedScore = named ? CHECKED_NAMED : kind ? CHECKED_KIND : 0;
    double shapedScore = named ? SHAPED_NAMED : kind ? SHAPED_KIND : 0;
    double score = scheme.checked() ? checkedScore : shapedScore;
    Evidence evidence =
        scheme.checked() ? Evidence.CHECKSUM : named || kind ? Evidence.CONTEXT : Evidence.PATTERN;
    return new Match(
        scheme,
        end,
        named || alone,
        alone ? Math.max(score, scheme.aloneScore()) : score,
        evidence,
        candidate.length());
  }

  private boolean isNamed(Entry entry, int start, int end) {
    Scheme scheme = entry.scheme();
    int country = entry.country();
    return contextBefore(start).names(scheme, country)
        || contextAfter(end).names(scheme, country)
        || parameter.names(scheme, country)
        || isListedWith(scheme, start);
  }

  private boolean isKindNamed(Scheme scheme, int start, int end) {
    return contextBefore(start).namesKind(scheme.kind())
        || contextAfter(end).namesKind(scheme.kind())
        || isListedKind(scheme, start)
        || parameter.namesKind(scheme.kind());
  }

  private boolean isListedKind(Scheme scheme, int start) {
    return last != null
        && start - lastEnd <= LIST_GAP
        && last.scheme().kind() == scheme.kind()
        && last.evidence() == Evidence.CONTEXT;
  }

  /** Whether the number comes right after one of the same scheme, as in a list. */
  private boolean isListedWith(Scheme scheme, int start) {
    return last != null
        && start - lastEnd <= LIST_GAP
        && last.country()
        && last.scheme().id().equals(scheme.id())
        && last.evidence() != Evidence.PATTERN;
  }

  private Context contextBefore(int start) {
    if (!beforeRead) {
      beforeRead = true;
      before.clear();
      table.words().read(text, Math.max(0, nearFrom), start, before);
    }
    return before;
  }

  private Context contextAfter(int end) {
    if (afterRead != end) {
      afterRead = end;
      after.clear();
      table.words().read(text, end, borders.clauseEnd(end), after);
    }
    return after;
  }

  /**
   * A value right after words for a kind of number, of whatever shape: numbers of countries and
   * offices the table lacks. Returns its end, or 0 if there is none that reaches beyond what was
   * found.
   */
  private int labelled(int word, int start, @Nullable Match match) {
    Context named = contextBefore(word);
    Kind kind = named.lastKind();
    LabelledValue value = kind == null ? null : valueAfter(named.lastKindEnd());
    if (kind == null
        || value == null
        || value.start() > word
        || value.start() < lastEnd
        || (match != null && value.length() <= match.end() - start)
        || value.digits() < FEWEST_LABELLED
        || value.length() < LABELLED
        || value.length() > Shape.MAX_LENGTH
        || isDate(value)
        || !borders.mayEnd(value.end())) {
      return 0;
    }
    double sure = match == null ? LABELLED_SCORE : Math.max(match.score(), LABELLED_SCORE);
    sink.add(value.start(), value.end(), kind.category(), kind.label(), sure, Evidence.CONTEXT);
    lastEnd = value.end();
    last = null;
    return value.end();
  }

  private @Nullable LabelledValue valueAfter(int label) {
    int end = label;
    boolean ascii = text.at(label) < ASCII;
    while (isOfLabel(text.at(end), ascii) && end - label < REACH_AFTER) {
      end++;
    }
    return MaskedValue.holds(text, label - 1, label)
        ? null
        : LabelledValue.after(text, end).orElse(null);
  }

  /** Endings of the label's word; a number in Latin letters may follow one of other letters. */
  private static boolean isOfLabel(char c, boolean ascii) {
    return ascii
        ? CharacterKinds.isAsciiLetter(c)
        : c >= ASCII && (Character.isLetter(c) || CharacterKinds.isPartOfWord(c));
  }

  /** Eight digits in groups that could be a date in some order. */
  private boolean isDate(LabelledValue value) {
    int signs = 0;
    for (int i = value.start(); i < value.end(); i++) {
      signs += text.charAt(i) == '-' ? 1 : 0;
    }
    return signs > 0 && value.digits() <= 8 && value.length() == value.digits() + signs;
  }

  private void report(int start, Match match) {
    Scheme scheme = match.scheme();
    String category = match.country() ? scheme.category() : scheme.kind().category();
    sink.add(start, match.end(), category, scheme.kind().label(), match.score(), match.evidence());
    last = match;
    lastEnd = match.end();
  }
}
