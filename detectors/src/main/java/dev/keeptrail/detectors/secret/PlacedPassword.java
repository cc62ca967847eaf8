package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.text.ScannedText;

/** A password that its place tells, so that it may look like anything but a stand-in. Stateless. */
final class PlacedPassword {
  static final String CATEGORY = "secret.password";
  static final int MOST = 128;
  private static final int LEAST = 4;

  private PlacedPassword() {}

  static void report(ScannedText text, int start, int end, double score, FindingSink sink) {
    int length = end - start;
    if (length >= LEAST
        && length <= MOST
        && !Placeholders.isPlaceholder(text.subSequence(start, end))) {
      sink.add(start, end, CATEGORY, "PASSWORD", score, Evidence.CONTEXT);
    }
  }
}
