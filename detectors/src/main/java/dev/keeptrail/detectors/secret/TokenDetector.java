package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.Surroundings;
import java.util.List;

/** API keys, tokens and password hashes that announce themselves by their shape. */
final class TokenDetector {
  private static final int REACH = 100;
  private static final double CHECKED = 0.99;

  /** What a token with a check digit scores where the digit is wrong: a fake, or mistyped. */
  private static final double UNCHECKED = 0.7;

  private TokenDetector() {}

  static Detector detector() {
    List<TokenFormat> formats = TokenFormats.all();
    return new RuleDetector(
        "token",
        2,
        TokenFormats.categories(),
        formats.stream().mapToInt(TokenFormat::longest).max().orElse(1),
        Trigger.anchors(formats.stream().map(TokenFormat::prefix).toList()),
        TokenDetector::detect);
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    List<TokenFormat> formats = TokenFormats.all();
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      // INVARIANT: a token once found is not entered again, so bodies are read once.
      if (hits.start(i) >= taken) {
        taken = Math.max(taken, found(text, formats.get(hits.anchor(i)), hits, i, sink));
      }
    }
  }

  /** End of the token at a hit, or -1. */
  private static int found(
      ScannedText text, TokenFormat format, Hits hits, int hit, FindingSink sink) {
    int from = hits.start(hit);
    if (!isPrefix(text, from, hits.end(hit), format.prefix())) {
      return -1;
    }
    int start = format.before().start(text, from);
    if (start < 0 || !isStart(text, start, format.traits().glued())) {
      return -1;
    }
    int end = format.after().end(text, hits.end(hit));
    if (end < 0 || !isNear(text, start, format.near())) {
      return -1;
    }
    String token = text.subSequence(start, end);
    String body = start == from ? token.substring(format.prefix().length()) : token;
    if (!format.traits().raw() && isPlaceholder(body, format.traits().letters())) {
      return -1;
    }
    return report(format, token, start, sink);
  }

  private static int report(TokenFormat format, String token, int start, FindingSink sink) {
    boolean checked = format.check().holds(format.prefix(), token);
    if (!checked && format.traits().strict()) {
      return -1;
    }
    boolean failed = !checked && format.check() != TokenCheck.NONE;
    double score = checked ? CHECKED : failed ? UNCHECKED : format.traits().score();
    Evidence evidence =
        checked ? Evidence.CHECKSUM : format.near().isEmpty() ? Evidence.PATTERN : Evidence.CONTEXT;
    int end = start + token.length();
    sink.add(start, end, format.category(), format.traits().label(), score, evidence);
    return end;
  }

  private static boolean isPrefix(ScannedText text, int start, int end, String prefix) {
    if (end - start != prefix.length()) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (text.charAt(start + i) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isStart(ScannedText text, int start, boolean glued) {
    char before = text.at(start - 1);
    if (glued) {
      return !CharacterKinds.isAsciiAlphanumeric(before);
    }
    boolean escape = text.at(start - 2) == '\\' && "nrt".indexOf(before) >= 0;
    return escape || (!CharacterKinds.joinsWord(before) && before != '-');
  }

  private static boolean isNear(ScannedText text, int start, List<String> words) {
    return words.isEmpty() || Surroundings.anyBefore(text, start, REACH, words);
  }

  /** Made-up bodies: few different characters, long runs, or words where chance should be. */
  private static boolean isPlaceholder(String body, boolean letters) {
    if (Randomness.distinct(body) < Math.min(6, body.length() / 2 + 1)
        || Randomness.longestRun(body) > 7
        || Randomness.isSequence(body)) {
      return true;
    }
    boolean mixed = letters || body.chars().anyMatch(c -> c >= '0' && c <= '9');
    return !mixed && body.chars().noneMatch(Character::isUpperCase);
  }
}
