package dev.keeptrail.detectors.leak;

import dev.keeptrail.detectors.ConversationDetector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Canary tokens of the application's instructions that a model was talked into disguising: their
 * digits without the prefix, with signs or spaces between them, or backwards. Looks only for tokens
 * that the instructions hold; the first {@value #MAX_TOKENS} of them.
 */
final class CanaryEcho implements ConversationDetector {
  private static final int MAX_TOKENS = 8;

  @Override
  public String id() {
    return "canary-echo";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Set<String> categories() {
    return Set.of(CanaryDetector.CATEGORY);
  }

  @Override
  public void detect(Conversation conversation, Sink sink) {
    Set<String> digits = new LinkedHashSet<>();
    LeakDetectors.of(conversation.references(), Source.SYSTEM)
        .forEach(text -> collect(text, digits));
    if (digits.isEmpty()) {
      return;
    }
    List<ScannedText> texts = conversation.texts();
    for (int i = 0; i < texts.size(); i++) {
      if (LeakDetectors.isOfModel(texts.get(i))) {
        search(texts.get(i), i, digits, sink);
      }
    }
  }

  private static void collect(ScannedText text, Set<String> digits) {
    String folded = text.toString().toLowerCase(Locale.ROOT);
    int at = folded.indexOf(CanaryDetector.PREFIX);
    while (at >= 0 && digits.size() < MAX_TOKENS) {
      int start = at + CanaryDetector.PREFIX.length();
      int end = CanaryDetector.digitsEnd(folded, start);
      if (CanaryDetector.isToken(text, at, start, end)) {
        digits.add(folded.substring(start, end));
      }
      at = folded.indexOf(CanaryDetector.PREFIX, start);
    }
  }

  private static void search(ScannedText text, int index, Set<String> digits, Sink sink) {
    var letters = new StringBuilder();
    int[] places = new int[text.length()];
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (CharacterKinds.isAsciiAlphanumeric(c)) {
        places[letters.length()] = at;
        letters.append(c < 'a' && c > '9' ? (char) (c | 32) : c);
      }
    }
    for (String token : digits) {
      report(letters, places, token, index, sink);
      report(letters, places, new StringBuilder(token).reverse().toString(), index, sink);
    }
  }

  private static void report(
      StringBuilder letters, int[] places, String token, int index, Sink sink) {
    int at = letters.indexOf(token);
    while (at >= 0) {
      int end = at + token.length();
      sink.add(
          index,
          places[at],
          places[end - 1] + 1,
          CanaryDetector.CATEGORY,
          CanaryDetector.LABEL,
          0.97,
          Evidence.CHECKSUM);
      at = letters.indexOf(token, end);
    }
  }
}
