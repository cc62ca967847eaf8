package dev.keeptrail.engine.plugin;

import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.embedding.Embedder;
import dev.keeptrail.detectors.embedding.EmbedderProvider;
import dev.keeptrail.detectors.embedding.SimilarityDetector;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.Declaration;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import dev.keeptrail.detectors.plugin.PlugIn;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import dev.keeptrail.detectors.plugin.WayOut;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.kind.SimilarTexts;
import java.util.EnumSet;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Where detectors come from that compare texts by what they mean. */
@FunctionalInterface
public interface Embedders {
  /** The backend whose model is on this machine. */
  String LOCAL = "local";

  /** Scans that one policy may have under way. */
  int CALLS = 8;

  /**
   * A detector for what a policy wants compared, which whoever asks closes.
   *
   * @throws PlanLoadException when nothing here can compare so
   */
  PlugIn plugIn(String policy, SimilarTexts wanted) throws PlanLoadException;

  /** With the embedders on the class path. */
  static Embedders installed() {
    return installed(WayOut.DIRECT);
  }

  /**
   * The same.
   *
   * @param wayOut how services are reached
   */
  static Embedders installed(WayOut wayOut) {
    return (policy, wanted) -> opened(policy, wanted, open(policy, wanted, wayOut));
  }

  /** That all compare with one model, which stays the caller's. */
  static Embedders of(Embedder model) {
    return (policy, wanted) -> opened(policy, wanted, model);
  }

  private static PlugIn opened(String policy, SimilarTexts wanted, Embedder embedder)
      throws PlanLoadException {
    var detector = new SimilarityDetector(embedder, wanted.likenesses(), wanted.floor());
    try {
      if (wanted.backend().equals(LOCAL)) {
        detector.prepare();
      }
      return plugIn(policy, wanted, detector);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      detector.close();
      throw new PlanLoadException("policy `" + policy + "`: interrupted");
    } catch (DetectorFailedException e) {
      detector.close();
      throw new PlanLoadException("policy `" + policy + "`: " + e.getMessage());
    }
  }

  /** That are never asked, as what they found is recorded. */
  static Embedders recorded() {
    return (policy, wanted) ->
        plugIn(
            policy,
            wanted,
            new SimilarityDetector(new RecordedOnly(), wanted.likenesses(), wanted.floor()));
  }

  private static PlugIn plugIn(String policy, SimilarTexts wanted, SimilarityDetector detector) {
    String id = Declaration.isId(policy) ? policy : "embeddings";
    return new PlugIn(
        id, detector, new PlugIn.Bounds(wanted.timeout(), CALLS, EnumSet.allOf(Source.class)));
  }

  private static Embedder open(String policy, SimilarTexts wanted, WayOut wayOut)
      throws PlanLoadException {
    try {
      for (EmbedderProvider provider :
          ServiceLoader.load(EmbedderProvider.class, Embedders.class.getClassLoader())) {
        if (provider.backend().equals(wanted.backend())) {
          return provider.open(wanted.embedder().through(wayOut));
        }
      }
    } catch (ServiceConfigurationError e) {
      throw new PlanLoadException("an embedder cannot be loaded: " + e.getMessage());
    } catch (UnusableDetectorException e) {
      throw new PlanLoadException("policy `" + policy + "`: " + e.getMessage());
    }
    throw new PlanLoadException(
        "policy `"
            + policy
            + "` has `backend: "
            + wanted.backend()
            + "`, and the model is not installed; "
            + (wanted.backend().equals(LOCAL)
                ? "build the plug-in (`mvn -Dquick package -pl detectors/onnx -am`) and name its"
                    + " folder in KEEPTRAIL_PLUGINS, or ask a service with `backend: external`"
                : "what asks a service is missing from the class path"));
  }

  /** Stands where a model would be asked. */
  record RecordedOnly() implements Embedder {
    @Override
    public String version() {
      return "recorded";
    }

    @Override
    public List<float[]> embed(List<String> texts, Deadline deadline) {
      throw new DetectorFailedException("no model is asked here");
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
