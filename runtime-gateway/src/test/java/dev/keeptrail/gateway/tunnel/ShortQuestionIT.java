package dev.keeptrail.gateway.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked once, such as an issuer for its keys. */
@Timeout(180)
final class ShortQuestionIT {
  @Test
  void theProxyGetsItsLoginAndTheNameAndNobodyElseIsAsked() throws Exception {
    try (var proxy = new LockedProxy()) {
      assertThatThrownBy(() -> ask("https://issuer.invalid/keys", proxy, LockedProxy.LOGIN))
          .isInstanceOf(IOException.class);

      assertThat(proxy.opened().poll(60, TimeUnit.SECONDS))
          .isEqualTo("CONNECT issuer.invalid:443 HTTP/1.1");
      assertThat(proxy.through().poll(60, TimeUnit.SECONDS)).contains("issuer.invalid");
    }
  }

  @ParameterizedTest
  @CsvSource(
      value = {"ana:wrong", "ana", "NONE"},
      nullValues = "NONE")
  void aProxyThatRefusesTheLoginIsNamedAsTheReason(@Nullable String login) throws Exception {
    try (var proxy = new LockedProxy()) {
      assertThatThrownBy(() -> ask("https://issuer.invalid/keys", proxy, login))
          .hasMessage("the proxy opens no connection to it");
      assertThat(proxy.opened()).isEmpty();
    }
  }

  @Test
  void whatIsAskedInTheClearIsAskedWithoutTheProxy() throws Exception {
    try (var proxy = new LockedProxy()) {
      assertThatThrownBy(() -> ask("http://issuer.invalid/keys", proxy, LockedProxy.LOGIN))
          .hasMessage("its name is not known here");
      assertThat(proxy.opened()).isEmpty();
    }
  }

  private static ShortQuestion.Answer ask(String address, LockedProxy proxy, @Nullable String login)
      throws Exception {
    return ShortQuestion.ask(
        URI.create(address),
        new OutboundProxy("127.0.0.1", proxy.port(), login, NoProxy.of("")),
        100,
        Duration.ofSeconds(60));
  }
}
