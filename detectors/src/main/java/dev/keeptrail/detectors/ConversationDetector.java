package dev.keeptrail.detectors;

import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * Looks at all texts of a scan together, for what no text shows alone: an attack over several
 * turns, a system prompt that comes back in an answer. Bound by the same promises as a {@link
 * Detector}: immutable, linear in the texts' length, and what it found is dropped when it throws.
 */
public interface ConversationDetector {
  /** Short lower-case word, unlike that of any other detector. */
  String id();

  /**
   * An edition: raised when it begins to mean something else, so that findings should not be
   * counted together with older ones. Corrections of words, patterns and models do not raise it,
   * because every release has some of them and rules may compare the name.
   */
  int version();

  /** All categories it may report, leaves of the category tree. */
  Set<String> categories();

  /** Called once per scan, texts in the order of the exchange. */
  void detect(Conversation conversation, Sink sink);

  /** Id and version as findings carry them. */
  default String name() {
    return id() + "@" + version();
  }

  /**
   * The normalised texts of one scan.
   *
   * @param references texts that are compared with and not judged
   */
  record Conversation(List<ScannedText> texts, List<ScannedText> references) {
    public Conversation {
      texts = List.copyOf(texts);
      references = List.copyOf(references);
    }
  }

  /** Takes what is found. Not to be kept after the call that was given it. */
  @FunctionalInterface
  interface Sink {
    /**
     * Reports a range of one normalised text.
     *
     * @param text index of the text in {@link Conversation#texts()}
     * @throws IllegalArgumentException for a range outside the text, an empty one, or a score
     *     outside 0 to 1
     */
    void add(
        int text,
        int start,
        int end,
        String category,
        String label,
        double score,
        Evidence evidence);
  }
}
