package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Private keys in PEM form, from the opening line to the closing one. A block that is never closed
 * counts up to the longest match: a key cut short is a key still.
 */
public final class PrivateKeyDetector {
  private static final int MAX_BLOCK = 16_384;
  private static final int MAX_NAME = 48;
  private static final int CLOSING = 1;

  private PrivateKeyDetector() {}

  public static Detector detector() {
    return new RuleDetector(
        "private-key",
        1,
        Set.of("secret.private_key"),
        MAX_BLOCK,
        Trigger.anchors("-----BEGIN ", "-----END "),
        PrivateKeyDetector::detect);
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int open = -1;
    for (int i = 0; i < hits.count(); i++) {
      int lineEnd = namedEnd(text, hits.end(i));
      if (open >= 0 && hits.start(i) - open > MAX_BLOCK) {
        add(open, open + MAX_BLOCK, sink);
        open = -1;
      }
      if (hits.anchor(i) == CLOSING && open >= 0) {
        add(open, lineEnd > 0 ? lineEnd : hits.end(i), sink);
        open = -1;
      } else if (hits.anchor(i) != CLOSING && open < 0 && lineEnd > 0) {
        open = hits.start(i);
      }
    }
    if (open >= 0) {
      add(open, Math.min(text.length(), open + MAX_BLOCK), sink);
    }
  }

  /** End of a line that names a private key, or -1. */
  private static int namedEnd(ScannedText text, int start) {
    int end = start;
    while (end - start < MAX_NAME && end < text.length() && text.charAt(end) != '-') {
      end++;
    }
    boolean named = text.subSequence(start, end).contains("PRIVATE KEY");
    boolean closed = text.at(end) == '-' && text.at(end + 4) == '-';
    return named && closed ? end + 5 : -1;
  }

  private static void add(int start, int end, FindingSink sink) {
    sink.add(start, end, "secret.private_key", "PRIVATE_KEY", 0.99, Evidence.PATTERN);
  }
}
