package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Private keys as text: PEM (RFC 7468), OpenPGP armour (RFC 9580), SSH2 (RFC 4716) and PuTTY files,
 * from the opening line to the closing one. The block may stand on one line, its line breaks
 * written as escapes, or in the quoted lines of a program; one that is never closed counts as far
 * as key material goes, for a key cut short is a key still.
 */
final class PrivateKeyDetector {
  private static final int MAX_BLOCK = 16_384;
  private static final int MAX_NAME = 48;
  private static final int MIN_MATERIAL = 12;
  private static final List<String> OPENINGS =
      List.of("-----BEGIN ", "---- BEGIN ", "PuTTY-User-Key-File-", "LS0tLS1CRUdJTi");

  /** The second is a key that both ends of an OpenVPN tunnel have. */
  private static final List<String> NAMES = List.of("PRIVATE KEY", "OpenVPN Static key");

  private static final int PUTTY = 2;

  /** The opening of a PEM block in Base64, as it stands in the settings of build servers. */
  private static final int ENCODED = 3;

  private static final int ENCODED_HEAD = 64;
  private static final String MATERIAL_SIGNS = "+/=:;,.-\\\"'`()[]{}<>#*&%@|$!?~^";

  private PrivateKeyDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "private-key",
            2,
            Set.of("secret.private_key"),
            MAX_BLOCK,
            Trigger.anchors(OPENINGS),
            PrivateKeyDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(2 * MAX_BLOCK).lookingAhead());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.start(i);
      if (start < taken) {
        continue;
      }
      int limit = i + 1 < hits.count() ? hits.start(i + 1) : text.length();
      limit = Math.min(Math.min(limit, text.length()), start + MAX_BLOCK);
      int end =
          switch (hits.anchor(i)) {
            case PUTTY -> puttyEnd(text, hits.end(i), limit);
            case ENCODED -> encodedEnd(text, start, limit);
            default -> pemEnd(text, hits.end(i), limit);
          };
      if (end > 0) {
        sink.add(start, end, "secret.private_key", "PRIVATE_KEY", 0.99, Evidence.PATTERN);
        taken = end;
      }
    }
  }

  /** End of a line that names a private key, or -1. */
  private static int namedEnd(ScannedText text, int start) {
    int end = start;
    while (end - start < MAX_NAME && end < text.length() && text.charAt(end) != '-') {
      end++;
    }
    boolean closed = text.at(end) == '-' && text.at(end + 3) == '-';
    String name = text.subSequence(start, end);
    if (!closed || NAMES.stream().noneMatch(name::contains)) {
      return -1;
    }
    while (text.at(end) == '-') {
      end++;
    }
    return end;
  }

  private static int pemEnd(ScannedText text, int start, int limit) {
    int body = namedEnd(text, start);
    return body > 0 && body <= limit && !isTakenOff(text, body) ? end(text, body, limit) : -1;
  }

  /** {@code replace("-----BEGIN PRIVATE KEY-----", "")}: a program that has no use for the line. */
  private static boolean isTakenOff(ScannedText text, int body) {
    char quote = text.at(body);
    int next = Assignment.blanks(text, body + 2);
    return Assignment.isOneOf(quote, Assignment.QUOTES)
        && text.at(body + 1) == ','
        && text.at(next) == quote
        && text.at(next + 1) == quote;
  }

  private static int encodedEnd(ScannedText text, int start, int limit) {
    int end = start;
    while (end < limit && Alphabet.BASE64.holds(text.charAt(end))) {
      end++;
    }
    if (end - start < ENCODED_HEAD) {
      return -1;
    }
    byte[] head = Base64.getDecoder().decode(text.subSequence(start, start + ENCODED_HEAD));
    return new String(head, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY") ? end : -1;
  }

  /** End of the block whose body starts here: its closing line, or where material ends; -1. */
  private static int end(ScannedText text, int body, int limit) {
    int longest = 0;
    int run = 0;
    int last = body;
    for (int at = body; at < limit; at++) {
      char c = text.charAt(at);
      if (c == '-' && text.at(at + 1) == '-' && isClosing(text, at)) {
        return longest >= MIN_MATERIAL ? lineEnd(text, at) : -1;
      }
      if (Alphabet.BASE64.holds(c)) {
        longest = Math.max(longest, ++run);
        last = run >= MIN_MATERIAL ? at + 1 : last;
      } else if (c <= ' ' || MATERIAL_SIGNS.indexOf(c) >= 0) {
        run = 0;
      } else {
        break;
      }
    }
    return longest >= MIN_MATERIAL ? last : -1;
  }

  private static boolean isClosing(ScannedText text, int at) {
    int word = at;
    while (word - at < 6 && (text.at(word) == '-' || text.at(word) == ' ')) {
      word++;
    }
    return text.at(word) == 'E' && text.at(word + 1) == 'N' && text.at(word + 2) == 'D';
  }

  private static int lineEnd(ScannedText text, int closing) {
    int end = closing;
    while (text.at(end) == '-' || text.at(end) == ' ') {
      end++;
    }
    int name = end;
    while (end - name < MAX_NAME && end < text.length() && isNameCharacter(text.charAt(end))) {
      end++;
    }
    int dashes = end;
    while (end - dashes < 5 && text.at(end) == '-') {
      end++;
    }
    return end;
  }

  private static boolean isNameCharacter(char c) {
    return c == ' ' || Alphabet.ALPHANUMERIC.holds(c);
  }

  /** A PuTTY file ends with its authentication code; what counts is that it has private lines. */
  private static int puttyEnd(ScannedText text, int body, int limit) {
    String file = text.subSequence(body, limit);
    int lines = file.indexOf("Private-Lines:");
    if (lines < 0) {
      return -1;
    }
    int code = file.indexOf("Private-MAC:", lines);
    int end = code < 0 ? file.length() : file.indexOf('\n', code);
    return body + (end < 0 ? file.length() : end);
  }
}
