package dev.keeptrail.gateway.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.ledger.price.PriceTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is reserved for an answer is never less than a provider may make of the request. */
final class AnswerTokensTest {
  private static final long UNKNOWN = -1;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "CHAT_COMPLETIONS|'max_tokens':7|7",
        "CHAT_COMPLETIONS|'max_tokens':7,'n':3|21",
        "CHAT_COMPLETIONS|'max_completion_tokens':1,'max_tokens':900|900",
        "CHAT_COMPLETIONS|'max_completion_tokens':900,'max_tokens':1|900",
        "CHAT_COMPLETIONS|'max_completion_tokens':null,'max_tokens':7|7",
        "CHAT_COMPLETIONS|'max_completion_tokens':1,'max_tokens':'900'|-1",
        "CHAT_COMPLETIONS|'max_output_tokens':1|-1",
        "CHAT_COMPLETIONS|'max_tokens':-7|-1",
        "CHAT_COMPLETIONS|'max_tokens':2,'best_of':'5'|256",
        "MESSAGES|'max_completion_tokens':1,'max_tokens':900|900",
        "RESPONSES|'max_output_tokens':7|7",
        "RESPONSES|'max_tokens':7|-1",
        "COMPLETIONS|'prompt':'a','max_tokens':7|7",
        "COMPLETIONS|'prompt':['a','b','c'],'max_tokens':7,'n':2|42",
        "COMPLETIONS|'prompt':[[1,2],'b'],'max_tokens':7|14",
        "COMPLETIONS|'prompt':[1,2,3],'max_tokens':7|7",
        "COMPLETIONS|'prompt':'a','max_tokens':1,'n':5.0|128",
        "EMBEDDINGS|'max_tokens':7|-1",
      })
  void countsTheMostThatAnyProviderWouldRead(Protocol protocol, String members, long tokens)
      throws Exception {
    assertThat(AnswerTokens.allowed(request(protocol, members)).orElse(UNKNOWN)).isEqualTo(tokens);
  }

  @Test
  void reservesForTokensThatComeAsNumbers() throws Exception {
    String ids = String.join(",", IntStream.range(0, 4_000).mapToObj(_ -> "7").toList());
    PriceTable prices =
        PriceTable.parse(
            "{\"effective_date\":\"2026-01-31\",\"models\":{\"m\":{\"input\":1000,\"output\":0}}}"
                .getBytes(StandardCharsets.UTF_8));

    for (String given : List.of("[" + ids + "]", "['x',[" + ids + "]]")) {
      assertThat(
              Ceiling.of(Set.of("m"), request(Protocol.COMPLETIONS, "'prompt':" + given), prices)
                  .nanos())
          .isGreaterThanOrEqualTo(4_000_000_000L);
    }
  }

  /** Whoever asks for more than the model can give takes no more of a budget for it. */
  @ParameterizedTest
  @CsvSource({"7,1,7", "2147483647,1,100", "2147483647,3,300", "99,2,198", "-1,2,200"})
  void reservesNoMoreThanTheModelCanGiveWhereThatIsKnown(int asked, int choices, long tokens)
      throws Exception {
    String members =
        (asked < 0 ? "" : "'max_tokens':" + asked + ",") + "'n':" + choices + ",'store':false";
    ModelRequest request = request(Protocol.CHAT_COMPLETIONS, members);

    assertThat(Ceiling.of(Set.of("m"), request, table(",\"max_output\":100")).nanos())
        .isEqualTo(tokens * 1_000_000);
    assertThat(Ceiling.of(Set.of("m"), request, table("")).nanos())
        .isEqualTo(1_000_000L * choices * (asked < 0 ? 16_384L : asked));
  }

  /** A thousand dollars for a million tokens out. */
  private static PriceTable table(String more) {
    String json =
        "{\"effective_date\":\"2026-01-31\",\"models\":{\"m\":{\"input\":0,\"output\":1000"
            + more
            + "}}}";
    return PriceTable.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  private static ModelRequest request(Protocol protocol, String members) throws Exception {
    String body =
        switch (protocol) {
          case CHAT_COMPLETIONS, MESSAGES -> "'messages':[{'role':'user','content':'x'}],";
          case COMPLETIONS -> "";
          default -> "'input':'x',";
        };
    String json = ("{'model':'m'," + body + members + "}").replace('\'', '"');
    return protocol.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
