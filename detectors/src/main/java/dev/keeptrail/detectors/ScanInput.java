package dev.keeptrail.detectors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything one scan looks at.
 *
 * @param texts the texts of one phase, in the order of the exchange; findings name them by index
 * @param references texts of the same exchange that are compared with and not judged, such as the
 *     system prompt while a response is scanned
 * @param answersApart whether what a model wrote is read text by text, and not across the border of
 *     one text and the next; so it is where texts are given out while others still come
 * @param scope whose texts these are, where what was found in one may be remembered for when it
 *     comes again from the same; null where nothing is
 */
public record ScanInput(
    List<ScanText> texts, List<ScanText> references, boolean answersApart, @Nullable String scope) {
  public ScanInput {
    texts = List.copyOf(texts);
    references = List.copyOf(references);
  }

  /** Texts that are read across their borders. */
  public ScanInput(List<ScanText> texts, List<ScanText> references) {
    this(texts, references, false, null);
  }

  /** Texts of which only the words are known. */
  public static ScanInput of(List<String> texts) {
    return new ScanInput(
        texts.stream().map(text -> new ScanText(text, Origin.UNKNOWN)).toList(), List.of());
  }
}
