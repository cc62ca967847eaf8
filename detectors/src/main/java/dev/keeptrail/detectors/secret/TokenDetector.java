package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** API keys, tokens and password hashes that announce themselves by their shape. */
final class TokenDetector {
  private static final int REACH = 100;

  /** Tokens hold what looks like the start of others. */
  private static final int LOOK_BACK = 1_200;

  private static final double CHECKED = 0.99;

  /**
   * What a token scores whose check digit is wrong, whose characters stand in the order of the
   * alphabet, or that says it is an example: a fake, or mistyped, or half hidden.
   */
  private static final double UNCHECKED = 0.7;

  private TokenDetector() {}

  static Detector detector() {
    List<TokenFormat> formats = TokenFormats.all();
    return new RuleDetector(
            "token",
            2,
            formats.stream().map(TokenFormat::category).collect(Collectors.toSet()),
            formats.stream().mapToInt(TokenFormat::longest).max().orElse(1),
            Trigger.anchors(formats.stream().map(TokenFormat::prefix).toList()),
            TokenDetector::detect)
        .reaching(Reach.from(Lead.TOKEN).lookingBack(LOOK_BACK));
  }

  /** Anchors of the hits are numbers of formats in their table. */
  static void detect(ScannedText text, Hits hits, FindingSink sink) {
    List<TokenFormat> formats = TokenFormats.all();
    int taken = 0;
    int i = 0;
    while (i < hits.count()) {
      int start = hits.start(i);
      Token best = null;
      // WHY: issuers lengthen their tokens, so several formats share a prefix; the longest counts.
      do {
        // INVARIANT: a token once found is not entered again, so bodies are read once.
        Token token = start >= taken ? token(text, formats.get(hits.anchor(i)), hits, i) : null;
        best = token != null && (best == null || token.end() > best.end()) ? token : best;
        i++;
      } while (i < hits.count() && hits.start(i) == start);
      if (best != null) {
        taken = best.end();
        report(best, sink);
      }
    }
  }

  private record Token(TokenFormat format, int start, int end, boolean checked, boolean shown) {}

  /** The token at a hit, or null. */
  private static @Nullable Token token(ScannedText text, TokenFormat format, Hits hits, int hit) {
    int from = hits.start(hit);
    if (!isPrefix(text, from, hits.end(hit), format.prefix())) {
      return null;
    }
    int start = format.before().start(text, from);
    if (start < 0 || !isStart(text, start, format.traits().glued())) {
      return null;
    }
    int end = format.after().end(text, hits.end(hit));
    if (end < 0 || !isNear(text, start, format.near())) {
      return null;
    }
    boolean prefixed = start == from;
    String token = text.subSequence(start, end);
    String body = prefixed ? token.substring(format.prefix().length()) : token;
    if (!format.traits().raw() && isPlaceholder(body, format.traits().body())) {
      return null;
    }
    boolean checked = format.check().holds(format.prefix(), token);
    if (!checked && format.traits().strict()) {
      return null;
    }
    boolean named = prefixed && format.prefix().endsWith("=");
    int first = named ? hits.end(hit) : start;
    return new Token(format, first, end, checked, isShown(body));
  }

  /** Whether the body shows what one looks like: it counts, or says that it is an example. */
  private static boolean isShown(String body) {
    return Randomness.isSequence(body) || CaseFolding.fold(body).contains("example");
  }

  private static void report(Token token, FindingSink sink) {
    TokenFormat format = token.format();
    boolean failed = token.shown() || (!token.checked() && format.check() != TokenCheck.NONE);
    double usual = format.traits().score();
    double score = token.checked() ? CHECKED : failed ? Math.min(UNCHECKED, usual) : usual;
    Evidence evidence =
        token.checked()
            ? Evidence.CHECKSUM
            : format.near().isEmpty() ? Evidence.PATTERN : Evidence.CONTEXT;
    sink.add(
        token.start(), token.end(), format.category(), format.traits().label(), score, evidence);
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
    boolean hyphen = before == '-' && !CharacterKinds.isSemitic(text.at(start - 2));
    return escape || (!CharacterKinds.joinsWord(before) && !hyphen);
  }

  /** Names of issuers often stand inside other names, so borders of words do not count. */
  private static boolean isNear(ScannedText text, int start, List<String> words) {
    if (words.isEmpty()) {
      return true;
    }
    String before = CaseFolding.fold(text.subSequence(Math.max(0, start - REACH), start));
    return words.stream().anyMatch(before::contains);
  }

  /** Made-up bodies: few different characters, long runs, or words where chance should be. */
  private static boolean isPlaceholder(String body, TokenFormat.Body needed) {
    return Randomness.distinct(body) < Math.min(6, body.length() / 2 + 1)
        || Randomness.longestRun(body) > 7
        || !needed.fits(body);
  }
}
