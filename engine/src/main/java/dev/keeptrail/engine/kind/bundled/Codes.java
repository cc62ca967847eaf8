package dev.keeptrail.engine.kind.bundled;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reason codes in catalogue order, with the sentence that the catalogue prints. */
final class Codes {
  private Codes() {}

  /** Alternating codes and sentences. */
  static Map<String, String> of(String... codesAndSentences) {
    Map<String, String> codes = new LinkedHashMap<>();
    for (int i = 0; i < codesAndSentences.length; i += 2) {
      codes.put(codesAndSentences[i], codesAndSentences[i + 1]);
    }
    return codes;
  }
}
