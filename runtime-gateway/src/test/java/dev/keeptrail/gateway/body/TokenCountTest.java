package dev.keeptrail.gateway.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.chat.ChatShape;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.messages.MessagesShape;
import dev.keeptrail.ledger.price.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
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

  /** Thoughts are billed as output, whether or not they are counted as that. */
  @ParameterizedTest
  @CsvSource({
    "9,94,135,103,94",
    "9,0,135,103,94",
    "103,94,135,103,94",
    "9,4,0,9,4",
    "9,400,41,9,9",
  })
  void countsThoughtsThatStandBesideTheOutput(
      long said, long reasoning, long total, long output, long thought) throws Exception {
    String json =
        ("{'prompt_tokens':32,'completion_tokens':%d,'total_tokens':%d,"
                + "'completion_tokens_details':{'reasoning_tokens':%d}}")
            .formatted(said, total, reasoning)
            .replace('\'', '"');

    assertThat(
            TokenCount.of(StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow()
                .priced())
        .isEqualTo(new Tokens(32, 0, 0, 0, output, thought));
  }

  /** Servers that leave out of the total what they had kept from the last request. */
  @ParameterizedTest
  @CsvSource({"750,333,799,1083", "750,333,0,1083", "750,333,1100,1100"})
  void aTotalIsNeverLessThanItsParts(long input, long output, long total, long counted)
      throws Exception {
    String json =
        "{'prompt_tokens':%d,'completion_tokens':%d,'total_tokens':%d}"
            .formatted(input, output, total)
            .replace('\'', '"');

    assertThat(
            TokenCount.of(StrictJson.parse(json.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow()
                .total())
        .isEqualTo(counted);
  }

  /** Servers have names of their own for what a cache gave or got. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'usage':{USED,'prompt_tokens_details':{'cached_tokens':9}}|9|0",
        "'usage':{USED,'prompt_cache_hit_tokens':9,'prompt_cache_miss_tokens':23}|9|0",
        "'usage':{USED,'cached_tokens':9}|9|0",
        "'usage':{USED,'prompt_tokens_details':{'cached_tokens':9},'prompt_cache_hit_tokens':8}|9|0",
        "'usage':{USED,'prompt_tokens_details':null,'prompt_cache_hit_tokens':8}|8|0",
        "'usage':{USED,'prompt_tokens_details':{'cached_tokens':9,'cache_write_tokens':20}}|9|20",
        "'usage':{USED,'prompt_tokens_details':{'cached_tokens':9,'cache_creation_tokens':20}}|9|20",
        "'usage':{USED,'cache_creation_input_tokens':20}|0|20",
        "'usage':{USED,'prompt_tokens_details':{'cached_tokens':9,'cache_write_tokens':30}}|9|23",
        "'usage':{USED,'cache_creation_input_tokens':'20','cached_tokens':-1}|0|0",
        "'x_groq':{'id':'r','usage':{USED,'queue_time':0.1}}|0|0",
        "'usage':null,'x_groq':{'usage':{USED}}|0|0",
      })
  void knowsOtherNames(String counts, long read, long written) throws Exception {
    String used = "'prompt_tokens':32,'completion_tokens':4,'total_tokens':36";
    String json = "{%s}".formatted(counts.replace("USED", used)).replace('\'', '"');
    var answer = (ObjectNode) StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));

    assertThat(new ChatShape().tokens(answer).orElseThrow().priced())
        .isEqualTo(new Tokens(32, read, written, 0, 4, 0));
  }

  /** The runs of the message itself are in its counts already. */
  @Test
  void countsRunsBesideTheMessage() throws Exception {
    String json =
        """
        {'usage':{'input_tokens':30,'output_tokens':4,'iterations':[
         {'type':'compaction','input_tokens':1000,'cache_read_input_tokens':5,'output_tokens':200},
         {'type':'message','input_tokens':30,'output_tokens':4},
         {'type':'advisor_message','model':'m','input_tokens':7,'output_tokens':8},
         {'type':'compaction','input_tokens':'x','output_tokens':8}]}}
        """
            .replace('\'', '"');
    var answer = (ObjectNode) StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));

    assertThat(new MessagesShape().tokens(answer).orElseThrow())
        .isEqualTo(new TokenCount(1042, 5, 0, 0, 212, 0, 1254));
  }

  @Test
  void countsWhatClaudeThoughtAsAPartOfItsOutput() throws Exception {
    for (String thought : List.of("40", "400")) {
      String json =
          "{'usage':{'input_tokens':30,'output_tokens':50,"
              + "'output_tokens_details':{'thinking_tokens':"
              + thought
              + "}}}";
      var answer =
          (ObjectNode) StrictJson.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));

      assertThat(new MessagesShape().tokens(answer).orElseThrow())
          .isEqualTo(new TokenCount(30, 0, 0, 0, 50, Math.min(50, Integer.parseInt(thought)), 80));
    }
  }
}
