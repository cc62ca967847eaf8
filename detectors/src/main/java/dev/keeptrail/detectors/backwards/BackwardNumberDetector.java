package dev.keeptrail.detectors.backwards;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.payment.CardDetector;
import dev.keeptrail.detectors.payment.Luhn;
import dev.keeptrail.detectors.personal.IbanDetector;
import dev.keeptrail.detectors.personal.PhoneDetector;
import dev.keeptrail.detectors.personal.SsnDetector;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import java.util.Set;

/**
 * Cards, account numbers, telephone numbers and social security numbers that are written from their
 * end. Any number is another one when it is turned round, so it takes a word that says so, or words
 * around it that stand backwards too. An account number tells by itself.
 */
public final class BackwardNumberDetector {
  private static final int LEAST_CARD = 13;
  private static final int MOST_CARD = 19;
  private static final int SSN = 9;
  private static final int LEAST_PHONE = 9;
  private static final int MOST_PHONE = 15;
  private static final int LONGEST = 48;

  private static final Detector CARDS = new CardDetector();
  private static final Detector ACCOUNTS = IbanDetector.detector();
  private static final Detector SECURITY_NUMBERS = SsnDetector.detector();
  private static final Detector PHONES = PhoneDetector.detector();

  private BackwardNumberDetector() {}

  /** The words, read when the first number comes. */
  private static final class Named {
    static final Words CARD = new Words("card", "turned_card");
    static final Words SSN = new Words("ssn", "turned_ssn");
    static final Words PHONE = new Words("phone", "turned_phone");
  }

  public static Detector detector() {
    return new RuleDetector(
            "backward-number",
            1,
            Set.of("pci.card", "pii.iban", "pii.ssn", "pii.itin", "pii.phone"),
            LONGEST,
            Trigger.onDigitRuns(),
            BackwardNumberDetector::detect)
        .reaching(Reach.from(Lead.NONE));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int run = 0; run < hits.digitRuns(); run++) {
      int start = hits.digitRunStart(run);
      int account = AccountRow.end(text, start);
      if (account > 0) {
        read(ACCOUNTS, "", text, start, account, sink);
      }
      NumberRow row = NumberRow.at(text, hits, run);
      if (row.digits() >= LEAST_PHONE && row.digits() <= MOST_CARD) {
        boolean goesOn = CharacterKinds.joinsWord(text.at(row.end()));
        boolean signed = row.isSigned(text) && row.groups() > 2 && !goesOn;
        if (Words.any(text, row)) {
          judge(text, row, sink);
        } else if (signed) {
          read(PHONES, "", text, row.start(), row.end(), sink);
        }
      }
    }
  }

  private static void judge(ScannedText text, NumberRow row, FindingSink sink) {
    boolean card = row.digits() >= LEAST_CARD && Luhn.holds(digits(row.backwards(text)));
    if (card && (Words.amongTurned(text, row) || Named.CARD.name(text, row))) {
      read(CARDS, "", text, row.start(), row.end(), sink);
    }
    if (row.digits() == SSN && Named.SSN.name(text, row)) {
      read(SECURITY_NUMBERS, "ssn ", text, row.start(), row.end(), sink);
    } else if (row.digits() == SSN && row.groups() == 3 && Words.amongTurned(text, row)) {
      read(SECURITY_NUMBERS, "", text, row.start(), row.end(), sink);
    }
    if (row.digits() <= MOST_PHONE) {
      if (Named.PHONE.name(text, row)) {
        read(PHONES, "phone ", text, row.start(), row.end(), sink);
      } else if (row.groups() > 2 && (row.isSigned(text) || Words.amongTurned(text, row))) {
        read(PHONES, "", text, row.start(), row.end(), sink);
      }
    }
  }

  /** What a detector finds in a stretch that is read from its end. */
  private static void read(
      Detector detector, String label, ScannedText text, int start, int end, FindingSink sink) {
    String number = new StringBuilder(text.subSequence(start, end)).reverse().toString();
    ScannedText turned = TextNormalizer.normalize(label + number);
    // WHY: what changes when it is normalised again is no number, and has other places.
    if (turned.length() != label.length() + number.length()) {
      return;
    }
    detector.detect(
        turned,
        new Hits(new IntList(), runs(turned)),
        (from, to, category, name, score, evidence) -> {
          if (from >= label.length()) {
            int last = end - (from - label.length());
            sink.add(last - (to - from), last, category, name, score, evidence);
          }
        });
  }

  private static IntList runs(ScannedText text) {
    var runs = new IntList();
    int at = 0;
    while (at < text.length()) {
      int start = at;
      while (at < text.length() && CharacterKinds.isDigit(text.charAt(at))) {
        at++;
      }
      if (at > start) {
        runs.add(start);
        runs.add(at);
      }
      at++;
    }
    return runs;
  }

  private static String digits(String number) {
    var digits = new StringBuilder(number.length());
    for (int i = 0; i < number.length(); i++) {
      if (CharacterKinds.isDigit(number.charAt(i))) {
        digits.append(number.charAt(i));
      }
    }
    return digits.toString();
  }
}
