package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.NumberGroups;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.Surroundings;
import java.util.List;
import java.util.Set;

/**
 * Telephone numbers: digit groups that look like one, verified against the numbering plans. A
 * number in national form needs a telling shape or a word such as "phone" in front of it.
 */
public final class PhoneDetector {
  private static final int MAX_GROUPS = 8;
  private static final int MAX_GAP = 3;
  private static final int MIN_DIGITS = 7;
  private static final int MAX_DIGITS = 15;
  private static final double MIN_SCORE = 0.5;
  private static final String GAP_SIGNS = "-.()/";
  private static final String NOT_BEFORE = "#$€£@=_%";
  private static final List<String> CONTEXT =
      List.of(
          "phone",
          "tel",
          "mobile",
          "cell",
          "fax",
          "call",
          "dial",
          "whatsapp",
          "sms",
          "text me",
          "contact",
          "reach",
          "hotline",
          "ring",
          "tél",
          "telefon",
          "teléf",
          "telef",
          "handy",
          "móvil",
          "movil",
          "appel",
          "тел",
          "звон",
          "电话",
          "電話",
          "手机",
          "전화");
  private static final List<String> LINE_NAMES =
      List.of("fax", "mobile", "office", "cell", "home", "ext", "work");
  private static final int CONTEXT_REACH = 32;
  private static final List<String> OTHER_NUMBER =
      List.of(
          "order",
          "invoice",
          "ticket",
          "isbn",
          "version",
          "ref",
          "sku",
          "tracking",
          "serial",
          "account",
          "part",
          "case",
          "id",
          "iban",
          "card",
          "date",
          "build",
          "number of");

  private PhoneDetector() {}

  public static Detector detector() {
    return new RuleDetector(
        "phone",
        1,
        Set.of("pii.phone"),
        MAX_DIGITS + MAX_GROUPS * MAX_GAP + 2,
        Trigger.onDigitRuns(),
        PhoneDetector::detect);
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int run = 0;
    int free = 0;
    while (run < hits.digitRuns()) {
      int start = hits.digitRunStart(run);
      boolean within = run > free && isGap(text, hits.digitRunEnd(run - 1), start);
      boolean opens = text.at(start - 1) == '+' || text.at(start - 1) == '(';
      int accepted = -1;
      if (!within || opens) {
        accepted = accept(text, hits, run, lastGroup(text, hits, run), sink);
      }
      free = accepted >= 0 ? accepted + 1 : free;
      run = Math.max(run, accepted) + 1;
    }
  }

  /** The last run that could belong to a number starting with this one. */
  private static int lastGroup(ScannedText text, Hits hits, int first) {
    int last = first;
    int digits = size(hits, first);
    while (last + 1 < hits.digitRuns() && last - first + 1 < MAX_GROUPS) {
      digits += size(hits, last + 1);
      if (digits > MAX_DIGITS
          || !isGap(text, hits.digitRunEnd(last), hits.digitRunStart(last + 1))) {
        break;
      }
      last++;
    }
    return last;
  }

  private static int size(Hits hits, int run) {
    return hits.digitRunEnd(run) - hits.digitRunStart(run);
  }

  private static boolean isGap(ScannedText text, int from, int to) {
    if (to - from > MAX_GAP) {
      return false;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (GAP_SIGNS.indexOf(c) < 0 && c != ' ' && c != '\t') {
        return false;
      }
    }
    return true;
  }

  /** Tries the longest grouping first; returns the last run of the one accepted, or -1. */
  private static int accept(ScannedText text, Hits hits, int first, int last, FindingSink sink) {
    int start = numberStart(text, hits.digitRunStart(first));
    if (!isFreeBefore(text, start)) {
      return -1;
    }
    for (int end = last; end >= first; end--) {
      var groups = new NumberGroups(text, hits, first, end);
      int digits = groups.digits();
      if (digits < MIN_DIGITS) {
        return -1;
      }
      if (digits <= MAX_DIGITS && isFreeAfter(text, groups.end())) {
        boolean context = hasContext(groups, start);
        double score = score(groups, start, context, end < last);
        if (score >= MIN_SCORE) {
          Evidence evidence = context ? Evidence.CONTEXT : Evidence.PATTERN;
          sink.add(start, groups.end(), "pii.phone", "PHONE", score, evidence);
          return end;
        }
      }
    }
    return -1;
  }

  /** A telling word since the number before, or right after this one. */
  private static boolean hasContext(NumberGroups groups, int start) {
    int before = groups.first() == 0 ? 0 : groups.hits().digitRunEnd(groups.first() - 1);
    int reach = Math.min(CONTEXT_REACH, start - before);
    return Surroundings.anyBefore(groups.text(), start, reach, CONTEXT)
        || Surroundings.anyAfter(groups.text(), groups.end(), 10, LINE_NAMES);
  }

  private static int numberStart(ScannedText text, int digit) {
    int start = text.at(digit - 1) == '(' ? digit - 1 : digit;
    return text.at(start - 1) == '+' ? start - 1 : start;
  }

  private static boolean isFreeBefore(ScannedText text, int start) {
    char c = text.at(start - 1);
    boolean numberGoesOn =
        (c == '.' || c == '-' || c == '/' || c == ':')
            && CharacterKinds.isDigit(text.at(start - 2));
    boolean sign = c != '\0' && NOT_BEFORE.indexOf(c) >= 0 && text.at(start) != '+';
    boolean wordGoesOn = c == '-' && CharacterKinds.joinsWord(text.at(start - 2));
    return !CharacterKinds.joinsWord(c) && !numberGoesOn && !wordGoesOn && (c == '=' || !sign);
  }

  private static boolean isFreeAfter(ScannedText text, int end) {
    char c = text.at(end);
    boolean numberGoesOn =
        (c == '.' || c == '-' || c == '/' || c == ':') && CharacterKinds.isDigit(text.at(end + 1));
    boolean extension = (c == 'x' || c == 'X') && CharacterKinds.isDigit(text.at(end + 1));
    return (extension || !CharacterKinds.joinsWord(c)) && c != '%' && c != '@' && !numberGoesOn;
  }

  private static double score(NumberGroups groups, int start, boolean context, boolean goesOn) {
    boolean plus = groups.text().at(start) == '+';
    double score =
        plus ? PhoneShapes.international(groups) : PhoneShapes.national(groups, context, goesOn);
    if (score == 0) {
      return 0;
    }
    boolean other =
        !plus && !context && Surroundings.anyBefore(groups.text(), start, 16, OTHER_NUMBER);
    return Math.min(1, score + (context ? 0.1 : 0) - (other ? 0.3 : 0));
  }
}
