package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/** The password inside a URL, as in {@code scheme://user:password@host}. */
public final class UrlCredentialsDetector {
  private static final int MAX_USER_INFO = 160;
  private static final int MIN_PASSWORD = 3;
  private static final String ENDS = "/?#<>\"'`";
  private static final String PLACEHOLDER_SIGNS = "${}<>*%[]";

  private UrlCredentialsDetector() {}

  public static Detector detector() {
    return new RuleDetector(
        "url-credentials",
        1,
        Set.of("secret.url_credentials"),
        MAX_USER_INFO,
        Trigger.anchors("://"),
        UrlCredentialsDetector::detect);
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.end(i);
      int colon = -1;
      int at = start;
      while (at - start < MAX_USER_INFO && isUserInfo(text.at(at))) {
        colon = colon < 0 && text.at(at) == ':' ? at : colon;
        at++;
      }
      boolean password = text.at(at) == '@' && colon > 0 && at - colon > MIN_PASSWORD;
      if (password && isHost(text.at(at + 1)) && !isPlaceholder(text, colon + 1, at)) {
        sink.add(colon + 1, at, "secret.url_credentials", "CREDENTIALS", 0.85, Evidence.PATTERN);
      }
    }
  }

  private static boolean isUserInfo(char c) {
    return c > ' ' && c != '@' && ENDS.indexOf(c) < 0;
  }

  private static boolean isHost(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || c == '[';
  }

  private static boolean isPlaceholder(ScannedText text, int start, int end) {
    return text.subSequence(start, end).chars().anyMatch(c -> PLACEHOLDER_SIGNS.indexOf(c) >= 0);
  }
}
