package dev.keeptrail.gateway.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.messages.MessagesShape;
import dev.keeptrail.ledger.price.Tokens;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

final class TokenCountTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'cache_creation_input_tokens':30|0|60|30|0",
        "'cache_creation_input_tokens':30,'cache_creation':{'ephemeral_5m_input_tokens':10,'ephemeral_1h_input_tokens':20}|0|60|30|20",
        "'cache_creation':{'ephemeral_1h_input_tokens':20}|0|50|20|20",
        "'cache_creation_input_tokens':5,'cache_creation':{'ephemeral_1h_input_tokens':20}|0|50|20|20",
        "'cache_creation_input_tokens':30,'cache_creation':{'ephemeral_1h_input_tokens':'20'}|0|60|30|0",
        "'cache_read_input_tokens':9,'cache_creation':7|9|39|0|0",
      })
  void tellsWhatIsKeptForAnHour(String usage, long read, long input, long written, long hour)
      throws Exception {
    String json =
        "{'usage':{'input_tokens':30,'output_tokens':4,%s}}".formatted(usage).replace('\'', '"');
    var answer = (ObjectNode) StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));

    assertThat(new MessagesShape().tokens(answer).orElseThrow().priced())
        .isEqualTo(new Tokens(input, read, written, hour, 4, 0));
  }
}
