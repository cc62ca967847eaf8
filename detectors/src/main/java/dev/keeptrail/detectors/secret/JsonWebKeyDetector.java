package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * The private members of a JSON Web Key (RFC 7517): {@code d} and the factors of asymmetric keys,
 * {@code k} of symmetric ones. Keys without them are public.
 */
final class JsonWebKeyDetector {
  private static final String CATEGORY = "secret.private_key";
  private static final double SCORE = 0.9;
  private static final int REACH = 4_000;
  private static final int LEAST = 16;
  private static final int MOST = 1_400;
  private static final Set<String> PRIVATE = Set.of("d", "k", "p", "q", "dp", "dq", "qi");

  private JsonWebKeyDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "json-web-key",
            1,
            Set.of(CATEGORY),
            MOST,
            Trigger.anchors("\"kty\""),
            JsonWebKeyDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(REACH));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      if (hits.start(i) >= taken) {
        taken = members(text, hits.end(i), sink);
      }
    }
  }

  /** Goes over the members of the object behind the one that says what it is. */
  private static int members(ScannedText text, int start, FindingSink sink) {
    int at = start;
    String name = "";
    while (at - start < REACH && at < text.length() && text.charAt(at) != '}') {
      if (text.charAt(at) != '"') {
        at++;
        continue;
      }
      int end = at + 1;
      while (end - at <= MOST && Alphabet.WORD.holds(text.at(end))) {
        end++;
      }
      if (text.at(end) != '"') {
        at = Math.max(end, at + 1);
        continue;
      }
      boolean value = end - at > LEAST && PRIVATE.contains(name);
      if (value && Randomness.isRandom(text.subSequence(at + 1, end))) {
        sink.add(at + 1, end, CATEGORY, "PRIVATE_KEY", SCORE, Evidence.PATTERN);
      }
      name = end - at < LEAST ? text.subSequence(at + 1, end) : "";
      at = end + 1;
    }
    return at;
  }
}
