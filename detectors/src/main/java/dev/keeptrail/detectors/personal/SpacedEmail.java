package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.view.Views;
import java.util.Set;

/**
 * E-mail addresses with blanks around their signs, {@code bob . tanner @ example . com}: only where
 * a blank stands on both sides of each sign, and the last word is a top level that is no word of
 * prose, or half of all sentences with an {@code @} for "at" would be addresses.
 */
final class SpacedEmail {
  private static final int MAX_WORD = 32;
  private static final int MAX_WORDS = 4;
  private static final int MAX_LENGTH = 2 * MAX_WORDS * (MAX_WORD + 3);

  /** Small letters: a sentence that begins behind a full stop has a capital. */
  private static final Set<String> TOP_LEVELS =
      Set.of(
          "com", "org", "net", "edu", "gov", "info", "biz", "io", "dev", "app", "ai", "example",
          "test", "eu", "uk", "de", "fr", "es", "pt", "nl", "ch", "pl", "cz", "sk", "hu", "ro",
          "bg", "gr", "dk", "se", "fi", "ee", "lt", "lv", "ru", "ua", "tr", "il", "ir", "jp", "kr",
          "cn", "tw", "hk", "sg", "au", "nz", "za", "ng", "br", "ar", "mx", "cl", "ca", "ie");

  private SpacedEmail() {}

  static Detector detector() {
    return new RuleDetector(
            "spaced-email",
            1,
            Set.of("pii.email"),
            MAX_LENGTH,
            Trigger.anchors("@"),
            SpacedEmail::detect)
        .reaching(Reach.from(new Mailbox()));
  }

  private record Mailbox() implements Lead {
    @Override
    public int start(ScannedText text, int trigger) {
      return mailbox(text, trigger);
    }

    /** A word there is the next one of the name, behind a dot; else the name begins with it. */
    @Override
    public int startBeforeWord(ScannedText text, int end, int start) {
      boolean dot = text.at(end - 1) == ' ' && text.at(end - 2) == '.';
      return dot ? mailbox(text, end - 2) : end;
    }
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    // WHY: short words with signs between read backwards as well, and streams take them first.
    if (Views.guessesLetters(text.view())) {
      return;
    }
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      int at = hits.start(hit);
      int start = at < taken || text.at(at + 1) != ' ' ? at : mailbox(text, at);
      int end = start < at && start >= taken ? host(text, at + 2) : -1;
      if (end > 0) {
        sink.add(start, end, "pii.email", "EMAIL", 0.85, Evidence.PATTERN);
        taken = end;
      }
    }
  }

  /** Where the words begin that stand before the sign; the sign itself where none do. */
  private static int mailbox(ScannedText text, int at) {
    int start = at;
    int sign = at;
    for (int words = 0; words < MAX_WORDS && text.at(sign - 1) == ' '; words++) {
      int word = sign - 1;
      while (sign - 1 - word <= MAX_WORD && isPart(text.at(word - 1))) {
        word--;
      }
      if (word == sign - 1 || sign - 1 - word > MAX_WORD) {
        break;
      }
      start = word;
      if (text.at(word - 1) != ' ' || text.at(word - 2) != '.') {
        break;
      }
      sign = word - 2;
    }
    return start;
  }

  /** Where the last word ends that is a top level; -1 if none does. */
  private static int host(ScannedText text, int start) {
    int at = start;
    int found = -1;
    for (int words = 0; words <= MAX_WORDS; words++) {
      int end = at;
      while (end - at <= MAX_WORD && isPart(text.at(end))) {
        end++;
      }
      if (end == at || end - at > MAX_WORD) {
        break;
      }
      boolean whole = !CharacterKinds.joinsWord(text.at(end));
      found = words > 0 && whole && TOP_LEVELS.contains(text.subSequence(at, end)) ? end : found;
      if (text.at(end) != ' ' || text.at(end + 1) != '.' || text.at(end + 2) != ' ') {
        break;
      }
      at = end + 3;
    }
    return found;
  }

  private static boolean isPart(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || c == '_' || c == '-' || c == '+';
  }
}
