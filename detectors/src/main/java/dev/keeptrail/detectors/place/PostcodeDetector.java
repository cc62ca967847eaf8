package dev.keeptrail.detectors.place;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.CodePage;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Postcodes: four to eight letters and digits, perhaps in two groups, after a word such as "zip";
 * British ones, whose letters stand at places of their own, and five digits after a comma and the
 * letters of a state of the USA, also without.
 */
final class PostcodeDetector {
  private static final int MAX_LENGTH = 10;
  private static final String STATES =
      " AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ"
          + " NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR ";

  private PostcodeDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "postcode",
            1,
            Set.of("pii.address.postcode"),
            MAX_LENGTH,
            new Trigger(ContextWords.anchors("postcode"), true, false),
            PostcodeDetector::detect)
        .reaching(Reach.from(Lead.CAPITALS));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int hit = 0; hit < hits.count(); hit++) {
      if (LabelledValue.isLabel(text, hits.start(hit), hits.end(hit))) {
        labelled(text, hits.end(hit), sink);
      }
    }
    for (int run = 0; run < hits.digitRuns(); run++) {
      int start = hits.digitRunStart(run);
      int end = hits.digitRunEnd(run);
      if (end - start == 5) {
        american(text, start, end, sink);
      } else if (end - start == 1) {
        british(text, end, sink);
      }
    }
  }

  private static void labelled(ScannedText text, int labelEnd, FindingSink sink) {
    LabelledValue value = LabelledValue.after(text, labelEnd).orElse(null);
    if (value == null
        || value.length() > MAX_LENGTH
        || text.at(value.end()) == '/'
        || CodePage.isBehind(text, value.start())) {
      return;
    }
    int end = secondGroup(text, value.end());
    boolean length = end - value.start() >= 4 && end - value.start() <= MAX_LENGTH;
    if (length && value.digits() <= 9) {
      sink.add(value.start(), end, "pii.address.postcode", "POSTCODE", 0.75, Evidence.CONTEXT);
    }
  }

  /**
   * British, Canadian, Dutch and Swedish codes have a second group that holds letters or digits.
   */
  private static int secondGroup(ScannedText text, int end) {
    int at = end + 1;
    while (text.at(end) == ' '
        && at - end <= 4
        && (CharacterKinds.isDigit(text.at(at)) || isCapital(text.at(at)))) {
      at++;
    }
    boolean group = at - end >= 3 && !CharacterKinds.joinsWord(text.at(at));
    return group ? at : end;
  }

  private static void american(ScannedText text, int start, int end, FindingSink sink) {
    boolean state =
        text.at(start - 1) == ' '
            && isCapital(text.at(start - 2))
            && isCapital(text.at(start - 3))
            && text.at(start - 4) == ' '
            && text.at(start - 5) == ','
            && STATES.contains(text.subSequence(start - 4, start));
    if (!state) {
      return;
    }
    boolean plusFour = text.at(end) == '-' && isDigits(text, end + 1, 4);
    int stop = plusFour ? end + 5 : end;
    if (!CharacterKinds.joinsWord(text.at(stop))) {
      sink.add(start, stop, "pii.address.postcode", "POSTCODE", 0.75, Evidence.CONTEXT);
    }
  }

  private static boolean isDigits(ScannedText text, int from, int count) {
    for (int at = from; at < from + count; at++) {
      if (!CharacterKinds.isDigit(text.at(at))) {
        return false;
      }
    }
    return true;
  }

  /** The digit that ends here may be the one in front of a code's last two letters. */
  private static void british(ScannedText text, int digitEnd, FindingSink sink) {
    if (!BritishPostcode.isInward(text, digitEnd - 1)) {
      return;
    }
    int end = digitEnd + 2;
    int start = BritishPostcode.outwardStart(text, digitEnd - 1);
    if (start >= 0
        && !CharacterKinds.joinsWord(text.at(end))
        && !CharacterKinds.joinsWord(text.at(start - 1))) {
      sink.add(start, end, "pii.address.postcode", "POSTCODE", 0.6, Evidence.PATTERN);
    }
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
