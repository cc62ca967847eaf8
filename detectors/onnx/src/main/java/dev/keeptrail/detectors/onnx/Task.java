package dev.keeptrail.detectors.onnx;

import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import java.util.List;

/** What the outputs of a model say about a text. Serves one text. */
sealed interface Task permits SequenceTask, TokenTask {
  /**
   * Takes the output for one window of the text.
   *
   * @param output a row of logits, or one for each token
   * @throws DetectorFailedException when the output has another shape
   */
  void take(Window window, Object output);

  /** Reports what was found, once all windows of the text are taken. */
  void report(int text, String content, BatchDetector.Sink sink);

  /** The output for each window of a batch. */
  static List<?> rows(Object output) {
    if (output instanceof Object[] rows) {
      return List.of(rows);
    }
    throw unexpected();
  }

  static DetectorFailedException unexpected() {
    return new DetectorFailedException("the model's output has another shape than its labels say");
  }
}
