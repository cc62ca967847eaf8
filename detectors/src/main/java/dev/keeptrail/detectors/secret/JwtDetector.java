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
import java.util.Map;
import java.util.Set;

/**
 * Signed and encrypted web tokens (RFC 7519, 7515, 7516): Base64 parts joined by full stops, the
 * first a JSON header that names an algorithm. The signature may be missing, and the token may be
 * broken over lines.
 */
final class JwtDetector {
  private static final int MAX_HEADER = 4_096;
  private static final int MAX_TOKEN = 16_384;
  private static final int PROBE = 16;

  /** Of 2048, 3072 and 4096 bits. */
  private static final Set<Integer> RSA = Set.of(342, 512, 683);

  private static final Map<String, Set<Integer>> SIGNATURES =
      Map.of(
          "\"HS256", Set.of(43),
          "\"HS384", Set.of(64),
          "\"HS512", Set.of(86),
          "\"ES256", Set.of(86),
          "\"ES384", Set.of(128),
          "\"ES512", Set.of(176),
          "\"EdDSA", Set.of(86),
          "\"RS", RSA,
          "\"PS", RSA);

  /** How many signs the tag has that ends an encrypted one. */
  private static final Set<Integer> TAGS = Set.of(22, 32, 43);

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
    var token = new WebTokenText(text, start);
    String written = token.part(MAX_HEADER);
    int end = token.position();
    String header = token.stop() ? decoded(written) : "";
    if (!isHeader(header)) {
      return token.farthest();
    }
    boolean encrypted = header.contains("\"enc\"");
    int from = token.position();
    String payload = token.part(MAX_TOKEN);
    if (payload.isEmpty()) {
      return end;
    }
    end = token.position();
    int parts = encrypted ? 5 : 3;
    for (int part = 2; part < parts && token.stop(); part++) {
      int next = token.position();
      if (part == parts - 1) {
        token.lastPart(encrypted ? TAGS : signatures(header), MAX_TOKEN);
      } else {
        token.part(MAX_TOKEN);
      }
      if (token.position() == next) {
        break;
      }
      end = token.position();
    }
    boolean json = isJson(text.subSequence(from, Math.min(end, from + PROBE)));
    Evidence evidence = json ? Evidence.CHECKSUM : Evidence.PATTERN;
    sink.add(start, end, "secret.jwt", "JWT", json ? 0.95 : 0.85, evidence);
    return end;
  }

  private static boolean isStart(ScannedText text, int start) {
    boolean escape = text.at(start - 2) == '\\';
    return text.at(start) == 'e' && (escape || !CharacterKinds.joinsWord(text.at(start - 1)));
  }

  /** What the Base64 stands for; empty if it is none. */
  private static String decoded(String part) {
    try {
      return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8).strip();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static boolean isHeader(String json) {
    return json.endsWith("}") && json.contains("\"alg\"");
  }

  /** How many signs the signature of the header's algorithm has (RFC 7518, RFC 8037). */
  private static Set<Integer> signatures(String header) {
    return SIGNATURES.entrySet().stream()
        .filter(algorithm -> header.contains(algorithm.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Set.of());
  }

  private static boolean isJson(String start) {
    return start.startsWith("eyJ") || start.startsWith("ewo") || start.startsWith("ew0");
  }
}
