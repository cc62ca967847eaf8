package dev.keeptrail.detectors.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph, loaded once from a local file. It takes {@code input_ids} and, where it has them, {@code
 * attention_mask} and {@code token_type_ids}, all int64 of shape (windows, tokens); its first
 * output holds the logits. Safe for any thread.
 */
final class Model implements AutoCloseable {
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";
  private static final Set<String> KNOWN = Set.of(IDS, MASK, TYPES);

  private final OrtEnvironment environment;
  private final OrtSession session;

  private Model(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  static Model load(Path file, int threads) throws UnusableDetectorException {
    return load(
        threads, (environment, options) -> environment.createSession(file.toString(), options));
  }

  /** A graph that is in memory, with its weights. */
  static Model load(byte[] graph, int threads) throws UnusableDetectorException {
    return load(threads, (environment, options) -> environment.createSession(graph, options));
  }

  @FunctionalInterface
  private interface Opening {
    OrtSession session(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException;
  }

  private static Model load(int threads, Opening opening) throws UnusableDetectorException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (var options = new OrtSession.SessionOptions()) {
      environment.setTelemetry(false);
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // WHY: a thread that waits by spinning takes the core that a request needs.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      var model = new Model(environment, opening.session(environment, options));
      model.checkInputs();
      return model;
    } catch (OrtException e) {
      throw new UnusableDetectorException("`model` is no ONNX graph that can be loaded");
    }
  }

  private void checkInputs() throws OrtException, UnusableDetectorException {
    Map<String, NodeInfo> inputs = session.getInputInfo();
    if (!inputs.containsKey(IDS)) {
      close();
      throw new UnusableDetectorException("`model` has no input `input_ids`");
    }
    for (Map.Entry<String, NodeInfo> input : inputs.entrySet()) {
      boolean usable =
          KNOWN.contains(input.getKey())
              && input.getValue().getInfo() instanceof TensorInfo tensor
              && tensor.type == ai.onnxruntime.OnnxJavaType.INT64;
      if (!usable) {
        close();
        throw new UnusableDetectorException(
            "`model` has an input `%s`, which is not known here".formatted(input.getKey()));
      }
    }
  }

  /**
   * The first output for some windows: for each a row of logits, or a row for each token.
   *
   * @throws DetectorFailedException when the graph does not run, or gives something else
   */
  Object run(List<Window> windows) {
    int length = windows.stream().mapToInt(window -> window.ids().size()).max().orElse(1);
    long[] shape = {windows.size(), length};
    LongBuffer ids = LongBuffer.allocate(windows.size() * length);
    LongBuffer mask = LongBuffer.allocate(windows.size() * length);
    for (Window window : windows) {
      for (int i = 0; i < length; i++) {
        boolean inside = i < window.ids().size();
        ids.put(inside ? window.ids().get(i) : 0);
        mask.put(inside ? 1 : 0);
      }
    }
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    try {
      for (String name : session.getInputNames()) {
        LongBuffer values =
            switch (name) {
              case IDS -> ids;
              case MASK -> mask;
              default -> LongBuffer.allocate(windows.size() * length);
            };
        inputs.put(name, OnnxTensor.createTensor(environment, values.duplicate().rewind(), shape));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        return result.get(0).getValue();
      }
    } catch (OrtException e) {
      throw new DetectorFailedException("the model does not run");
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
