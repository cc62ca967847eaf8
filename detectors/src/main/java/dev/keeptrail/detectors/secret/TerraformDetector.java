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
 * random_password}, and the {@code value} beside {@code "sensitive": true} in the same braces.
 */
final class TerraformDetector {
  private static final double SCORE = 0.75;
  private static final int REACH = 1_200;
  private static final int BLOCK = 300;
  private static final int DRAWN = 0;
  private static final int MARK = 1;
  private static final String VALUE = "value";
  private static final String SENSITIVE = "sensitive";
  private static final List<String> ANCHORS =
      List.of("random_password", "\"sensitive\"", "\"value\"", "value = \"");

  private TerraformDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "terraform",
            1,
            Set.of(PlacedPassword.CATEGORY),
            PlacedPassword.MOST,
            Trigger.anchors(ANCHORS),
            TerraformDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(2 * REACH));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.start(i);
      if (start < taken) {
        continue;
      }
      Assignment value =
          switch (hits.anchor(i)) {
            case DRAWN -> ahead(text, hits.end(i), REACH, "result");
            case MARK -> isTrue(text, hits.end(i)) ? beside(text, hits.end(i)) : null;
            default -> marked(text, start + (text.at(start) == '"' ? 1 : 0));
          };
      if (value != null) {
        PlacedPassword.report(text, value.start(), value.end(), SCORE, sink);
        taken = value.end();
      }
    }
  }

  /** The value behind the mark in the same braces. */
  private static @Nullable Assignment beside(ScannedText text, int from) {
    return ahead(text, from, braces(text, from) - from, VALUE);
  }

  /** The value that begins here if the mark follows in the same braces. */
  private static @Nullable Assignment marked(ScannedText text, int name) {
    Assignment value = named(text, name, VALUE);
    if (value == null) {
      return null;
    }
    int end = braces(text, value.end());
    for (int at = value.end(); at < end; at++) {
      if (Assignment.stands(text, at, SENSITIVE)) {
        int sign = at + SENSITIVE.length();
        return isTrue(text, sign + (text.at(sign) == '"' ? 1 : 0)) ? value : null;
      }
    }
    return null;
  }

  /** Where the braces end that are open here, or others begin. */
  private static int braces(ScannedText text, int from) {
    int at = from;
    while (at - from < BLOCK && at < text.length() && text.at(at) != '{' && text.at(at) != '}') {
      at++;
    }
    return at;
  }

  private static boolean isTrue(ScannedText text, int from) {
    int sign = Assignment.blanks(text, from);
    return (text.at(sign) == ':' || text.at(sign) == '=')
        && Assignment.stands(text, Assignment.blanks(text, sign + 1), "true");
  }

  /** What is given to the name further on, before another resource begins. */
  private static @Nullable Assignment ahead(ScannedText text, int from, int reach, String name) {
    for (int at = from; at - from < reach && at < text.length(); at++) {
      Assignment value = named(text, at, name);
      if (value != null) {
        return value;
      }
      if (Assignment.stands(text, at, ANCHORS.get(DRAWN))) {
        return null;
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
    return given && text.at(start) == '"' ? WrittenValue.read(text, start, Link.SIGN) : null;
  }
}
