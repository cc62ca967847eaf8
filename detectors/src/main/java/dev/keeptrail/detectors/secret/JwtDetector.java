package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/**
 * Signed and encrypted web tokens (RFC 7519, 7515, 7516): Base64 parts joined by full stops, the
 * first a JSON header that names an algorithm. The signature may be missing.
 */
final class JwtDetector {
  private static final int MAX_HEADER = 4_096;
  private static final int MAX_TOKEN = 16_384;
  private static final int PROBE = 16;

  private JwtDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "jwt",
            2,
            Set.of("secret.jwt"),
            MAX_TOKEN,
            Trigger.anchors("eyJ", "ewog", "ewoJ", "ew0K"),
            JwtDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(2 * MAX_HEADER));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.start(i);
      if (start >= taken && isStart(text, start)) {
        taken = token(text, start, sink);
      }
    }
  }

  /** Reports the token that starts here, if one does; returns how far the text has been read. */
  private static int token(ScannedText text, int start, FindingSink sink) {
    int header = partEnd(text, start, MAX_HEADER);
    if (text.at(header) != '.') {
      return header;
    }
    int payload = partEnd(text, header + 1, MAX_TOKEN);
    if (payload == header + 1 || !isHeader(text.subSequence(start, header))) {
      return header;
    }
    int end = payload;
    for (int parts = 2; parts < 5 && text.at(end) == '.'; parts++) {
      int next = partEnd(text, end + 1, MAX_TOKEN);
      if (next == end + 1) {
        break;
      }
      end = next;
    }
    boolean json = isJson(text.subSequence(header + 1, Math.min(payload, header + 1 + PROBE)));
    Evidence evidence = json ? Evidence.CHECKSUM : Evidence.PATTERN;
    sink.add(start, end, "secret.jwt", "JWT", json ? 0.95 : 0.85, evidence);
    return end;
  }

  private static boolean isStart(ScannedText text, int start) {
    boolean escape = text.at(start - 2) == '\\';
    return text.at(start) == 'e' && (escape || !CharacterKinds.joinsWord(text.at(start - 1)));
  }

  private static int partEnd(ScannedText text, int start, int most) {
    int end = start;
    while (end - start < most && Alphabet.WORD.holds(text.at(end))) {
      end++;
    }
    return end;
  }

  private static boolean isHeader(String part) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(part);
      String header = new String(json, StandardCharsets.UTF_8).strip();
      return header.endsWith("}") && header.contains("\"alg\"");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isJson(String start) {
    return start.startsWith("eyJ") || start.startsWith("ewo") || start.startsWith("ew0");
  }
}
