package dev.keeptrail.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.sse.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a provider says in a stream goes on whole: whoever reads what is said from it reads the same
 * answer, whether it goes on while it comes or when it has come. Events of one stream stand behind
 * ';;'.
 */
final class RepeatedStreamsTest {
  private static final String BEGINS =
      "{'type':'message_start','message':{'id':'m','type':'message','role':'assistant','model':'c',"
          + "'content':[],'stop_reason':null,'stop_sequence':null,"
          + "'usage':{'input_tokens':5,'output_tokens':1}}};;";
  private static final String CALLS =
      "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t','name':'f','input':{}}};;";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // The model ran out of tokens in the middle of what it passes to a tool.
        "MESSAGES|BEGINSCALLS{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'{`a`: `wor'}};;{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'d and'}};;{'type':'content_block_stop','index':0};;{'type':'message_delta','delta':{'stop_reason':'max_tokens','stop_sequence':null},'usage':{'output_tokens':7}};;{'type':'message_stop'}|/content/0/input|{`a`: `word and",
        "MESSAGES|BEGINSCALLS{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'{`a`: 1}'}};;{'type':'content_block_stop','index':0};;{'type':'message_delta','delta':{'stop_reason':'tool_use','stop_sequence':null},'usage':{'output_tokens':7}};;{'type':'message_stop'}|/content/0/input/a|1",
        // A text may begin with its block.
        "MESSAGES|BEGINS{'type':'content_block_start','index':0,'content_block':{'type':'text','text':'zebra'}};;{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'fish'}};;{'type':'content_block_stop','index':0};;{'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':null},'usage':{'output_tokens':7}};;{'type':'message_stop'}|/content/0/text|zebrafish",
        // Some providers repeat all members of a call in each piece, and fill the first one only.
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'role':'assistant','tool_calls':[{'index':0,'id':'t','type':'function','function':{'name':'find','arguments':''}}]}}]};;{'choices':[{'index':0,'delta':{'role':'','tool_calls':[{'index':0,'id':'','type':'','function':{'name':'','arguments':'{}'}}]}}]};;{'choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}]};;[DONE]|/choices/0/message/tool_calls/0/function/name|find",
        // Thoughts come in pieces that stand in lists, and so do words behind them.
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'content':'','reasoning_details':[{'type':'reasoning.text','text':'zebra','index':0}]}}]};;{'choices':[{'index':0,'delta':{'reasoning_details':[{'type':'reasoning.text','text':'fish','index':0}]}}]};;{'choices':[{'index':0,'delta':{'reasoning_details':[{'type':'reasoning.text','text':'two','index':1}]},'finish_reason':'stop'}]};;[DONE]|/choices/0/message/reasoning_details/0/text|zebrafish",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'role':'assistant','content':''}}]};;{'choices':[{'index':0,'delta':{'content':[{'type':'thinking','thinking':[{'type':'text','text':'zebra'}]}]}}]};;{'choices':[{'index':0,'delta':{'content':[{'type':'thinking','thinking':[{'type':'text','text':'fish'}]}]}}]};;{'choices':[{'index':0,'delta':{'content':'Well'}}]};;{'choices':[{'index':0,'delta':{'content':'come'},'finish_reason':'stop'}]};;[DONE]|/choices/0/message/content/0/thinking/0/text|zebrafish",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'content':[{'type':'text','text':'Well'}]}}]};;{'choices':[{'index':0,'delta':{'content':'come'},'finish_reason':'stop'}]};;[DONE]|/choices/0/message/content/0/text|Wellcome",
        // Beside the choices, each chunk says all there is.
        "CHAT_COMPLETIONS|{'citations':['a','b'],'choices':[{'index':0,'delta':{'content':'Hello'}}]};;{'citations':['a','b'],'choices':[{'index':0,'delta':{},'logprobs':null,'finish_reason':'stop'}]};;[DONE]|/citations/1|b",
        // What is known of a message at its end only.
        "MESSAGES|BEGINS{'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':null,'container':{'id':'container_1'},'stop_details':{'type':'refusal'}},'usage':{'output_tokens':7}};;{'type':'message_stop'}|/container/id|container_1",
        "MESSAGES|BEGINS{'type':'message_delta','delta':{'stop_reason':'refusal','stop_sequence':null,'stop_details':{'type':'refusal'}},'usage':{'output_tokens':7}};;{'type':'message_stop'}|/stop_details/type|refusal",
        "MESSAGES|BEGINS{'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':null},'usage':{'output_tokens':7,'server_tool_use':{'web_search_requests':2}}};;{'type':'message_stop'}|/usage/server_tool_use/web_search_requests|2",
        "MESSAGES|BEGINS{'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':null},'usage':{'output_tokens':7},'context_management':{'applied_edits':['x']}};;{'type':'message_stop'}|/context_management/applied_edits/0|x",
        // A summary of what came before, in the one delta that it has or in more.
        "MESSAGES|BEGINS{'type':'content_block_start','index':0,'content_block':{'type':'compaction','content':null,'encrypted_content':null}};;{'type':'content_block_delta','index':0,'delta':{'type':'compaction_delta','content':'zebra','encrypted_content':null}};;{'type':'content_block_delta','index':0,'delta':{'type':'compaction_delta','content':'fish','encrypted_content':'QUJD'}};;{'type':'content_block_stop','index':0};;{'type':'message_delta','delta':{'stop_reason':'compaction','stop_sequence':null},'usage':{'output_tokens':7}};;{'type':'message_stop'}|/content/0/content|zebrafish",
        "MESSAGES|BEGINS{'type':'content_block_start','index':0,'content_block':{'type':'compaction','content':null,'encrypted_content':null,'signature':'s'}};;{'type':'content_block_delta','index':0,'delta':{'type':'compaction_delta','content':'zebra','encrypted_content':'QUJD'}};;{'type':'content_block_stop','index':0};;{'type':'message_delta','delta':{'stop_reason':'end_turn','stop_sequence':null},'usage':{'output_tokens':7}};;{'type':'message_stop'}|/content/0/encrypted_content|QUJD",
        // Some providers count their calls no further than 0, or not at all.
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'t','type':'function','function':{'name':'find','arguments':'{`a`:'}}]}}]};;{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'function':{'arguments':'1}'}}]}}]};;{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'u','type':'function','function':{'name':'find','arguments':'{`b`:2}'}}]},'finish_reason':'tool_calls'}]};;[DONE]|/choices/0/message/tool_calls/0/function/arguments|{`a`:1}",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'t','function':{'name':'find','arguments':'{}'}},{'index':0,'id':'u','function':{'name':'keep','arguments':'{}'}}]},'finish_reason':'tool_calls'}]};;[DONE]|/choices/0/message/tool_calls/1/function/name|keep",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'tool_calls':[{'index':null,'id':'','function':{'name':'find','arguments':'{}'}},{'id':'','function':{'name':'keep','arguments':'{}'}}]},'finish_reason':'tool_calls'}]};;[DONE]|/choices/0/message/tool_calls/1/function/name|keep",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'tool_calls':[{'id':'t','function':{'name':'find','arguments':''}}]}}]};;{'choices':[{'index':0,'delta':{'tool_calls':[{'function':{'arguments':'{`a`:'}}]}}]};;{'choices':[{'index':0,'delta':{'tool_calls':[{'id':'t','function':{'name':'find','arguments':'1}'}}]}}]};;{'choices':[{'index':0,'delta':{'tool_calls':[{'id':'u','function':{'name':'find','arguments':'{`b`:2}'}}]},'finish_reason':'tool_calls'}]};;[DONE]|/choices/0/message/tool_calls/0/function/arguments|{`a`:1}",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'tool_calls':{'index':0,'id':'t','function':{'name':'find','arguments':'{`a`:'}}}}]};;{'choices':[{'index':0,'delta':{'tool_calls':{'index':0,'function':{'arguments':'1}'}}},'finish_reason':'tool_calls'}]};;[DONE]|/choices/0/message/tool_calls/0/function/arguments|{`a`:1}",
        // Servers of one choice need not say where it stands.
        "CHAT_COMPLETIONS|{'choices':[{'delta':{'role':'assistant','content':'zebra'}}]};;{'choices':[{'index':0,'delta':{'content':'fi'}}]};;{'choices':[{'index':null,'delta':{'content':'sh'},'logprobs':null,'finish_reason':'stop'}]};;[DONE]|/choices/0/message/content|zebrafish",
        "COMPLETIONS|{'choices':[{'text':'zebra'}]};;{'choices':[{'text':'fish','finish_reason':'stop'}]};;[DONE]|/choices/0/text|zebrafish",
        // An id that changes with every piece begins nothing.
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'t','function':{'name':'find','arguments':'{`a`:'}}]}}]};;{'choices':[{'index':0,'delta':{'tool_calls':[{'index':0,'id':'u','function':{'arguments':'1}'}}]},'finish_reason':'tool_calls'}]};;[DONE]|/choices/0/message/tool_calls/0/function/arguments|{`a`:1}",
        // Some say all so far beside each piece.
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'message':{'role':'assistant','content':'zebra'},'delta':{'role':'assistant','content':'zebra'},'finish_reason':null}]};;{'choices':[{'index':0,'message':{'role':'assistant','content':'zebrafish'},'delta':{'role':'assistant','content':'fish'},'logprobs':null,'finish_reason':'stop'}]};;[DONE]|/choices/0/message/content|zebrafish",
        "RESPONSES|{'type':'response.created','response':{'id':'r'}};;{'type':'response.output_item.added','output_index':0,'item':{'type':'reasoning','id':'i','summary':[],'content':[]}};;{'type':'response.content_part.added','output_index':0,'content_index':0,'part':{'type':'reasoning_text','text':''}};;{'type':'response.reasoning_text.delta','output_index':0,'content_index':0,'delta':'zebrafish'};;{'type':'response.output_item.done','output_index':0,'item':{'type':'reasoning','id':'i','summary':[],'content':[{'type':'reasoning_text','text':'zebrafish'}]}};;{'type':'response.completed','response':{'id':'r','status':'completed'}}|/output/0/content/0/text|zebrafish",
        // Sound comes in pieces, each of them encoded by itself.
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'role':'assistant','audio':{'id':'a','transcript':'zebra'}}}]};;{'choices':[{'index':0,'delta':{'audio':{'transcript':'fish','data':'AAAA'}}}]};;{'choices':[{'index':0,'delta':{'audio':{'data':'BBBB'}}}]};;{'choices':[{'index':0,'delta':{'audio':{'expires_at':5}}}]};;{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]};;[DONE]|/choices/0/message/audio/transcript|zebrafish",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'audio':{'data':'AAAA'}}}]};;{'choices':[{'index':0,'delta':{'audio':{'data':'BBBB'}}}]};;{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]};;[DONE]|/choices/0/message/audio/data|AAAABBBB",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'audio':{'data':'AQ=='}}}]};;{'choices':[{'index':0,'delta':{'audio':{'data':'Ag=='}}}]};;{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]};;[DONE]|/choices/0/message/audio/data|AQI=",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'audio':{'data':'say='}}}]};;{'choices':[{'index':0,'delta':{'audio':{'data':' it'}}}]};;{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]};;[DONE]|/choices/0/message/audio/data|say= it",
      })
  void goOnWhole(Protocol protocol, String stream, String place, String value) throws Exception {
    StreamedShape shape = protocol.streamed().orElseThrow();
    AnswerReader reader = shape.reader();
    ObjectNode request = object("{'stream':true}");
    AnswerWriter writer = shape.writer(request);
    List<StreamEvent> live = new ArrayList<>();
    for (String data : stream.replace("BEGINS", BEGINS).replace("CALLS", CALLS).split(";;", -1)) {
      reader.accept(new SseEvent(null, written(data)), piece -> live.addAll(said(writer, piece)));
    }
    assertThat(reader.isComplete()).isTrue();
    ObjectNode answer = reader.soFar().deepCopy();
    live.addAll(writer.finish(answer));

    assertThat(answer.at(place).asString()).isEqualTo(value.replace('`', '"'));
    assertThat(read(shape, live)).isEqualTo(answer);
    assertThat(read(shape, shape.events(answer, request))).isEqualTo(answer);
  }

  private static List<StreamEvent> said(AnswerWriter writer, Piece piece) {
    try {
      return switch (piece) {
        case Piece.Head head -> writer.head(head.head());
        case Piece.Begin begin -> writer.begin(begin.key(), begin.shell());
        case Piece.Text text -> writer.text(text.key(), text.text());
        case Piece.End end -> writer.end(end.key(), end.part());
        case Piece.Part part ->
            writer.takes(part.index()) ? writer.part(part.index(), part.part()) : List.of();
      };
    } catch (DisagreementException disagrees) {
      throw new AssertionError(disagrees);
    }
  }

  private static ObjectNode read(StreamedShape shape, List<StreamEvent> events) throws Exception {
    AnswerReader reader = shape.reader();
    for (StreamEvent event : events) {
      String data = StrictJson.writeText(event.data());
      reader.accept(new SseEvent(event.name(), data), _ -> {});
    }
    assertThat(reader.isComplete()).isTrue();
    return reader.soFar();
  }

  private static String written(String data) {
    return data.replace('\'', '"').replace("`", "\\\"");
  }

  private static ObjectNode object(String json) throws Exception {
    return (ObjectNode) StrictJson.parse(written(json).getBytes(StandardCharsets.UTF_8));
  }
}
