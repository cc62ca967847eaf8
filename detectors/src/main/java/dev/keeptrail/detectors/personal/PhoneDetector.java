package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.personal.PhoneShapes.Context;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.GoodsNumber;
import dev.keeptrail.detectors.text.NumberGroups;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TagGap;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;

/**
 * Telephone numbers: digit groups that look like one, verified against the numbering plans. A
 * number in national form needs a telling shape, a country that the text speaks of, or a word such
 * as "phone" in front of it; directly after such a word, numbers that no plan knows count too.
 */
public final class PhoneDetector {
  private static final int MAX_GROUPS = 8;
  private static final int MAX_GAP = 3;

  /** The end of a line, and what stands in front of the next one. */
  private static final int MAX_LINE_GAP = 6;

  private static final int MAX_COUNTRY = 3;
  private static final int MIN_AREA = 3;
  private static final int MAX_AREA = 5;
  private static final int MIN_DIGITS = 7;
  private static final int MAX_DIGITS = 15;
  private static final int MAX_EXTENSION = 12;
  private static final double MIN_SCORE = 0.5;
  private static final String GAP_SIGNS = "-.()/";
  private static final String NOT_BEFORE = "#$€£@=_%*";
  private static final int CONTEXT_REACH = 32;
  private static final int OTHER_REACH = 20;
  private static final int LIST_REACH = 8;
  private static final int NAME_REACH = 10;
  private static final String LEADERS = " .:_-";

  private PhoneDetector() {}

  /** The words, read when the first number comes. */
  private static final class Words {
    static final WordTable STRONG = ContextWords.table("phone");
    static final WordTable WEAK = ContextWords.table("phone_weak");
    static final WordTable LINES = ContextWords.table("line_name");
    static final WordTable OTHER = ContextWords.table("other_number");
  }

  public static Detector detector() {
    return new RuleDetector(
            "phone",
            3,
            Set.of("pii.phone"),
            MAX_DIGITS + MAX_GROUPS * MAX_GAP + MAX_LINE_GAP + MAX_EXTENSION + 2,
            Trigger.onDigitRuns(),
            (text, hits, sink) -> new Search(text, hits, sink).run())
        .reaching(Reach.from(Lead.TOKEN));
  }

  /** One text's search. */
  private static final class Search {
    private final ScannedText text;
    private final Hits hits;
    private final FindingSink sink;
    private int lastEnd = -LIST_REACH;
    private Context lastContext = Context.NONE;

    Search(ScannedText text, Hits hits, FindingSink sink) {
      this.text = text;
      this.hits = hits;
      this.sink = sink;
    }

    void run() {
      int run = 0;
      int free = 0;
      while (run < hits.digitRuns()) {
        int start = hits.digitRunStart(run);
        boolean within = run > free && isGap(text, hits.digitRunEnd(run - 1), start);
        boolean opens = text.at(start - 1) == '+' || text.at(start - 1) == '(';
        int accepted = -1;
        if (!within || opens) {
          accepted = accept(run, lastGroup(run));
        }
        free = accepted >= 0 ? accepted + 1 : free;
        run = Math.max(run, accepted) + 1;
      }
    }

    /** The last run that could belong to a number starting with this one. */
    private int lastGroup(int first) {
      int last = first;
      int digits = size(first);
      while (last + 1 < hits.digitRuns() && last - first + 1 < MAX_GROUPS) {
        digits += size(last + 1);
        if (digits > MAX_DIGITS
            || !isGap(text, hits.digitRunEnd(last), hits.digitRunStart(last + 1))) {
          break;
        }
        last++;
      }
      return last;
    }

    /** Three groups of four that a fourth follows. */
    private boolean isFrontOfCard(NumberGroups groups) {
      int next = groups.last() + 1;
      return groups.hasSizes(4, 4, 4)
          && next < hits.digitRuns()
          && size(next) == 4
          && isGap(text, groups.end(), hits.digitRunStart(next));
    }

    private int digits(int first, int last) {
      int digits = 0;
      for (int run = first; run <= last; run++) {
        digits += size(run);
      }
      return digits;
    }

    private int size(int run) {
      return hits.digitRunEnd(run) - hits.digitRunStart(run);
    }

    /**
     * Tries what the plans know first, then what only looks like a number, each time the longest
     * grouping first; returns the last run of the one accepted, or -1.
     */
    private int accept(int first, int last) {
      if (digits(first, last) < MIN_DIGITS) {
        return -1;
      }
      int start = numberStart(first, last);
      boolean plus =
          text.at(start) == '+' || text.at(start + 1) == '+' || isAbroad(start, first, last);
      if (!isFreeBefore(start)) {
        return -1;
      }
      var all = new NumberGroups(text, hits, first, last);
      if (!plus && PhoneShapes.isDate(all)) {
        return -1;
      }
      Context context = context(first, start);
      boolean day =
          context == Context.STRONG
              ? !plus && MachineNumber.areColumns(all)
              : MachineNumber.isOne(all, plus) || (!plus && OtherPairs.isBehindNumber(all));
      if (day || (context == Context.NONE && OtherPairs.isOne(all, plus))) {
        return -1;
      }
      boolean other = context != Context.STRONG && hasOtherWord(start);
      if (context == Context.WEAK && (other || MachineNumber.isOfMember(text, start))) {
        context = Context.NONE;
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int end = last; end >= first; end--) {
          var groups = new NumberGroups(text, hits, first, end);
          int digits = groups.digits();
          if (digits < MIN_DIGITS) {
            break;
          }
          int stop = PhoneExtension.end(text, groups.end());
          boolean part =
              (context != Context.STRONG && isPartNumber(stop))
                  || (context == Context.NONE && isPartOfName(stop));
          if (digits > MAX_DIGITS || part || !isFreeAfter(stop)) {
            continue;
          }
          boolean goesOn = end < last || isFrontOfCard(groups);
          double score =
              pass == 0
                  ? PhoneShapes.known(groups, start, context, goesOn)
                  : PhoneShapes.unknown(groups, start, context, goesOn);
          score = score(score, context, other && !plus);
          if (score >= MIN_SCORE) {
            add(start, stop, score, context);
            return end;
          }
        }
      }
      return -1;
    }

    /** Groups behind the prefix of calls abroad, which few other numbers begin with. */
    private boolean isAbroad(int start, int first, int last) {
      return last > first
          && text.at(start) == '0'
          && text.at(start + 1) == '0'
          && text.at(start + 2) > '0'
          && text.at(start + 2) <= '9';
    }

    private static double score(double score, Context context, boolean other) {
      if (score == 0) {
        return 0;
      }
      return Math.min(1, score + (context == Context.STRONG ? 0.1 : 0) - (other ? 0.35 : 0));
    }

    private void add(int start, int end, double score, Context context) {
      Evidence evidence = context == Context.NONE ? Evidence.PATTERN : Evidence.CONTEXT;
      sink.add(start, end, "pii.phone", "PHONE", score, evidence);
      lastEnd = end;
      lastContext = context;
    }

    /** What the words since the number before say, or those right after this one. */
    private Context context(int first, int start) {
      int before = first == 0 ? 0 : hits.digitRunEnd(first - 1);
      int from = Math.max(before, start - CONTEXT_REACH);
      int strong = Words.STRONG.lastEnd(text, from, start);
      if (strong >= 0) {
        int other = Words.OTHER.lastEnd(text, Math.max(from, labelEnd(start) - OTHER_REACH), start);
        return other > strong ? Context.NONE : Context.STRONG;
      }
      if (start - lastEnd < LIST_REACH && lastContext != Context.NONE) {
        return lastContext;
      }
      if (Words.LINES.after(text, hits.digitRunEnd(first), CONTEXT_REACH) && isNamedAfter(first)) {
        return Context.STRONG;
      }
      return Words.WEAK.anyIn(text, from, start) ? Context.WEAK : Context.NONE;
    }

    private boolean isNamedAfter(int first) {
      int end = PhoneExtension.end(text, hits.digitRunEnd(lastGroup(first)));
      return Words.LINES.after(text, end, NAME_REACH);
    }

    /** Back over the dots, blanks and tags that forms have between label and number. */
    private int labelEnd(int start) {
      int at = TagGap.before(text, start);
      int from = at;
      while (at > 0 && from - at < CONTEXT_REACH && LEADERS.indexOf(text.at(at - 1)) >= 0) {
        at--;
      }
      return at;
    }

    private boolean hasOtherWord(int start) {
      return Words.OTHER.before(text, labelEnd(start), OTHER_REACH)
          || GoodsNumber.isNamedBefore(text, start);
    }

    private int numberStart(int first, int last) {
      int digit = hits.digitRunStart(first);
      int start = text.at(digit - 1) == '+' ? digit - 1 : digit;
      if (text.at(start - 1) != '(') {
        return start;
      }
      int end = Math.min(hits.digitRunEnd(last), digit + MAX_DIGITS);
      for (int at = digit; at < end; at++) {
        if (text.charAt(at) == ')') {
          return start - 1;
        }
      }
      return start;
    }

    private boolean isFreeBefore(int start) {
      char c = text.at(start - 1);
      boolean numberGoesOn =
          (c == '.' || c == '-' || c == '/' || c == ':')
              && CharacterKinds.isDigit(text.at(start - 2))
              && start - 1 != lastEnd;
      boolean sign = c != '\0' && NOT_BEFORE.indexOf(c) >= 0 && text.at(start) != '+';
      boolean wordGoesOn =
          c == '-' && isCode(text.at(start - 2)) && text.at(start) != '(' && !isNamed(start - 1);
      boolean minus = c == '-' && isFree(text.at(start - 2)) && text.at(start) != '(';
      boolean opened = text.at(start) == '(' && !CharacterKinds.isDigit(c);
      return (opened || !CharacterKinds.joinsWord(c))
          && !numberGoesOn
          && !wordGoesOn
          && !minus
          && !(c == '+' && text.at(start) == '+')
          && (c == '=' || !sign);
    }

    private static boolean isCode(char c) {
      return CharacterKinds.joinsWord(c);
    }

    private static boolean isFree(char c) {
      return c == '\0' || Character.isWhitespace(c);
    }

    /** A word such as "fax" ends here. */
    private boolean isNamed(int end) {
      return Words.STRONG.lastEnd(text, end - CONTEXT_REACH, end) == end
          || Words.LINES.lastEnd(text, end - NAME_REACH, end) == end;
    }

    /** One capital behind a hyphen says which one of several parts it is. */
    private boolean isPartNumber(int end) {
      char letter = text.at(end + 1);
      return text.at(end) == '-'
          && letter >= 'A'
          && letter <= 'Z'
          && !CharacterKinds.joinsWord(text.at(end + 2));
    }

    /** The name of a file or a branch goes on: {@code 02-687535-fix-flags.patch}. */
    private boolean isPartOfName(int end) {
      int at = end + 1;
      while (CharacterKinds.isAsciiLetter(text.at(at))) {
        at++;
      }
      return text.at(end) == '-' && at > end + 1 && text.at(at) == '-';
    }

    private boolean isFreeAfter(int end) {
      char c = text.at(end);
      boolean numberGoesOn =
          (c == '.' || c == '-' || c == '/' || c == ':')
              && CharacterKinds.isDigit(text.at(end + 1));
      boolean sum = c == '+' && CharacterKinds.isDigit(text.at(end + 1));
      return !CharacterKinds.joinsWord(c) && c != '%' && c != '@' && !sum && !numberGoesOn;
    }
  }

  private static boolean isGap(ScannedText text, int from, int to) {
    if (to - from > MAX_GAP) {
      return isLineGap(text, from, to);
    }
    boolean dot = false;
    boolean space = false;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      dot |= c == '.';
      space |= c == ' ' || c == '\t';
      if (GAP_SIGNS.indexOf(c) < 0 && c != ' ' && c != '\t') {
        return isLineGap(text, from, to);
      }
    }
    return !(dot && space);
  }

  /** The end of a line behind the code of a country or an area, where no number ends. */
  private static boolean isLineGap(ScannedText text, int from, int to) {
    if (to - from > MAX_LINE_GAP) {
      return false;
    }
    boolean closed = text.charAt(from) == ')';
    int at = closed ? from + 1 : from;
    int last = !closed && text.charAt(to - 1) == '(' ? to - 1 : to;
    int breaks = 0;
    for (; at < last; at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        breaks++;
      } else if (c != ' ' && c != '\t' && c != '\r' && c != '>') {
        return false;
      }
    }
    int code = from;
    while (from - code <= MAX_AREA && CharacterKinds.isDigit(text.at(code - 1))) {
      code--;
    }
    int digits = from - code;
    // WHY: one or two digits in brackets are the number of a step or of a note.
    boolean area = digits >= MIN_AREA && digits <= MAX_AREA && text.at(code - 1) == '(';
    boolean country = digits >= 1 && digits <= MAX_COUNTRY && text.at(code - 1) == '+';
    return breaks == 1 && (closed ? area : country);
  }
}
