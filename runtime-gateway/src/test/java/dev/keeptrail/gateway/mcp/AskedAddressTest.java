package dev.keeptrail.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an address leads, if everybody reads it in the same way. */
final class AskedAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://a.example, a.example",
    "https://Accounts.Example.com/login?next=%2F#top, accounts.example.com",
    "https://a.example?q=1, a.example",
    "https://a.example#q, a.example",
    "https://a.example:8443/, a.example:8443",
    "https://xn--bcher-kva.example/, xn--bcher-kva.example",
    "https://a.example/@b.example, a.example",
    "https://a.example/?https://b.example, a.example",
  })
  void thePlainOnesLeadToTheirHost(String address, String host) {
    assertThat(AskedAddress.host(address)).contains(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://",
        "https:///a.example",
        "http://a.example/",
        "HTTPS://a.example/",
        "javascript:alert(1)",
        "//a.example/",
        "https:a.example",
        "https:\\\\a.example",
        "https://a.example\\@b.example/",
        "https://user@a.example/",
        "https://a.example:pass@b.example/",
        "https://a.example%2f.b.example/",
        "https://a.example%40b.example/",
        "https://b\u00fccher.example/",
        "https://a\uff0eexample/",
        "https://a.example\u3002com/",
        "https://\u0430.example/",
        "https://a.example./",
        "https://a..example/",
        "https://-a.example/",
        "https://a-.example/",
        "https://a_b.example/",
        "https://localhost/",
        "https://router/",
        "https://127.0.0.1/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f.0.0.1/",
        "https://a.0x7f/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://a.example:/",
        "https://a.example:0/",
        "https://a.example:080/",
        "https://a.example:99999/",
        "https://a.example:443:443/",
        " https://a.example/",
        "https://a.example/ b",
        "https://a.example/\tb",
        "https://a.exa\nmple/",
        "https://a.example/\u0000",
        "https://a.example/\u202e",
        "https://a.example/<b>",
        "https://a.example/\"b",
        "https://a.example/{b}",
      })
  void thoseThatMayBeReadInTwoWaysLeadNowhere(String address) {
    assertThat(AskedAddress.host(address)).isEmpty();
  }

  @Test
  void noneIsLongerThanBrowsersTake() {
    assertThat(AskedAddress.host("https://a.example/" + "x".repeat(3_000))).isEmpty();
    assertThat(AskedAddress.host("https://" + "x".repeat(64) + ".example/")).isEmpty();
    assertThat(AskedAddress.host("https://" + "x.".repeat(130) + "example/")).isEmpty();
  }
}
