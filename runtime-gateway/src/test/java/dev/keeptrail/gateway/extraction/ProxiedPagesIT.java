package dev.keeptrail.gateway.extraction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.gateway.extraction.Page.Outcome;
import dev.keeptrail.gateway.provider.Recall;
import dev.keeptrail.gateway.tunnel.LockedProxy;
import dev.keeptrail.gateway.tunnel.NoProxy;
import dev.keeptrail.gateway.tunnel.OutboundProxy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages and services that are reached through a proxy, and those that are not. */
@Timeout(180)
final class ProxiedPagesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * The name is known to nobody here: that it gets this far shows that the proxy is asked for it.
   */
  @Test
  void aPageWhoseNameIsNotKnownHereIsAskedThroughTheProxy() throws Exception {
    try (var proxy = new LockedProxy()) {
      Page page = fetch(proxy, "", "https://pages.invalid/page");

      assertThat(page.outcome()).isEqualTo(Outcome.UNREACHABLE);
      assertThat(proxy.opened().poll(60, TimeUnit.SECONDS))
          .isEqualTo("CONNECT pages.invalid:443 HTTP/1.1");
      assertThat(proxy.through().poll(60, TimeUnit.SECONDS))
          .startsWith("\u0016")
          .contains("pages.invalid");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://10.1.2.3/page",
        "https://169.254.169.254/page",
        "https://[fd00::1]/page",
        "https://[::ffff:10.1.2.3]/page",
      })
  void theProxyIsNotAskedForAddressesThatMayNotBeAsked(String address) throws Exception {
    try (var proxy = new LockedProxy()) {
      assertThat(fetch(proxy, "", address).outcome()).isEqualTo(Outcome.REFUSED_ADDRESS);
      assertThat(proxy.opened()).isEmpty();
    }
  }

  @Test
  void whoIsExceptedOrAskedInTheClearIsAskedDirectlyUnderTheOldRules() throws Exception {
    try (var proxy = new LockedProxy()) {
      assertThat(fetch(proxy, "pages.invalid", "https://pages.invalid/page").outcome())
          .isEqualTo(Outcome.UNREACHABLE);
      assertThat(fetch(proxy, "", "http://pages.invalid/page").outcome())
          .isEqualTo(Outcome.UNREACHABLE);
      assertThat(fetch(proxy, "", "https://127.0.0.1:1/page").outcome())
          .isEqualTo(Outcome.REFUSED_ADDRESS);

      assertThat(proxy.opened()).isEmpty();
    }
  }

  @Test
  void aServiceIsAskedThroughTheProxyToo() throws Exception {
    try (var proxy = new LockedProxy()) {
      var service =
          new CheckedService(
              URI.create("https://judge.invalid/v1"),
              reach(proxy, ""),
              org.apache.hc.core5.util.Timeout.ofSeconds(30),
              "test");

      assertThatThrownBy(
              () -> service.ask(Map.of(), "{}".getBytes(UTF_8), _ -> "answer", new Recall()))
          .isInstanceOf(IOException.class);

      assertThat(proxy.opened().poll(60, TimeUnit.SECONDS))
          .isEqualTo("CONNECT judge.invalid:443 HTTP/1.1");
    }
  }

  private static Page fetch(LockedProxy proxy, String except, String address) {
    URI url = URI.create(address);
    String host = url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    return new PageFetcher(reach(proxy, except))
        .fetch(url, new ListedHosts(List.of(host)), 1_000, PATIENCE, _ -> {});
  }

  private static Reach reach(LockedProxy proxy, String except) {
    return new Reach(
        PublicAddresses.ONLY,
        new OutboundProxy("127.0.0.1", proxy.port(), LockedProxy.LOGIN, NoProxy.of(except)));
  }
}
