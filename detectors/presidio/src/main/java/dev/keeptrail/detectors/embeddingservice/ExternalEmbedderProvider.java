package dev.keeptrail.detectors.embeddingservice;

import dev.keeptrail.detectors.embedding.Embedder;
import dev.keeptrail.detectors.embedding.EmbedderProvider;
import dev.keeptrail.detectors.embedding.EmbedderSettings;
import dev.keeptrail.detectors.plugin.UnusableDetectorException;
import dev.keeptrail.detectors.service.JsonService;
import dev.keeptrail.detectors.service.ServiceAddress;
import java.net.URI;

/** Makes embedders that ask the service at the endpoint. */
public final class ExternalEmbedderProvider implements EmbedderProvider {
  private static final int CONNECTIONS = 8;

  /** Room for a batch of the longest vectors in use, written out in digits. */
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  @Override
  public String backend() {
    return "external";
  }

  @Override
  public Embedder open(EmbedderSettings settings) throws UnusableDetectorException {
    URI endpoint = settings.endpoint();
    if (endpoint == null) {
      throw new UnusableDetectorException("`endpoint` names no service");
    }
    ServiceAddress.check(endpoint, false, "`endpoint`", "use `https`");
    return new ExternalEmbedder(
        new JsonService(endpoint, settings.key(), CONNECTIONS, MAX_BYTES, null, settings.wayOut()),
        EmbeddingForm.of(endpoint),
        settings.model());
  }
}
