package dev.keeptrail.detectors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything one scan looks at.
 *
 * @param texts the texts of one phase, in the order of the exchange; findings name them by index
 * @param references texts of the same exchange that are compared with and not judged, such as the
 *     system prompt while a response is scanned
 * @param parts for each text the name of the part within which a value may go on from one text of a
 *     voice to the next; {@link #ALONE} for a text that is read by itself; empty where all texts
 *     are of one part
 * @param scope whose texts these are, where what was found in one may be remembered for when it
 *     comes again from the same; null where nothing is
 */
public record ScanInput(
    List<ScanText> texts, List<ScanText> references, List<String> parts, @Nullable String scope) {
  /** Of a text that neither goes on from another nor in another. */
  public static final String ALONE = "alone";

  public ScanInput {
    texts = List.copyOf(texts);
    parts = List.copyOf(parts);
    if (!parts.isEmpty() && parts.size() != texts.size()) {
      throw new IllegalArgumentException("each text is in one part");
    }
    references = List.copyOf(references);
  }

  /** Texts that are read across their borders. */
  public ScanInput(List<ScanText> texts, List<ScanText> references) {
    this(texts, references, List.of(), null);
  }

  /** Texts of which only the words are known. */
  public static ScanInput of(List<String> texts) {
    return new ScanInput(
        texts.stream().map(text -> new ScanText(text, Origin.UNKNOWN)).toList(), List.of());
  }
}
