package dev.keeptrail.detectors.bank;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;

/**
 * National bank account numbers: six to 22 digits, with check digits up to 26, perhaps in groups,
 * after a label such as "account number". They score higher where the text speaks of a bank as
 * well, and highest where check digits hold; the word "account" alone counts only with one of both.
 */
final class AccountDetector {
  private static final int MIN_DIGITS = 6;
  private static final int MAX_DIGITS = 22;
  private static final int MAX_CHECKED = 26;
  private static final int MAX_LENGTH = 32;
  private static final int REACH = 80;
  private static final double CHECKED = 0.9;
  private static final WordTable BANK = ContextWords.table("bank_words");
  private static final int NAMED = ContextWords.anchors("bank_account").size();

  private AccountDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "account",
            2,
            Set.of("pii.bank_account"),
            MAX_LENGTH,
            new Trigger(ContextWords.anchors("bank_account", "account"), true, false),
            AccountDetector::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      int end = hits.end(hit);
      if (!LabelledValue.isLabel(text, hits.start(hit), end) || isTime(text, hits.start(hit))) {
        continue;
      }
      LabelledValue value =
          LabelledValue.groupedAfter(text, end).map(found -> widened(text, found)).orElse(null);
      if (value != null && value.start() >= taken && isAccount(text, value)) {
        boolean bank =
            BANK.before(text, hits.start(hit), REACH)
                || BANK.anyIn(text, hits.start(hit), end)
                || BANK.after(text, value.end(), REACH / 2);
        boolean named = hits.anchor(hit) < NAMED;
        boolean checked = AccountCheck.holds(text, value);
        if (!checked && (value.digits() > MAX_DIGITS || (!named && !bank))) {
          continue;
        }
        double sure = bank && named ? 0.8 : 0.65;
        double score = checked ? CHECKED : sure;
        sink.add(
            value.start(),
            value.end(),
            "pii.bank_account",
            "BANK_ACCOUNT",
            score,
            checked ? Evidence.CHECKSUM : Evidence.CONTEXT);
        taken = value.end();
      }
    }
  }

  /** A field of a statement begins its line; elsewhere the colons are those of a time of day. */
  private static boolean isTime(ScannedText text, int start) {
    char before = text.at(start - 1);
    return text.at(start) == ':' && before != '\n' && before != '\0';
  }

  /** With the further groups of a number that is longer than others, if its check digits hold. */
  private static LabelledValue widened(ScannedText text, LabelledValue value) {
    int end = value.end();
    int digits = value.digits();
    while (digits < MAX_CHECKED
        && (text.at(end) == ' ' || text.at(end) == '-')
        && CharacterKinds.isDigit(text.at(end + 1))) {
      end++;
      while (CharacterKinds.isDigit(text.at(end))) {
        end++;
        digits++;
      }
    }
    if (end == value.end() || digits > MAX_CHECKED || text.insideWord(end)) {
      return value;
    }
    var wide = new LabelledValue(value.start(), end, digits);
    return AccountCheck.holds(text, wide) ? wide : value;
  }

  /** Digits with hyphens or spaces between them, and perhaps two letters in front. */
  private static boolean isAccount(ScannedText text, LabelledValue value) {
    if (value.digits() < MIN_DIGITS || value.digits() > MAX_CHECKED) {
      return false;
    }
    int letters = 0;
    for (int at = value.start(); at < value.end(); at++) {
      letters += Character.isLetter(text.charAt(at)) ? 1 : 0;
    }
    return letters <= 4;
  }
}
