package dev.keeptrail.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.protocol.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimulatedProviderTest {
  private final List<String> seen = new ArrayList<>();
  private final SimulatedProvider provider = new SimulatedProvider(seen::add);

  @Test
  void repeatsTheLastWordsOfTheUserTheSameWayEachTime() throws Exception {
    String body =
        """
        {"model":"m","n":2,"messages":[{"role":"system","content":"be brief"},\
        {"role":"user","content":"one"},{"role":"assistant","content":"two"},\
        {"role":"user","content":[{"type":"text","text":"three four"}]}]}\
        """;

    var answer = StrictJson.parse(ask(body).body());
    assertThat(answer.at("/choices/1/message/content").asString())
        .isEqualTo("You said: three four");
    assertThat(answer.path("model").asString()).isEqualTo("m");
    assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(8);
    assertThat(ask(body).body()).isEqualTo(ask(body).body());
    assertThat(seen).containsOnly(body);
  }

  @Test
  void cutsALongEchoBetweenCharacters() throws Exception {
    String text = "x".repeat(49_999) + "\uD83D\uDE00".repeat(3);
    var answer =
        StrictJson.parse(
            ask("{\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}").body());

    assertThat(answer.at("/choices/0/message/content").asString()).hasSize(10 + 49_999);
  }

  @Test
  void rejectsWhatIsNoJson() throws Exception {
    assertThat(ask("{").status()).isEqualTo(400);
  }

  private ProviderAnswer ask(String body) throws ProviderException {
    return provider.complete(
        Protocol.CHAT_COMPLETIONS, Outgoing.of(body.getBytes(StandardCharsets.UTF_8)));
  }
}
