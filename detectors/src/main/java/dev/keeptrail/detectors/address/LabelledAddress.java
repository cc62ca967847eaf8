package dev.keeptrail.detectors.address;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.LabelledSpans;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Addresses behind a label that only they have, as in {@code home address: Ringstr. 4}: all of the
 * line, if it holds a word and a number.
 */
final class LabelledAddress {
  private static final double SCORE = 0.7;
  private static final int MAX_VALUE = 120;
  private static final int LEAST = 6;
  private static final int LONGEST_LABEL = 24;
  private static final WordTable KEYS = ContextWords.table("address_key");
  private static final String ENDS = "\"\n\r;|\t<>{}@=";

  private LabelledAddress() {}

  static Detector detector() {
    return new RuleDetector(
            "labelled-address",
            1,
            Set.of("pii.address.street"),
            MAX_VALUE,
            Trigger.anchors(ContextWords.anchors("address_label", "address_key")),
            LabelledAddress::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    LabelledSpans.each(
        text,
        hits,
        LabelledAddress::after,
        found ->
            sink.add(
                found.start(),
                found.end(),
                "pii.address.street",
                "ADDRESS",
                SCORE,
                Evidence.CONTEXT));
  }

  private static ScannedText.@Nullable Range after(ScannedText text, int labelEnd) {
    boolean key = text.at(labelEnd) == '"';
    int colon = blanks(text, key ? labelEnd + 1 : labelEnd);
    if (text.at(colon) != ':' || !(key || mayBeLabel(text, labelEnd))) {
      return null;
    }
    int start = blanks(text, colon + 1);
    if (key && text.at(start) != '"') {
      return null;
    }
    start += key ? 1 : 0;
    int end = end(text, start, key);
    return end < 0 ? null : new ScannedText.Range(start, end);
  }

  /** Words such as "street" are labels where they begin a line, or are the key of a member. */
  private static boolean mayBeLabel(ScannedText text, int labelEnd) {
    if (KEYS.lastEnd(text, labelEnd - LONGEST_LABEL, labelEnd) != labelEnd) {
      return true;
    }
    int start = labelEnd;
    while (labelEnd - start < LONGEST_LABEL && isOfLabel(text.at(start - 1))) {
      start--;
    }
    boolean line = text.at(start - 1) == '\n' || text.at(start - 1) == '\0';
    while (text.at(start) == ' ' || text.at(start) == '-') {
      start++;
    }
    return line && KEYS.match(text, start, labelEnd) == labelEnd;
  }

  private static boolean isOfLabel(char c) {
    return CharacterKinds.isPartOfWord(c) || c == ' ' || c == '_' || c == '-';
  }

  /** The address of a page. */
  private static boolean isLink(ScannedText text, int start, int end) {
    return text.subSequence(start, end).contains("://");
  }

  private static int blanks(ScannedText text, int from) {
    int at = from;
    while (at - from < 2 && text.at(at) == ' ') {
      at++;
    }
    return at;
  }

  /** Where the address ends that is all of the line, or of the quotes; -1 if it is none. */
  private static int end(ScannedText text, int start, boolean quoted) {
    int end = start;
    int letters = 0;
    int digits = 0;
    while (end - start <= MAX_VALUE && text.at(end) != '\0' && ENDS.indexOf(text.at(end)) < 0) {
      char c = text.at(end);
      letters += Character.isLetter(c) ? 1 : 0;
      digits += CharacterKinds.isDigit(c) ? 1 : 0;
      end++;
    }
    boolean line = text.at(end) == '\0' || text.at(end) == '\n' || text.at(end) == '\r';
    boolean whole = quoted ? text.at(end) == '"' : line;
    while (end > start && " ,.".indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    boolean address =
        end - start >= LEAST
            && letters >= 3
            && digits > 0
            && letters > digits
            && !isLink(text, start, end);
    return whole && end - start <= MAX_VALUE && address ? end : -1;
  }
}
