package dev.keeptrail.detectors.exfiltration;

import dev.keeptrail.detectors.ConversationDetector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordShingles;
import dev.keeptrail.detectors.text.WordShingles.Words;
import java.util.List;
import java.util.Set;

/**
 * Addresses in an answer that repeat what stands in the conversation where no link would take it
 * from: three words in order out of the application's instructions, a tool's result or a document.
 * An address that stands there itself is a quotation and passes.
 */
final class RepeatedInUrl implements ConversationDetector {
  private static final int SHINGLE = 3;
  private static final int MIN_LENGTH = 12;

  @Override
  public String id() {
    return "repeated-in-url";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Set<String> categories() {
    return Set.of(ExfiltrationDetectors.IMAGE, ExfiltrationDetectors.LINK);
  }

  @Override
  public void detect(Conversation conversation, Sink sink) {
    List<ScannedText> sources =
        conversation.references().stream().filter(RepeatedInUrl::isPrivate).toList();
    if (sources.isEmpty()) {
      return;
    }
    var index = new Index(WordShingles.of(sources, SHINGLE), WordShingles.of(sources, 1));
    List<ScannedText> texts = conversation.texts();
    for (int i = 0; i < texts.size(); i++) {
      if (texts.get(i).origin().source() == Source.ASSISTANT) {
        search(texts.get(i), i, index, sink);
      }
    }
  }

  private static boolean isPrivate(ScannedText text) {
    return switch (text.origin().source()) {
      case SYSTEM, TOOL_RESULT, DOCUMENT -> true;
      case USER, ASSISTANT, TOOL_ARGUMENTS, TOOL_DEFINITION, METADATA -> false;
    };
  }

  private record Index(WordShingles sequences, WordShingles words) {}

  private static void search(ScannedText text, int index, Index known, Sink sink) {
    int at = 0;
    while (at + 1 < text.length()) {
      UrlPlace url =
          text.charAt(at) == '/' && text.charAt(at + 1) == '/'
              ? UrlPlace.around(text, at, Set.of()).orElse(null)
              : null;
      if (url == null) {
        at++;
        continue;
      }
      if (carries(text.subSequence(at + 2, url.end()), known)) {
        sink.add(
            index,
            url.start(),
            url.end(),
            ExfiltrationDetectors.category(url.role()),
            ExfiltrationDetectors.label(url.role()),
            0.85,
            Evidence.CONTEXT);
      }
      at = url.end();
    }
  }

  private static boolean carries(String address, Index known) {
    UrlParts url = UrlParts.of(address);
    // The words of a quoted address stand in the source in the same order, host first.
    Words whole = WordShingles.words(address, 0, address.length());
    int repeated = 0;
    for (int at = 0; at + SHINGLE <= whole.count(); at++) {
      repeated += known.sequences().holds(whole, at) ? 1 : 0;
    }
    if (repeated > 0 && repeated >= whole.count() - SHINGLE) {
      return false;
    }
    return url.values().stream().anyMatch(value -> isRepeated(value.text(), known));
  }

  private static boolean isRepeated(String value, Index known) {
    if (value.length() < MIN_LENGTH) {
      return false;
    }
    Words words = WordShingles.words(value, 0, value.length());
    if (words.count() == 1) {
      return hasDigits(value) && known.words().holds(words, 0);
    }
    int repeated = 0;
    for (int at = 0; at + SHINGLE <= words.count(); at++) {
      repeated += known.sequences().holds(words, at) ? 1 : 0;
    }
    return repeated > 0 && repeated * 2 >= words.count() - SHINGLE + 1;
  }

  private static boolean hasDigits(String value) {
    return value.chars().filter(c -> CharacterKinds.isDigit((char) c)).count() >= 3;
  }
}
