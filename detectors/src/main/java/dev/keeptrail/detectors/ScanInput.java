package dev.keeptrail.detectors;

import java.util.List;

/**
 * Everything one scan looks at.
 *
 * @param texts the texts of one phase, in the order of the exchange; findings name them by index
 * @param references texts of the same exchange that are compared with and not judged, such as the
 *     system prompt while a response is scanned
 */
public record ScanInput(List<ScanText> texts, List<ScanText> references) {
  public ScanInput {
    texts = List.copyOf(texts);
    references = List.copyOf(references);
  }

  /** Texts of which only the words are known. */
  public static ScanInput of(List<String> texts) {
    return new ScanInput(
        texts.stream().map(text -> new ScanText(text, Origin.UNKNOWN)).toList(), List.of());
  }
}
