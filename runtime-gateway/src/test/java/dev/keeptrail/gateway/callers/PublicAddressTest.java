package dev.keeptrail.gateway.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://llm.example.com, https://llm.example.com, ''",
    "https://llm.example.com/, https://llm.example.com, ''",
    "HTTPS://LLM.example.com:443/Gate/, https://llm.example.com, /Gate",
    "https://llm.example.com:8443/a/b, https://llm.example.com:8443, /a/b",
    "http://localhost:41002, http://localhost:41002, ''",
    "http://127.0.0.9:80/x, http://127.0.0.9, /x",
    "http://[::1]:41002, http://[::1]:41002, ''",
    "https://[2001:db8::1], https://[2001:db8::1], ''"
  })
  void addressesAreReadAsBrowsersWriteThem(String text, String origin, String path) {
    assertThat(PublicAddress.of(text)).contains(new PublicAddress(origin, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "llm.example.com",
        "//llm.example.com",
        "ftp://llm.example.com",
        "mailto:ops@example.com",
        "http://llm.example.com",
        "http://10.0.0.1",
        "http://localhost.example.com",
        "https://",
        "https:///v1",
        "https://llm.example.com?",
        "https://llm.example.com/?a=b",
        "https://llm.example.com/#",
        "https://ops@llm.example.com",
        "https://ops:secret@llm.example.com",
        "https://llm.example.com:0",
        "https://llm.example.com:65536",
        "https://llm.example.com//",
        "https://llm.example.com//a",
        "https://llm.example.com/a/../b",
        "https://llm.example.com/a%20b",
        "https://llm.example.com/a\"b",
        "https://llm.example.com/a b",
        "https://llm.example.com/a,scope=b",
        "https://zo\u00eb.example.com"
      })
  void nothingElseIsOne(String text) {
    assertThat(PublicAddress.of(text)).isEmpty();
  }

  @Test
  void onlyWhatCanBeAskedIsPublished() {
    PublicAddress address = PublicAddress.of("https://llm.example.com").orElseThrow();

    for (String issuer : new String[] {"accounts.example.com", "urn:issuer", "https://", "a b"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Publication(address, issuer, Map.of()))
          .withMessageContaining("issuer");
    }
    for (String scope : new String[] {"", "a b", "a\"", "a\\", "zo\u00eb", "a\r\nb"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              new Publication(address, "https://id.example.com", Map.of(KeyScope.INVOKE, scope)))
          .withMessageContaining("scope");
    }
  }
}
