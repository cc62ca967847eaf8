package dev.keeptrail.detectors.onnx;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.plugin.BatchDetector;
import java.util.ArrayList;
import java.util.List;

/** A label for each window: what is found covers the whole window. */
final class SequenceTask implements Task {
  private final Labels labels;
  private final double minScore;
  private final List<Found> found = new ArrayList<>();

  private record Found(int start, int end, String label, double score) {}

  SequenceTask(Labels labels, double minScore) {
    this.labels = labels;
    this.minScore = minScore;
  }

  @Override
  public void take(Window window, Object output) {
    if (!(output instanceof float[] logits) || logits.length != labels.count()) {
      throw Task.unexpected();
    }
    double[] scores = labels.probabilities(logits);
    for (int i = 0; i < scores.length; i++) {
      String label = labels.names().get(i);
      if (labels.category(label) != null && scores[i] >= minScore) {
        add(window, label, scores[i]);
      }
    }
  }

  private void add(Window window, String label, double score) {
    int start = Integer.MAX_VALUE;
    int end = 0;
    for (Window.Token token : window.tokens()) {
      if (!token.special()) {
        start = Math.min(start, token.start());
        end = Math.max(end, token.end());
      }
    }
    if (start < end) {
      found.add(new Found(start, end, label, score));
    }
  }

  @Override
  public void report(int text, String content, BatchDetector.Sink sink) {
    for (Found each : found) {
      String category = labels.category(each.label());
      if (category != null) {
        sink.add(
            text,
            each.start(),
            each.end(),
            category,
            Labels.marker(each.label()),
            each.score(),
            Evidence.MODEL);
      }
    }
  }
}
