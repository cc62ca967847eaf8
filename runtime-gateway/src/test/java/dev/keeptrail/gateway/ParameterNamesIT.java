package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PolicyProgram;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a parameter is called, and what is passed for it, in the history that an agent sends. */
@Timeout(180)
final class ParameterNamesIT {
  private static final String PACK =
      """
      pack: {name: masks, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [pii-detector]}
      policy: {pii-detector: {action: redact}}
      """;

  private static final String BODY =
      """
      {"model": "m", "messages": [
        {"role": "user", "content": "Sort my mail."},
        {"role": "assistant", "tool_calls": [{"id": "c1", "type": "function",
          "function": {"name": "add_filter", "arguments": "{\\"NAME\\": \\"VALUE\\"}"}}]},
        {"role": "tool", "tool_call_id": "c1", "content": "done"}]}
      """;

  @ParameterizedTest
  @CsvSource({
    "from, @newsletter.com, 200",
    "from, bob@newsletter.com, 200",
    "bob@newsletter.com, 1, 409",
    "bob.smith, @newsletter.com, 409"
  })
  void aNameThatIsAPlainWordIsNotTheBeginningOfAValue(String name, String value, int status)
      throws Exception {
    try (PolicyProgram program = Programs.of(PACK);
        Gateway gateway = Gateway.start(House.settings(), program, new MemoryStore());
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions"))
                  .header("content-type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          BODY.replace("NAME", name).replace("VALUE", value)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }
  }
}
