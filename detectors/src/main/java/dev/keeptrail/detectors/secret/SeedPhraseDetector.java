package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Locale;
import java.util.Set;

/**
 * Words that hold the key of a wallet (BIP 39): twelve, fifteen, eighteen, twenty-one or
 * twenty-four short words in a row, or twenty-five, that make no sentence, near a word for wallets
 * or for such words. The lists of words come in ten languages; no list has words of one or two
 * letters, the glue of every sentence, nor words in capitals.
 */
final class SeedPhraseDetector {
  static final String CATEGORY = "secret.seed_phrase";
  private static final double SCORE = 0.85;
  private static final int LEAST_WORDS = 12;
  private static final int MOST_WORDS = 24;

  /** Of Algorand and Monero, whose last word checks the others. */
  private static final int CHECKED_WORDS = 25;

  /** Of so many words that were drawn, one at least comes before the last in the alphabet. */
  private static final int DRAWN = 8;

  private static final int SHORTEST = 3;
  private static final int LONGEST = 9;
  private static final int MAX_GAP = 8;
  private static final int AHEAD = 600;
  private static final int BACK = 150;

  /** Words of sentences that are in none of the lists. */
  private static final Set<String> GLUE =
      Set.of(
          "the",
          "and",
          "are",
          "for",
          "was",
          "has",
          "had",
          "not",
          "but",
          "his",
          "her",
          "its",
          "our",
          "your",
          "with",
          "from",
          "they",
          "were",
          "been",
          "their",
          "which",
          "would",
          "could",
          "there",
          "them",
          "than",
          "some",
          "said",
          "does",
          "did",
          "der",
          "die",
          "das",
          "und",
          "ist",
          "mit",
          "den",
          "dem",
          "des",
          "ein",
          "eine",
          "von",
          "auf",
          "für",
          "nicht",
          "les",
          "une",
          "est",
          "pas",
          "que",
          "qui",
          "dans",
          "pour",
          "avec",
          "sur",
          "los",
          "las",
          "una",
          "del",
          "con",
          "por",
          "para",
          "como",
          "pero",
          "che",
          "non",
          "per",
          "sono",
          "della",
          "com",
          "uma",
          "não",
          "dos",
          "het",
          "een",
          "van",
          "niet",
          "voor",
          "met",
          "words",
          "typed",
          "entered",
          "wrote",
          "tried",
          "says",
          "phrase",
          "backup",
          "wallet",
          "mnemonic",
          "restore",
          "imported",
          "following",
          "these",
          "lautet",
          "wörter",
          "mots",
          "palabras",
          "palavras",
          "parole");

  private SeedPhraseDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "seed-phrase",
            1,
            Set.of(CATEGORY),
            AHEAD,
            Trigger.anchors(ContextWords.anchors("seed_phrase")),
            SeedPhraseDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(AHEAD));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int from = Math.max(taken, hits.start(i) - BACK);
      int to = Math.min(text.length(), hits.end(i) + AHEAD);
      taken = Math.max(taken, phrases(text, from, hits.end(i), to, sink));
    }
  }

  /** Reports the phrases that begin between the positions; returns where the reading ended. */
  private static int phrases(ScannedText text, int from, int last, int to, FindingSink sink) {
    int at = from;
    while (at > 0 && at < to && isLetter(text.at(at - 1))) {
      at++;
    }
    int limit = Math.min(text.length(), to + AHEAD);
    while (at < to) {
      if (!isLetter(text.at(at))) {
        at++;
        continue;
      }
      int start = at;
      int words = 0;
      int end = at;
      int next = at;
      int descents = 0;
      String before = "";
      while (next < limit && words <= CHECKED_WORDS) {
        int wordEnd = wordEnd(text, next);
        if (wordEnd < 0) {
          break;
        }
        words++;
        String word = text.subSequence(next, wordEnd);
        descents += before.compareTo(word) < 0 ? 0 : 1;
        before = word;
        end = wordEnd;
        next = gapEnd(text, wordEnd);
        if (next < 0) {
          break;
        }
      }
      boolean usual = words >= LEAST_WORDS && words <= MOST_WORDS && words % 3 == 0;
      // WHY: words that were drawn stand nearly in the order of the alphabet, as in the lists of
      // programs, once in a hundred thousand times.
      if (descents * DRAWN > words && (usual || words == CHECKED_WORDS)) {
        sink.add(start, end, CATEGORY, "SEED_PHRASE", SCORE, Evidence.CONTEXT);
      }
      at = Math.max(end, runEnd(text, at));
    }
    return Math.max(at, last);
  }

  /** Where the word ends that starts here; -1 if no list has one like it. */
  private static int wordEnd(ScannedText text, int start) {
    int end = runEnd(text, start);
    int length = end - start;
    if (length < SHORTEST || length > LONGEST) {
      return -1;
    }
    String word = text.subSequence(start, end);
    boolean small = word.equals(word.toLowerCase(Locale.ROOT));
    return small && !GLUE.contains(word) ? end : -1;
  }

  private static int runEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= LONGEST && isLetter(text.at(end))) {
      end++;
    }
    return end;
  }

  /** Over blanks, line breaks, commas and the numbers of a list; -1 where the list ends. */
  private static int gapEnd(ScannedText text, int start) {
    int at = start;
    boolean apart = false;
    while (at - start < MAX_GAP && !isLetter(text.at(at))) {
      char c = text.at(at);
      boolean mark = c == '.' && at > start && text.at(at - 1) >= '0' && text.at(at - 1) <= '9';
      boolean gap = c <= ' ' || c == ',' || c == ')' || c == '-' || c == '|' || c == '"';
      if (c == '\0' || (!gap && !mark && (c < '0' || c > '9'))) {
        return -1;
      }
      apart |= c <= ' ' || c == ',' || c == '-';
      at++;
    }
    return apart && isLetter(text.at(at)) ? at : -1;
  }

  private static boolean isLetter(char c) {
    return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
  }
}
