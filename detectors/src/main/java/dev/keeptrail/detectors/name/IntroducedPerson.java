package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Names behind "my name is" and "in the name of" in Arabic, Hebrew, Hindi and their neighbours,
 * which have no capitals to tell a name by: so many words up to a sign, a number or a word that
 * goes on with the sentence.
 */
final class IntroducedPerson {
  private static final double SCORE = 0.75;
  private static final int MAX_VALUE = 60;
  private static final int MAX_WORDS = 3;
  private static final char FIRST_LETTER = 0x0590;
  private static final char LAST_LETTER = 0x0DFF;
  private static final char DEVANAGARI = 0x0900;

  /** The verb that ends a sentence of Hindi, and what stands between label and name. */
  private static final Set<String> VERBS =
      Set.of("है", "हैं", "हूँ", "हूं", "ہے", "است", "هو", "هي");

  /** Words with which a sentence goes on. */
  private static final Set<String> FURTHER =
      Set.of(
          "من", "في", "على", "رقم", "أعمل", "أسكن", "عمري", "إلى", "عن", "لدى", "و", "और", "मेरा",
          "मेरी", "ואני", "אני", "גר", "גרה", "בן", "בת", "מ", "اور", "كان", "كانت", "مع");

  /** Companies, offices and God, in whose name people speak too. */
  private static final Set<String> NOBODY =
      Set.of(
          "شركة",
          "مؤسسة",
          "جمعية",
          "فريق",
          "حزب",
          "حكومة",
          "وزارة",
          "بنك",
          "مستعار",
          "المستخدم",
          "مجموعة",
          "कंपनी",
          "क्या");

  private IntroducedPerson() {}

  static Detector detector() {
    return new RuleDetector(
            "introduced-person",
            1,
            Set.of(NameDetectors.PERSON),
            MAX_VALUE,
            Trigger.anchors(ContextWords.anchors("introduces")),
            IntroducedPerson::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int hit = 0; hit < hits.count(); hit++) {
      int label = hits.end(hit);
      if (text.insideWord(hits.start(hit)) || text.at(label) != ' ') {
        continue;
      }
      int start = afterVerb(text, label + 1);
      int end = nameEnd(text, start);
      if (end > start) {
        sink.add(
            start, end, NameDetectors.PERSON, NameDetectors.PERSON_LABEL, SCORE, Evidence.CONTEXT);
      }
    }
  }

  private static int afterVerb(ScannedText text, int start) {
    int end = wordEnd(text, start);
    boolean verb = end > start && VERBS.contains(text.subSequence(start, end));
    return verb && text.at(end) == ' ' ? end + 1 : start;
  }

  private static int nameEnd(ScannedText text, int start) {
    boolean verbLast = text.at(start) >= DEVANAGARI;
    int at = start;
    int end = start;
    for (int words = 0; words <= MAX_WORDS; words++) {
      int stop = wordEnd(text, at);
      String word = text.subSequence(at, Math.max(at, stop));
      if (VERBS.contains(word)) {
        return end;
      }
      boolean and = words > 0 && word.length() > 3 && word.charAt(0) == 'و';
      boolean first =
          words == 0 && (word.length() < 2 || word.startsWith("ال") || NOBODY.contains(word));
      if (first || stop - start > MAX_VALUE) {
        return start;
      }
      if (stop == at || words == MAX_WORDS || and || FURTHER.contains(word)) {
        break;
      }
      end = stop;
      if (text.at(stop) != ' ') {
        break;
      }
      at = stop + 1;
    }
    // Hindi has its verb last: without it, the words are no name but go on.
    return verbLast ? start : end;
  }

  private static int wordEnd(ScannedText text, int start) {
    int end = start;
    while (isLetter(text.at(end)) && end - start <= MAX_VALUE) {
      end++;
    }
    return end;
  }

  private static boolean isLetter(char c) {
    return c >= FIRST_LETTER
        && c <= LAST_LETTER
        && (Character.isLetter(c) || CharacterKinds.isMark(c));
  }
}
