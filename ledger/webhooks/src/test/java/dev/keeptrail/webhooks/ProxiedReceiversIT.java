package dev.keeptrail.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Receivers on the other side of a proxy. */
@Timeout(180)
final class ProxiedReceiversIT {
  private static final URI HOOK = URI.create("https://hooks.invalid/in?token=geheim");

  /** The name is known to nobody here, so it is left to the proxy. */
  @Test
  void aReceiverIsReachedThroughTheProxyUnderItsName() throws Exception {
    try (var open = new OpenWay();
        var sender = new WebhookSender(open.way())) {
      assertThat(send(sender, HOOK)).isInstanceOf(Outcome.Away.class);

      assertThat(open.heard().poll(60, TimeUnit.SECONDS))
          .isEqualTo(OpenWay.unresolved("hooks.invalid", 443));
      assertThat(open.heard().poll(60, TimeUnit.SECONDS))
          .startsWith("\u0016")
          .contains("hooks.invalid");
    }
  }

  /** It is tried again later: what the proxy says is not the receiver's word. */
  @Test
  void aProxyThatRefusesIsNamedAsTheReason() throws Exception {
    try (var sender = new WebhookSender(OpenWay.shut())) {
      assertThat(send(sender, HOOK))
          .isEqualTo(
              new Outcome.Away(
                  null,
                  "the receiver cannot be reached (the proxy opens no connection to it)",
                  null));
    }
  }

  @Test
  void aReceiverThatTheProxyDoesNotLeadToIsAskedDirectly() throws Exception {
    try (var open = new OpenWay();
        var sender = new WebhookSender(open.way())) {
      assertThat(send(sender, URI.create("http://hooks.invalid/in")))
          .isInstanceOf(Outcome.Away.class);

      assertThat(open.heard()).isEmpty();
    }
  }

  private static Outcome send(WebhookSender sender, URI url) {
    return sender.send(url, "id", "{}".getBytes(UTF_8), List.of(), Instant.EPOCH);
  }
}
