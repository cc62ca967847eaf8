package dev.keeptrail.gateway.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.stream.StreamEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** Clients take some of an answer from the events of their own that it has, and not from items. */
final class ResponseEventsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type':'message','content':[{'type':'output_text','text':'t','annotations':[{'url':'u.example'}]}]}|output_text.annotation.added|/annotation/url|u.example",
        "{'type':'code_interpreter_call','code':'print'}|code_interpreter_call_code.done|/code|print",
        "{'type':'code_interpreter_call','code':'print'}|code_interpreter_call_code.delta|/delta|print",
        "{'type':'mcp_call','arguments':'{}'}|mcp_call_arguments.done|/arguments|{}",
        "{'type':'function_call','arguments':'{}'}|function_call_arguments.done|/arguments|{}",
        "{'type':'reasoning','summary':[],'content':[{'type':'reasoning_text','text':'hm'}]}|reasoning_text.delta|/delta|hm",
        "{'type':'reasoning','summary':[{'type':'summary_text','text':'hm'}]}|reasoning_summary_text.delta|/delta|hm",
      })
  void saysWhatClientsTakeFromEvents(String item, String type, String place, String value)
      throws Exception {
    List<ObjectNode> said = said(item, "response." + type);

    assertThat(said).hasSize(1);
    assertThat(said.getFirst().at(place).asString()).isEqualTo(value);
    assertThat(said(item, "response.output_item.added").toString()).doesNotContain(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'type':'code_interpreter_call','code':null}|code_interpreter_call_code.done",
        "{'type':'reasoning','summary':[]}|content_part.added",
        "{'type':'message','content':[{'type':'refusal','refusal':'t'}]}|output_text.done",
      })
  void saysNothingOfWhatIsNot(String item, String type) throws Exception {
    assertThat(said(item, "response." + type)).isEmpty();
    assertThat(said(item, "response.output_item.done")).hasSize(1);
  }

  private static List<ObjectNode> said(String item, String type) throws Exception {
    String json = "{'status':'completed','output':[%s]}".formatted(item).replace('\'', '"');
    var response = (ObjectNode) StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));
    return ResponseEvents.of(response).stream()
        .map(StreamEvent::data)
        .filter(event -> event.path("type").asString("").equals(type))
        .toList();
  }
}
