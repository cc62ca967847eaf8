package dev.keeptrail.detectors.identity;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.identity.SchemeTable.Entry;
import dev.keeptrail.detectors.identity.Shape.Layout;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/**
 * One search of one text. From each word that holds a digit, and from up to two short words of
 * letters before it, letters and digits are collected over single signs; wherever a word ends, the
 * table is asked for that length. The work for each start is bounded by the longest shape and the
 * number of schemes of one length.
 */
final class IdentitySearch {
  private static final int FEWEST = 4;
  private static final int FEWEST_DIGITS = 3;
  private static final int LETTERS_BEFORE = 6;
  private static final int REACH = 64;
  private static final int REACH_AFTER = 32;
  private static final int LIST_GAP = 8;

  private static final double CHECKED_NAMED = 0.95;
  private static final double CHECKED_KIND = 0.8;
  private static final double SHAPED_NAMED = 0.75;
  private static final double SHAPED_KIND = 0.6;

  private final SchemeTable table;
  private final ScannedText text;
  private final Hits hits;
  private final FindingSink sink;
  private final Candidate candidate = new Candidate();
  private final Context before;
  private final Context after;
  private int nearFrom;
  private boolean beforeRead;
  private int afterRead;
  private @Nullable Match last;
  private int lastEnd = -1;

  IdentitySearch(SchemeTable table, ScannedText text, Hits hits, FindingSink sink) {
    this.table = table;
    this.text = text;
    this.hits = hits;
    this.sink = sink;
    this.before = new Context(table.schemes().size());
    this.after = new Context(table.schemes().size());
  }

  /** A number that was found, and how sure that is. */
  private record Match(
      Scheme scheme, int end, boolean country, double score, Evidence evidence, int length) {
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
        int start = wordStart(digits);
        if (start >= 0 && isWorthwhile(run)) {
          nearFrom = Math.max(lastNumberEnd(run), digits - REACH);
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

  /** Where the word that holds the digits starts; -1 if it is too long or no start for a number. */
  private int wordStart(int digits) {
    int start = digits;
    while (digits - start <= Shape.MAX_LENGTH
        && CharacterKinds.isAsciiAlphanumeric(text.at(start - 1))) {
      start--;
    }
    return digits - start > Shape.MAX_LENGTH || !mayStart(start) ? -1 : start;
  }

  private boolean mayStart(int start) {
    char c = text.at(start - 1);
    if (CharacterKinds.joinsWord(c) || c == '@' || c == '+') {
      return false;
    }
    return (c != '-' && c != '.' && c != '/') || !holdsDigit(start - 1);
  }

  /** Whether the word that ends here holds a digit, as far back as matters. */
  private boolean holdsDigit(int end) {
    int at = end - 1;
    while (end - at <= 2 * LETTERS_BEFORE && CharacterKinds.isAsciiAlphanumeric(text.at(at))) {
      if (CharacterKinds.isDigit(text.at(at))) {
        return true;
      }
      at--;
    }
    return false;
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
    int start = word;
    int furthest = 0;
    Match best = null;
    int bestStart = word;
    for (int letters = 0; letters <= 2; letters++) {
      Match match = matchFrom(start);
      if (match != null && match.isBetterThan(best)) {
        best = match;
        bestStart = start;
      }
      int earlier = lettersBefore(start);
      if (earlier < 0 || earlier < lastEnd) {
        break;
      }
      start = earlier;
    }
    if (best != null) {
      report(bestStart, best);
      furthest = best.end();
    }
    return furthest;
  }

  /** Start of a short word of letters that one sign parts from this start, or -1. */
  private int lettersBefore(int start) {
    if (!Candidate.isSign(text.at(start - 1))) {
      return -1;
    }
    int at = start - 1;
    while (start - at <= LETTERS_BEFORE + 1 && CharacterKinds.isAsciiLetter(text.at(at - 1))) {
      at--;
    }
    boolean word = at < start - 1 && start - at <= LETTERS_BEFORE + 1;
    return word && mayStart(at) ? at : -1;
  }

  private @Nullable Match matchFrom(int start) {
    candidate.clear();
    Match best = null;
    int at = start;
    char sign = '\0';
    boolean open = false;
    while (candidate.add(text.at(at), sign)) {
      sign = '\0';
      at++;
      if (CharacterKinds.isAsciiAlphanumeric(text.at(at))) {
        continue;
      }
      int end = open && isClosing(text.at(at)) ? at + 1 : at;
      if (mayEnd(end)) {
        Match match = match(start, end);
        best = match != null && match.isBetterThan(best) ? match : best;
      }
      sign = text.at(end);
      open = sign == '(' || sign == '[';
      at = end + 1;
      if (!Candidate.isSign(sign) || !CharacterKinds.isAsciiAlphanumeric(text.at(at))) {
        break;
      }
    }
    return best;
  }

  private static boolean isClosing(char c) {
    return c == ')' || c == ']';
  }

  private boolean mayEnd(int end) {
    char c = text.at(end);
    if (candidate.length() < FEWEST
        || candidate.digits() < FEWEST_DIGITS
        || CharacterKinds.joinsWord(c)
        || c == '@'
        || c == '%') {
      return false;
    }
    boolean goesOn = c == '-' || c == '.' || c == '/' || c == ',';
    return !goesOn || !CharacterKinds.isDigit(text.at(end + 1)) || isListed(c, end);
  }

  /** A comma without space parts numbers unless it is a decimal one. */
  private boolean isListed(char c, int end) {
    return c == ',' && CharacterKinds.isDigit(text.at(end + 4));
  }

  private @Nullable Match match(int start, int end) {
    Match best = null;
    for (Entry entry : table.entries(candidate)) {
      if (entry.shape().fits(candidate)) {
        Match match = judge(entry, start, end);
        best = match != null && match.isBetterThan(best) ? match : best;
      }
    }
    return best;
  }

  private @Nullable Match judge(Entry entry, int start, int end) {
    Scheme scheme = entry.scheme();
    Layout layout = entry.shape().layoutOf(candidate);
    if (layout == Layout.LOOSE && !scheme.checked()) {
      return null;
    }
    boolean named = isNamed(scheme, start, end);
    boolean kind = named || isKindNamed(scheme, start, end);
    boolean alone = scheme.alone().permits(entry.shape(), layout) && !candidate.hasLowerCase();
    if ((!named && !kind && !alone)
        || candidate.isOneDigit()
        || !scheme.check().holds(candidate.compact(entry.shape().prefix()))) {
      return null;
    }
    double checkedScore = named ? CHECKED_NAMED : kind ? CHECKED_KIND : 0;
    double shapedScore = named ? SHAPED_NAMED : kind ? SHAPED_KIND : 0;
    double score = scheme.checked() ? checkedScore : shapedScore;
    Evidence evidence =
        scheme.checked() ? Evidence.CHECKSUM : named || kind ? Evidence.CONTEXT : Evidence.PATTERN;
    boolean country = named || alone;
    return new Match(
        scheme,
        end,
        country,
        alone ? Math.max(score, scheme.aloneScore()) : score,
        evidence,
        candidate.length());
  }

  private boolean isNamed(Scheme scheme, int start, int end) {
    int country = table.words().country(scheme);
    return contextBefore(start).names(scheme, country)
        || contextAfter(end).names(scheme, country)
        || isListedWith(scheme, start);
  }

  private boolean isKindNamed(Scheme scheme, int start, int end) {
    return contextBefore(start).namesKind(scheme.kind())
        || contextAfter(end).namesKind(scheme.kind());
  }

  /** Whether the number comes right after one of the same scheme, as in a list. */
  private boolean isListedWith(Scheme scheme, int start) {
    return last != null
        && start - lastEnd <= LIST_GAP
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
      table.words().read(text, end, clauseEnd(end), after);
    }
    return after;
  }

  /** How far the words after a number may be about it. */
  private int clauseEnd(int end) {
    int at = end;
    while (at < text.length() && at - end < REACH_AFTER) {
      char c = text.at(at);
      if (c == ','
          || c == ';'
          || c == ':'
          || c == '\n'
          || c == '|'
          || c == '"'
          || CharacterKinds.isDigit(c)) {
        return at;
      }
      at++;
    }
    return at;
  }

  private void report(int start, Match match) {
    Scheme scheme = match.scheme();
    String category = match.country() ? scheme.category() : scheme.kind().category();
    sink.add(start, match.end(), category, scheme.kind().label(), match.score(), match.evidence());
    last = match;
    lastEnd = match.end();
  }
}
