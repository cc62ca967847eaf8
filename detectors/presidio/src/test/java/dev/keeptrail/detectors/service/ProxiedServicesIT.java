package dev.keeptrail.detectors.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.embedding.EmbedderSettings;
import dev.keeptrail.detectors.embeddingservice.ExternalEmbedderProvider;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import dev.keeptrail.detectors.plugin.WayOut;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Services of detectors on the other side of a proxy. */
@Timeout(180)
final class ProxiedServicesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The name is known to nobody here, so it is left to the proxy. */
  @Test
  void aServiceIsReachedThroughTheProxyUnderItsName() throws Exception {
    try (var open = new OpenWay();
        var service = service("https", open.way())) {
      assertThatThrownBy(() -> ask(service)).isInstanceOf(DetectorFailedException.class);

      assertThat(open.heard().poll(60, TimeUnit.SECONDS))
          .isEqualTo(OpenWay.unresolved("analyzer.invalid", 443));
      assertThat(open.heard().poll(60, TimeUnit.SECONDS))
          .startsWith("\u0016")
          .contains("analyzer.invalid");
    }
  }

  @Test
  void anEmbedderIsReachedThroughItToo() throws Exception {
    try (var open = new OpenWay();
        var embedder =
            new ExternalEmbedderProvider()
                .open(
                    new EmbedderSettings("m", URI.create("https://embed.invalid/v1"), null)
                        .through(open.way()))) {
      assertThatThrownBy(() -> embedder.embed(List.of("text"), Deadline.after(PATIENCE)))
          .isInstanceOf(DetectorFailedException.class);

      assertThat(open.heard().poll(60, TimeUnit.SECONDS))
          .isEqualTo(OpenWay.unresolved("embed.invalid", 443));
    }
  }

  @Test
  void aProxyThatRefusesIsNamedAsTheReason() {
    try (var service = service("https", OpenWay.shut())) {
      assertThatThrownBy(() -> ask(service))
          .isInstanceOf(DetectorFailedException.class)
          .hasMessage("the proxy opens no connection to the service");
    }
  }

  @Test
  void whatTheProxyDoesNotLeadToIsAskedDirectly() throws Exception {
    try (var open = new OpenWay();
        var service = service("http", open.way())) {
      assertThatThrownBy(() -> ask(service)).hasMessage("the service cannot be reached");

      assertThat(open.heard()).isEmpty();
    }
  }

  private static byte[] ask(JsonService service) {
    return service.ask("{}".getBytes(UTF_8), Deadline.after(PATIENCE));
  }

  private static JsonService service(String scheme, WayOut way) {
    return new JsonService(
        URI.create(scheme + "://analyzer.invalid/analyze"), "key-1", 1, 1_000, null, way);
  }
}
