package dev.keeptrail.detectors.exfiltration;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Images and links in answers, tool results and documents whose address carries data. Knows the
 * forms of Markdown (inline, reference, automatic) and HTML ({@code src}, {@code srcset}, style
 * sheets); ordinary images, badges, links with searches and signed addresses pass.
 */
final class CarryingUrlDetector {
  private static final String IMAGE_SIGN = "![";
  private static final int MAX_REFERENCES = 200;
  private static final int MAX_NAME = 200;

  private CarryingUrlDetector() {}

  static Detector detector() {
    return new RuleDetector(
        "carrying-url",
        1,
        Set.of(ExfiltrationDetectors.IMAGE, ExfiltrationDetectors.LINK),
        UrlPlace.MAX_URL,
        Trigger.anchors("//", IMAGE_SIGN),
        CarryingUrlDetector::detect);
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    if (!ExfiltrationDetectors.isJudged(text)) {
      return;
    }
    Set<String> references = imageReferences(text, hits);
    int after = 0;
    for (int i = 0; i < hits.count(); i++) {
      if (hits.anchor(i) == 0 && hits.start(i) >= after) {
        UrlPlace url = UrlPlace.around(text, hits.start(i), references).orElse(null);
        if (url != null) {
          after = url.end();
          judge(text, url, hits.end(i), sink);
        }
      }
    }
  }

  private static void judge(ScannedText text, UrlPlace url, int address, FindingSink sink) {
    double score = CarriedData.score(UrlParts.of(text.subSequence(address, url.end())), url.role());
    if (score > 0) {
      sink.add(
          url.start(),
          url.end(),
          ExfiltrationDetectors.category(url.role()),
          ExfiltrationDetectors.label(url.role()),
          score,
          Evidence.CONTEXT);
    }
  }

  /** The names of reference-style images: {@code ![alt][name]}, or {@code ![name]} alone. */
  private static Set<String> imageReferences(ScannedText text, Hits hits) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < hits.count() && names.size() < MAX_REFERENCES; i++) {
      if (hits.anchor(i) == 1) {
        int close = close(text, hits.end(i));
        if (close > 0 && text.at(close + 1) == '[' && text.at(close + 2) != ']') {
          int end = close(text, close + 2);
          add(text, close + 2, end, names);
        } else if (close > 0 && text.at(close + 1) != '(') {
          add(text, hits.end(i), close, names);
        }
      }
    }
    return names;
  }

  private static void add(ScannedText text, int start, int end, Set<String> names) {
    if (end > start) {
      names.add(text.subSequence(start, end).toLowerCase(Locale.ROOT));
    }
  }

  private static int close(ScannedText text, int from) {
    int at = from;
    while (at < text.length() && at - from < MAX_NAME) {
      if (text.charAt(at) == ']') {
        return at;
      }
      at++;
    }
    return -1;
  }
}
