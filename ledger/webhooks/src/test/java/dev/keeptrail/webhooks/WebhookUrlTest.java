package dev.keeptrail.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which addresses a webhook may have. */
final class WebhookUrlTest {
  @Test
  void addressesAreEncryptedOrStayOnThisMachine() {
    for (String url :
        List.of(
            "http://hooks.example.com/k",
            "ftp://hooks.example.com",
            "https://user:pass@hooks.example.com/",
            "https://hooks.example.com/#part",
            "https:///k",
            "hooks",
            "https://" + "a".repeat(3_000))) {
      assertThat(refusal(url)).as(url).isNotEmpty();
    }
    IntStream.of(80, 8443)
        .forEach(port -> {
          assertThat(refusal("https://hooks.example.com:" + port + "/k?x=1")).isEmpty();
          assertThat(refusal("http://localhost:" + port + "/k")).isEmpty();
        });
  }

  private static String refusal(String url) {
    try {
      WebhookUrl.read(url);
      return "";
    } catch (WebhookException refused) {
      return String.valueOf(refused.getMessage());
    }
  }
}
