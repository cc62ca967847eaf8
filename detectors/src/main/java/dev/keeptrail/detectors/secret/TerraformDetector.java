package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.secret.Assignment.Link;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Terraform keeps of secrets in its state, whatever the names: the {@code result} of a {@code
 * random_password}, and the {@code value} beside {@code "sensitive": true}.
 */
final class TerraformDetector {
  private static final double SCORE = 0.75;
  private static final int REACH = 1_200;
  private static final int BLOCK = 300;

  /** The first one leads to a result, the others stand beside a value. */
  private static final List<String> ANCHORS =
      List.of(
          "random_password", "\"sensitive\": true", "\"sensitive\":true", "sensitive = true");

  private TerraformDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "terraform",
            1,
            Set.of(PlacedPassword.CATEGORY),
            PlacedPassword.MOST,
            Trigger.anchors(ANCHORS),
            TerraformDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(BLOCK));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      if (hits.start(i) < taken) {
        continue;
      }
      boolean drawn = hits.anchor(i) == 0;
      Assignment value =
          drawn
              ? result(text, hits.end(i))
              : beside(text, Math.max(taken, hits.start(i) - BLOCK), hits.start(i), hits.end(i));
      if (value != null) {
        PlacedPassword.report(text, value.start(), value.end(), SCORE, sink);
      }
      taken = value == null ? hits.end(i) : Math.max(hits.end(i), value.end());
    }
  }

  /** The value in the same braces, before the word or after it. */
  private static @Nullable Assignment beside(ScannedText text, int limit, int start, int end) {
    for (int at = start - 1; at >= limit && !isBrace(text.at(at)); at--) {
      Assignment value = named(text, at, "value");
      if (value != null) {
        return value;
      }
    }
    for (int at = end; at - end < BLOCK && at < text.length() && !isBrace(text.at(at)); at++) {
      Assignment value = named(text, at, "value");
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static boolean isBrace(char c) {
    return c == '{' || c == '}';
  }

  private static @Nullable Assignment result(ScannedText text, int from) {
    for (int at = from; at - from < REACH && at < text.length(); at++) {
      Assignment value = named(text, at, "result");
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** What stands in quotes behind the name, if it begins here. */
  private static @Nullable Assignment named(ScannedText text, int at, String name) {
    if (!Assignment.stands(text, at, name) || text.insideWord(at)) {
      return null;
    }
    int end = at + name.length();
    end += text.at(end) == '"' ? 1 : 0;
    int sign = Assignment.blanks(text, end);
    int start = Assignment.blanks(text, sign + 1);
    boolean given = text.at(sign) == ':' || text.at(sign) == '=';
    return given && text.at(start) == '"' ? Assignment.value(text, start, Link.SIGN) : null;
  }
}
