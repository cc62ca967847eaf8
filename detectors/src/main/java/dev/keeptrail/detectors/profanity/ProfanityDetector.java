package dev.keeptrail.detectors.profanity;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.profanity.ProfanityWords.Word;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Offensive words by severity, as whole words: "Scunthorpe" and "assess" are none. A list is a
 * filter for words and no judge of meaning. Spellings with digits and signs are the views' to undo.
 */
public final class ProfanityDetector implements Detector {
  private static final int MAX_WORD = 40;
  private static final Set<String> CATEGORIES =
      Set.of("profanity.mild", "profanity.strong", "profanity.severe");

  /** Read only where a scanner wants it: most never do. */
  private static final class Holder {
    static final ProfanityWords LIST = ProfanityWords.read();
    static final Trigger TRIGGER = Trigger.anchors(LIST.words().stream().map(Word::text).toList());
  }

  @Override
  public String id() {
    return "profanity";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Set<String> categories() {
    return CATEGORIES;
  }

  @Override
  public int maxMatchLength() {
    return MAX_WORD;
  }

  @Override
  public Trigger trigger() {
    return Holder.TRIGGER;
  }

  @Override
  public void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      Word word = Holder.LIST.words().get(hits.anchor(i));
      int start = hits.start(i);
      if (start >= taken && !text.insideWord(start)) {
        int end = wordEnd(text, hits.end(i));
        boolean whole = end == hits.end(i) || isPossessive(text, hits.end(i));
        if (whole || (word.open() && !isInnocent(text, start, end))) {
          taken = whole ? hits.end(i) : end;
          sink.add(
              start,
              taken,
              word.severity().category(),
              "PROFANITY",
              word.severity().score(),
              Evidence.TERM);
        }
      }
    }
  }

  private static int wordEnd(ScannedText text, int from) {
    int end = from;
    while (end - from < MAX_WORD && text.insideWord(end)) {
      end++;
    }
    return end;
  }

  private static boolean isPossessive(ScannedText text, int end) {
    return text.at(end) == '_' || (text.at(end) == '\'' && text.at(end + 1) == 's');
  }

  private static boolean isInnocent(ScannedText text, int start, int end) {
    return end - start >= MAX_WORD
        || Holder.LIST.innocent().contains(CaseFolding.fold(text.subSequence(start, end)));
  }
}
