package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * Signed web tokens (RFC 7519): three Base64 parts, the first a JSON header naming an algorithm.
 */
public final class JwtDetector {
  private static final int MAX_HEADER = 1_024;
  private static final int MAX_TOKEN = 16_384;

  private JwtDetector() {}

  public static Detector detector() {
    return new RuleDetector(
        "jwt", 1, Set.of("secret.jwt"), MAX_TOKEN, Trigger.anchors("eyJ"), JwtDetector::detect);
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.start(i);
      if (start < taken || !isStart(text, start)) {
        continue;
      }
      int header = partEnd(text, start, MAX_HEADER);
      int payload = text.at(header) == '.' ? partEnd(text, header + 1, MAX_TOKEN) : header;
      boolean parts = payload > header + 1 && text.at(payload) == '.';
      if (parts && isHeader(text.subSequence(start, header))) {
        int end = partEnd(text, payload + 1, MAX_TOKEN);
        sink.add(start, end, "secret.jwt", "JWT", 0.95, Evidence.CHECKSUM);
        taken = end;
      } else {
        taken = header;
      }
    }
  }

  private static boolean isStart(ScannedText text, int start) {
    return text.at(start) == 'e'
        && text.at(start + 1) == 'y'
        && text.at(start + 2) == 'J'
        && !CharacterKinds.joinsWord(text.at(start - 1));
  }

  private static int partEnd(ScannedText text, int start, int most) {
    int end = start;
    while (end - start < most && isPart(text.at(end))) {
      end++;
    }
    return end;
  }

  private static boolean isPart(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || c == '-' || c == '_';
  }

  private static boolean isHeader(String part) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(part);
      return new String(json, StandardCharsets.UTF_8).contains("\"alg\"");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
