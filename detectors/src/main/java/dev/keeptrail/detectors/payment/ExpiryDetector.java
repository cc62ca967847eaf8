package dev.keeptrail.detectors.payment;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
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

  private ExpiryDetector() {}

  /** The words, read when the first pair of numbers comes. */
  private static final class Words {
    static final WordTable EXPIRY = ContextWords.table("card_expiry");
    static final WordTable CARD = ContextWords.table("card");
  }

  public static Detector detector() {
    return new RuleDetector(
        "expiry", 1, Set.of("pci.expiry"), 7, Trigger.onDigitRuns(), ExpiryDetector::detect);
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    var cards = new LastCard();
    var numbers = new CardNumbers(text, hits);
    int run = 0;
    while (run + 1 < hits.digitRuns()) {
      int next = numbers.findFrom(run, cards);
      if (next > run) {
        run = next;
        continue;
      }
      var pair = new NumberGroups(text, hits, run, run + 1);
      if (isExpiry(pair)) {
        judge(pair, cards.end, sink);
      }
      run++;
    }
  }

  /** Remembers where the last card number ended. */
  private static final class LastCard implements CardNumbers.Taker {
    private int end = -AFTER_CARD;

    @Override
    public void card(int start, int cardEnd, double score) {
      end = cardEnd;
    }
  }

  private static boolean isExpiry(NumberGroups pair) {
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

  private static void judge(NumberGroups pair, int cardEnd, FindingSink sink) {
    ScannedText text = pair.text();
    boolean follows = pair.start() - cardEnd <= AFTER_CARD;
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
