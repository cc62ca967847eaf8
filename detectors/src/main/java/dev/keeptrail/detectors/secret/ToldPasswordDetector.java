package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.GoodsNumber;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Passwords that people tell each other, as in {@code das Passwort fürs Portal ist …}: a word for a
 * password, in many languages, the sentence around it, and a value as no sentence has it.
 */
final class ToldPasswordDetector {
  private static final String CATEGORY = "secret.password";
  private static final double SCORE = 0.65;

  /** Longer endings make another word of it. */
  private static final int MAX_ENDING = 6;

  /** Shorter words for it are parts of many others. */
  private static final int SHORT = 3;

  private static final List<String> PASSWORDS = ContextWords.anchors("password");
  private static final WordTable ACCOUNTS = ContextWords.table("user_account");
  private static final int MAX_ACCOUNT = 24;
  private static final List<String> LOGINS = ContextWords.anchors("login");

  private ToldPasswordDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "told-password",
            2,
            Set.of(CATEGORY),
            ToldValue.MOST,
            Trigger.anchors(Stream.concat(PASSWORDS.stream(), LOGINS.stream()).toList()),
            ToldPasswordDetector::detect)
        .reaching(Reach.from(ToldBefore::lead));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int end = hits.start(i) < taken ? -1 : wordEnd(text, hits.start(i), hits.end(i));
      // WHY: where one word means codes of all kinds, the next one says of which.
      boolean goods = end >= 0 && GoodsNumber.isNamedAt(text, end);
      if (end < 0 || goods || !TurnedNames.counts(text, hits.start(i), hits.end(i))) {
        continue;
      }
      boolean login = hits.anchor(i) >= PASSWORDS.size() || isSecondOfPair(text, hits.start(i));
      ToldValue value = new ToldSentence(text, end, login, saysTo(text, hits.start(i))).value();
      value = value == null && !login ? ToldBefore.value(text, taken, hits.start(i)) : value;
      if (value != null && !isSum(text, value.start())) {
        sink.add(value.start(), value.end(), CATEGORY, "PASSWORD", SCORE, Evidence.CONTEXT);
        taken = value.end();
      }
    }
  }

  /** Whether the word stands behind one for the account and a slash: {@code user/password: …}. */
  private static boolean isSecondOfPair(ScannedText text, int start) {
    int slash = start - 1 - (text.at(start - 1) == ' ' ? 1 : 0);
    int end = slash - (text.at(slash - 1) == ' ' ? 1 : 0);
    return text.at(slash) == '/' && ACCOUNTS.lastEnd(text, end - MAX_ACCOUNT, end) == end;
  }

  /** The check of what was downloaded, as Go keeps it: {@code module v1.2.3 h1:…}. */
  private static boolean isSum(ScannedText text, int start) {
    return text.at(start - 1) == ':' && text.at(start - 2) == '1' && text.at(start - 3) == 'h';
  }

  /** In Polish "to" is no preposition but the verb, and in Finnish "on" is. */
  private static boolean saysTo(ScannedText text, int start) {
    boolean has = (text.at(start) | 0x20) == 'h' && (text.at(start + 1) | 0x20) == 'a';
    char fourth = text.at(start + 3);
    boolean polish =
        (text.at(start + 2) | 0x20) == 's' && (fourth == 'ł' || (fourth | 0x20) == 'l');
    boolean finnish =
        (text.at(start) | 0x20) == 's' && Assignment.stands(text, start + 1, "alasan");
    return (has && polish) || finnish;
  }

  /** The end of what an option or a setting is given: {@code --password=testpassword host:80}. */
  private static boolean isValue(ScannedText text, int start) {
    int word = start;
    while (start - word < MAX_ACCOUNT && CharacterKinds.joinsWord(text.at(word - 1))) {
      word--;
    }
    return text.at(word - 1) == '=';
  }

  /** Where the word with its ending ends; -1 if it is rather a name in a program. */
  private static int wordEnd(ScannedText text, int start, int hitEnd) {
    boolean whole = hitEnd - start <= SHORT && text.at(start) < 128;
    char before = text.at(start - 1);
    boolean inside = text.insideWord(start);
    if ("_.$".indexOf(before) >= 0 || (inside && (whole || isValue(text, start)))) {
      return -1;
    }
    int end = hitEnd;
    while (end - hitEnd <= MAX_ENDING && CharacterKinds.isPartOfWord(text.at(end))) {
      char c = text.at(end);
      if (whole || c == '_' || CharacterKinds.isDigit(c) || Character.isUpperCase(c)) {
        return -1;
      }
      end++;
    }
    boolean both = text.subSequence(start, hitEnd).indexOf('/') >= 0;
    boolean code = !both && (text.at(end) == '(' || text.at(end) == '=' || text.at(end) == '[');
    boolean member = text.at(end) == '.' && CharacterKinds.isPartOfWord(text.at(end + 1));
    return end - hitEnd > MAX_ENDING || code || member ? -1 : end;
  }
}
