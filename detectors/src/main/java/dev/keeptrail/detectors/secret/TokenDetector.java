package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** API keys and tokens that announce themselves by a prefix. */
public final class TokenDetector {
  private static final List<TokenRule> RULES = TokenRules.all();
  private static final int MIN_DISTINCT = 6;

  private TokenDetector() {}

  public static Detector detector() {
    Set<String> categories = RULES.stream().map(TokenRule::category).collect(Collectors.toSet());
    int longest =
        RULES.stream().mapToInt(rule -> rule.prefix().length() + rule.maxBody()).max().orElse(1);
    return new RuleDetector(
        "token",
        1,
        categories,
        longest,
        Trigger.anchors(RULES.stream().map(TokenRule::prefix).toList()),
        TokenDetector::detect);
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int tried = -1;
    for (int i = 0; i < hits.count(); i++) {
      TokenRule rule = RULES.get(hits.anchor(i));
      int start = hits.start(i);
      // INVARIANT: a token once found is not entered again, so bodies are read once.
      if (start >= tried && isPrefix(text, start, hits.end(i), rule)) {
        int end = bodyEnd(text, hits.end(i), rule);
        if (end > 0) {
          sink.add(start, end, rule.category(), "API_KEY", 0.95, Evidence.PATTERN);
          tried = end;
        }
      }
    }
  }

  private static boolean isPrefix(ScannedText text, int start, int end, TokenRule rule) {
    char before = text.at(start - 1);
    return !CharacterKinds.joinsWord(before)
        && before != '-'
        && text.subSequence(start, end).equals(rule.prefix());
  }

  /** End of a body that could be a real key, or -1. */
  private static int bodyEnd(ScannedText text, int start, TokenRule rule) {
    int end = start;
    while (end - start <= rule.maxBody() && rule.alphabet().holds(text.at(end))) {
      end++;
    }
    if (end - start > rule.maxBody()) {
      return -1;
    }
    while (end > start && ".-_/".indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    boolean cut = CharacterKinds.joinsWord(text.at(end)) && text.at(end) != '_';
    boolean enough = end - start >= rule.minBody();
    return enough && !cut && !isPlaceholder(text, start, end) ? end : -1;
  }

  /** Made-up bodies: few different characters, or words where random text should be. */
  private static boolean isPlaceholder(ScannedText text, int start, int end) {
    String body = text.subSequence(start, end);
    if (body.chars().distinct().limit(MIN_DISTINCT).count() < MIN_DISTINCT) {
      return true;
    }
    boolean mixed = body.chars().anyMatch(c -> c >= '0' && c <= '9');
    return !mixed && body.chars().noneMatch(Character::isUpperCase);
  }
}
