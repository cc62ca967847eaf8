package dev.keeptrail.detectors.payment;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.NumberGroups;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;

/**
 * Expiry dates of payment cards: month and year, right after a card number, or after a word such as
 * "expires" where the text speaks of a card.
 */
public final class ExpiryDetector {
  private static final int LABEL_REACH = 24;
  private static final int CARD_REACH = 80;
  private static final int AFTER_CARD = 24;

  /** Digits of a month and a year together. */
  private static final int BOTH = 4;

  private ExpiryDetector() {}

  /** The words, read when the first pair of numbers comes. */
  private static final class Words {
    static final WordTable EXPIRY = ContextWords.table("card_expiry");
    static final WordTable CARD = ContextWords.table("card");
  }

  public static Detector detector() {
    return new RuleDetector(
            "expiry", 2, Set.of("pci.expiry"), 7, Trigger.onDigitRuns(), ExpiryDetector::detect)
        .reaching(Reach.from(Lead.TOKEN).lookingBack(240));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    IntList cards = null;
    for (int run = 0; run < hits.digitRuns(); run++) {
      if (mayBeListed(text, hits, run) || isNamed(text, hits, run)) {
        cards = cards == null ? cardEnds(text, hits) : cards;
        judge(text, hits, run, cards, sink);
      }
      if (run + 1 < hits.digitRuns() && mayBeExpiry(hits, run)) {
        var pair = new NumberGroups(text, hits, run, run + 1);
        if (isExpiry(pair)) {
          cards = cards == null ? cardEnds(text, hits) : cards;
          judge(pair, lastBefore(cards, pair.start()), sink);
        }
      }
    }
  }

  private static boolean mayBeExpiry(Hits hits, int run) {
    int gap = hits.digitRunStart(run + 1) - hits.digitRunEnd(run);
    int size = hits.digitRunEnd(run) - hits.digitRunStart(run);
    int next = hits.digitRunEnd(run + 1) - hits.digitRunStart(run + 1);
    boolean monthFirst = size <= 2 && (gap == 1 || gap == 3) && (next == 2 || next == 4);
    return monthFirst || (size == 4 && gap == 1 && next == 2);
  }

  /** Right behind other digits, with one sign between. */
  private static boolean mayBeListed(ScannedText text, Hits hits, int run) {
    int start = hits.digitRunStart(run);
    int size = hits.digitRunEnd(run) - start;
    return run > 0
        && (size == 2 || size == BOTH)
        && hits.digitRunEnd(run - 1) == start - 1
        && CardList.expiryEnd(text, start - 1) > 0;
  }

  /** Month and year in one run: {@code exp 0428}. */
  private static boolean isNamed(ScannedText text, Hits hits, int run) {
    int start = hits.digitRunStart(run);
    return hits.digitRunEnd(run) - start == BOTH
        && CardList.isMonth(text, start)
        && text.isWholeWord(start, start + BOTH)
        && Words.EXPIRY.before(text, start, LABEL_REACH);
  }

  /** A run of a list, or a named one where a card is near. */
  private static void judge(ScannedText text, Hits hits, int run, IntList cards, FindingSink sink) {
    int start = hits.digitRunStart(run);
    int cardEnd = lastBefore(cards, start);
    boolean listed = cardEnd == start - 1;
    int end = listed ? CardList.expiryEnd(text, cardEnd) : -1;
    boolean named = end < 0 && isNamed(text, hits, run);
    if (named && start - cardEnd <= CARD_REACH) {
      end = start + BOTH;
    }
    if (end > 0) {
      double score = named ? 0.9 : 0.75;
      sink.add(start, end, "pci.expiry", "CARD_EXPIRY", score, Evidence.CONTEXT);
    }
  }

  private static IntList cardEnds(ScannedText text, Hits hits) {
    var ends = new IntList();
    new CardNumbers(text, hits).find((start, end, score) -> ends.add(end));
    return ends;
  }

  /** The last of the ascending ends that is not behind the position; far away if there is none. */
  private static int lastBefore(IntList ends, int position) {
    int low = 0;
    int high = ends.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends.get(middle) <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? -2 * CARD_REACH : ends.get(low - 1);
  }

  private static boolean isExpiry(NumberGroups pair) {
    if (isYearFirst(pair)) {
      return true;
    }
    if (pair.size(0) > 2 || (pair.size(1) != 2 && pair.size(1) != 4)) {
      return false;
    }
    String gap = pair.gap(0);
    boolean parted = gap.equals("/") || gap.equals("-") || gap.equals(" / ");
    if (!parted || !pair.standsAlone()) {
      return false;
    }
    String digits = pair.joined();
    int month = Integer.parseInt(digits, 0, pair.size(0), 10);
    boolean century = pair.size(1) == 2 || digits.startsWith("20", pair.size(0));
    return month >= 1 && month <= 12 && century;
  }

  /** As records have it: {@code 2031-05}. */
  private static boolean isYearFirst(NumberGroups pair) {
    boolean shape = pair.size(0) == 4 && pair.size(1) == 2 && pair.gap(0).length() == 1;
    if (!shape || "-/".indexOf(pair.gap(0).charAt(0)) < 0 || !pair.standsAlone()) {
      return false;
    }
    String digits = pair.joined();
    int month = Integer.parseInt(digits, 4, 6, 10);
    return digits.startsWith("20") && month >= 1 && month <= 12;
  }

  private static void judge(NumberGroups pair, int cardEnd, FindingSink sink) {
    ScannedText text = pair.text();
    // WHY: months of anything are written so; only its word tells.
    boolean follows = pair.start() - cardEnd <= AFTER_CARD && pair.size(0) <= 2;
    boolean named = Words.EXPIRY.before(text, pair.start(), LABEL_REACH);
    boolean card =
        follows
            || pair.start() - cardEnd <= CARD_REACH
            || Words.CARD.before(text, pair.start(), CARD_REACH)
            || Words.CARD.after(text, pair.end(), CARD_REACH / 2);
    if (follows || (named && card)) {
      double score = follows && named ? 0.9 : 0.75;
      sink.add(pair.start(), pair.end(), "pci.expiry", "CARD_EXPIRY", score, Evidence.CONTEXT);
    }
  }
}
