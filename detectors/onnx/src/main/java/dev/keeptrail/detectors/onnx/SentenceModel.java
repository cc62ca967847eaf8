package dev.keeptrail.detectors.onnx;

import dev.keeptrail.detectors.embedding.Embedder;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of sentences whose vectors are the mean of what it says of each token, as the
 * sentence-transformers models are used. Safe for any thread.
 */
final class SentenceModel implements Embedder {
  /** As many tokens as models of this family were trained on. */
  private static final int MAX_TOKENS = 256;

  private static final int BATCH = 8;

  private final String version;
  private final Model model;
  private final Tokenizer tokenizer;

  private SentenceModel(String version, Model model, Tokenizer tokenizer) {
    this.version = version;
    this.model = model;
    this.tokenizer = tokenizer;
  }

  static SentenceModel load(String version, byte[] graph, InputStream tokenizerJson, int threads)
      throws UnusableDetectorException {
    Model model = Model.load(graph, threads);
    try {
      return new SentenceModel(version, model, Tokenizer.read(tokenizerJson, MAX_TOKENS));
    } catch (UnusableDetectorException e) {
      model.close();
      throw e;
    }
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<float[]> embed(List<String> texts, Deadline deadline) {
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      windows.addAll(tokenizer.windows(i, texts.get(i)));
    }
    float[][] sums = new float[texts.size()][];
    for (int from = 0; from < windows.size(); from += BATCH) {
      deadline.check();
      List<Window> batch = windows.subList(from, Math.min(windows.size(), from + BATCH));
      if (!(model.run(batch) instanceof float[][][] rows) || rows.length != batch.size()) {
        throw new DetectorFailedException("the model gives no vector for each token");
      }
      for (int i = 0; i < rows.length; i++) {
        add(sums, batch.get(i), rows[i]);
      }
    }
    return normalised(sums);
  }

  private static void add(float[][] sums, Window window, float[][] tokens) {
    for (int token = 0; token < window.ids().size(); token++) {
      float[] vector = tokens[token];
      if (sums[window.text()] == null) {
        sums[window.text()] = new float[vector.length];
      }
      float[] sum = sums[window.text()];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += vector[i];
      }
    }
  }

  /** The mean is the sum but for its length, which goes when vectors are normalised. */
  private static List<float[]> normalised(float[][] sums) {
    List<float[]> vectors = new ArrayList<>();
    int length = 1;
    for (float[] sum : sums) {
      length = sum == null ? length : sum.length;
    }
    for (float[] sum : sums) {
      vectors.add(sum == null ? towardsNothing(length) : unit(sum));
    }
    return vectors;
  }

  /** A text without tokens, such as control characters, is like nothing in particular. */
  private static float[] towardsNothing(int length) {
    float[] vector = new float[length];
    vector[0] = 1;
    return vector;
  }

  private static float[] unit(float[] sum) {
    double square = 0;
    for (float value : sum) {
      square += (double) value * value;
    }
    float[] vector = new float[sum.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (sum[i] / Math.sqrt(square));
    }
    return vector;
  }

  @Override
  public void close() {
    model.close();
    tokenizer.close();
  }
}
