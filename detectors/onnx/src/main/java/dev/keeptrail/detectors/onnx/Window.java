package dev.keeptrail.detectors.onnx;

import java.util.List;

/**
 * As much of a text as the model sees at once.
 *
 * @param text index of the text in the batch
 * @param ids what the model is given, special tokens among them
 * @param tokens one for each id
 */
record Window(int text, List<Long> ids, List<Token> tokens) {
  Window {
    ids = List.copyOf(ids);
    tokens = List.copyOf(tokens);
    if (ids.size() != tokens.size()) {
      throw new IllegalArgumentException("a token for each id");
    }
  }

  /**
   * One token's place in the text, in UTF-16 units.
   *
   * @param word number of the word that it is a part of, -1 for none
   * @param special whether it stands for no text
   */
  record Token(int start, int end, long word, boolean special) {}
}
