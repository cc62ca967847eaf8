package dev.keeptrail.detectors.payment;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import java.util.Set;

/** Card verification codes: three or four digits after a word that names them, or after a card. */
public final class CvvDetector {
  private static final List<String> LABELS = ContextWords.anchors("cvv", "cvv_weak");
  private static final int FIRST_WEAK_LABEL = ContextWords.anchors("cvv").size();
  private static final WordTable CARD = ContextWords.table("card");
  private static final int EXPIRY_REACH = 24;

  /** Digits of a month and a year together. */
  private static final int BOTH = 4;

  private CvvDetector() {}

  public static Detector detector() {
    return new RuleDetector(
            "cvv", 2, Set.of("pci.cvv"), 4, new Trigger(LABELS, true, false), CvvDetector::detect)
        .reaching(Reach.from(Lead.TOKEN).lookingBack(240));
  }

  /** The words, read when the first four digits behind a card come that could be a date. */
  private static final class Words {
    static final WordTable EXPIRY = ContextWords.table("card_expiry");
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int i = 0; i < hits.count(); i++) {
      if (LabelledValue.isLabel(text, hits.start(i), hits.end(i))) {
        labelled(text, hits, i, sink);
      }
    }
    new CardNumbers(text, hits).find((start, end, score) -> afterCard(text, end, sink));
  }

  private static void labelled(ScannedText text, Hits hits, int hit, FindingSink sink) {
    boolean weak = hits.anchor(hit) >= FIRST_WEAK_LABEL;
    if (weak && !CARD.before(text, hits.start(hit), 80)) {
      return;
    }
    LabelledValue.after(text, hits.end(hit))
        .filter(value -> value.digits() == value.length())
        .filter(value -> value.length() == 3 || value.length() == 4)
        .ifPresent(value -> add(value.start(), value.end(), weak ? 0.65 : 0.85, sink));
  }

  /** Month and year, then the code: the order in which cards are read out. */
  private static void afterCard(ScannedText text, int cardEnd, FindingSink sink) {
    int at = cardEnd;
    int expiry = -1;
    while (at < text.length() && at - cardEnd < EXPIRY_REACH) {
      if (!CharacterKinds.isDigit(text.charAt(at))) {
        at++;
        continue;
      }
      int end = at;
      while (CharacterKinds.isDigit(text.at(end))) {
        end++;
      }
      int listed = at == cardEnd + 1 ? CardList.expiryEnd(text, cardEnd) : -1;
      boolean both = end - at == BOTH && CardList.isMonth(text, at);
      if (expiry < 0 && (listed > 0 || (both && isNamed(text, cardEnd, at)))) {
        expiry = Math.max(listed, end);
        at = expiry;
      } else if (end - at == 2 && text.at(end) == '/' && expiry < 0) {
        expiry = yearEnd(text, end + 1);
        if (expiry < 0) {
          return;
        }
        at = expiry;
      } else {
        boolean code = end - at == 3 || end - at == 4;
        if (expiry > 0 && code && text.isWholeWord(at, end)) {
          add(at, end, 0.7, sink);
        }
        return;
      }
    }
  }

  private static boolean isNamed(ScannedText text, int cardEnd, int at) {
    return Words.EXPIRY.before(text, at, at - cardEnd);
  }

  private static int yearEnd(ScannedText text, int start) {
    int end = start;
    while (CharacterKinds.isDigit(text.at(end))) {
      end++;
    }
    return end - start == 2 || end - start == 4 ? end : -1;
  }

  private static void add(int start, int end, double score, FindingSink sink) {
    sink.add(start, end, "pci.cvv", "CVV", score, Evidence.CONTEXT);
  }
}
