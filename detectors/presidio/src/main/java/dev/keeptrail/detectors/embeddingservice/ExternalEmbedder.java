package dev.keeptrail.detectors.embeddingservice;

import dev.keeptrail.detectors.embedding.Embedder;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.service.JsonService;
import java.util.List;

/**
 * Asks a service for vectors. What it answers depends on the service, whatever its model's name.
 */
record ExternalEmbedder(JsonService service, EmbeddingForm form, String model) implements Embedder {
  private static final int MAX_VERSION = 64;

  @Override
  public String version() {
    String plain = model.replaceAll("[^A-Za-z0-9._-]", "_");
    return plain.isEmpty() ? "1" : plain.substring(0, Math.min(MAX_VERSION, plain.length()));
  }

  @Override
  public List<float[]> embed(List<String> texts, Deadline deadline) {
    return form.answer(service.ask(form.question(model, texts), deadline), texts.size());
  }

  @Override
  public void close() {
    service.close();
  }
}
