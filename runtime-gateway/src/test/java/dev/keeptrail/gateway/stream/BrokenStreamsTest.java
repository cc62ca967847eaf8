package dev.keeptrail.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.sse.SseEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Streams of providers that do not keep to their protocol; events of one stream stand behind ';;'.
 */
final class BrokenStreamsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "CHAT_COMPLETIONS|nonsense",
        "CHAT_COMPLETIONS|[1]",
        "CHAT_COMPLETIONS|{'error':{'message':'x'}}",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'content':'x'}},{'delta':{'content':'y'}}]}",
        "COMPLETIONS|{'choices':[{'text':'x'},{'text':'y'}]}",
        "CHAT_COMPLETIONS|{'choices':[{'index':-1,'delta':{'content':'x'}}]}",
        "CHAT_COMPLETIONS|{'choices':[{'index':1000000,'delta':{'content':'x'}}]}",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'tool_calls':[{'index':99999}]}}]}",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'message':'x'}]}",
        "COMPLETIONS|{'choices':[{'index':'0','text':'x'}]}",
        "COMPLETIONS|{'error':{}}",
        "MESSAGES|{'type':'error','error':{'type':'overloaded_error'}}",
        "MESSAGES|{'type':'message_start','message':1}",
        "MESSAGES|{'type':'content_block_start','index':0,'content_block':{'type':'text'}}",
        "MESSAGES|{'type':'message_start','message':{}};;{'type':'message_start','message':{}}",
        "MESSAGES|{'type':'message_start','message':{}};;{'type':'content_block_start','index':1,'content_block':{'type':'text'}}",
        "MESSAGES|{'type':'message_start','message':{}};;{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'x'}}",
        "MESSAGES|{'type':'message_start','message':{}};;{'type':'content_block_start','index':0,'content_block':{'type':'tool_use'}};;{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'x'}}",
        "MESSAGES|{'type':'message_start','message':{}};;{'type':'message_delta','delta':{'content':[]}}",
        "MESSAGES|{'type':'message_start','message':{}};;{'type':'message_delta','content':[],'delta':{}}",
        "RESPONSES|{'type':'error','message':'x'}",
        "RESPONSES|{'type':'response.created','response':{}};;{'type':'response.failed','response':{'status':'failed','error':{'code':'server_error','message':'overloaded'}}}",
        "RESPONSES|{'type':'response.created','response':[]}",
        "RESPONSES|{'type':'response.output_item.added','output_index':0,'item':{}}",
        "RESPONSES|{'type':'response.created','response':{}};;{'type':'response.output_item.added','output_index':3,'item':{}}",
        "RESPONSES|{'type':'response.created','response':{}};;{'type':'response.output_text.delta','output_index':0,'content_index':0,'delta':'x'}",
        "RESPONSES|{'type':'response.completed','response':{}}",
        "RESPONSES|{'type':'response.created','response':{}};;{'type':'response.output_item.added','output_index':0,'item':{'type':'message'}};;{'type':'response.content_part.added','output_index':0,'content_index':0,'part':{'type':'output_text','text':'x'}};;{'type':'response.content_part.done','output_index':0,'content_index':0,'part':{'type':'output_text','text':'y'}}",
        "RESPONSES|{'type':'response.created','response':{}};;{'type':'response.output_item.added','output_index':0,'item':{'type':'message'}};;{'type':'response.content_part.added','output_index':0,'content_index':0,'part':{'type':'output_text','text':'x'}};;{'type':'response.output_item.done','output_index':0,'item':{'type':'message','content':[{'type':'output_text','text':'y'}]}}",
        "RESPONSES|{'type':'response.created','response':{}};;{'type':'response.output_item.added','output_index':0,'item':{'type':'message'}};;{'type':'response.content_part.added','output_index':0,'content_index':0,'part':{'type':'output_text','text':'x'}};;{'type':'response.content_part.done','output_index':0,'content_index':0,'part':{'type':'output_text','text':'x'}};;{'type':'response.output_text.delta','output_index':0,'content_index':0,'delta':'y'}",
        "RESPONSES|{'type':'response.created','response':{}};;{'type':'response.output_item.added','output_index':0,'item':{'type':'message'}};;{'type':'response.content_part.added','output_index':0,'content_index':0,'part':{'type':'output_text','text':'x'}};;{'type':'response.content_part.done','output_index':0,'content_index':0,'part':{'type':'output_text','text':'x'}};;{'type':'response.output_item.done','output_index':0,'item':{'type':'message','content':[{'type':'output_text','text':'xy'}]}}",
        "RESPONSES|{'type':'response.created','response':{}};;{'type':'response.output_item.added','output_index':0,'item':{'type':'message'}};;{'type':'response.content_part.added','output_index':0,'content_index':0,'part':{'type':'output_text','text':'x'}};;{'type':'response.output_item.done','output_index':0,'item':{'type':'message','content':[{'type':'output_text','text':'xy'}]}};;{'type':'response.output_text.delta','output_index':0,'content_index':0,'delta':'z'}",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'content':'x'}}]};;{'choices':[{'index':0,'delta':{'content':[{'type':'text','text':'y'}]}}]}",
      })
  void isReadNoFurther(Protocol protocol, String events) {
    AnswerReader reader = protocol.streamed().orElseThrow().reader();
    assertThatThrownBy(
            () -> {
              for (String data : events.replace('\'', '"').split(";;", -1)) {
                reader.accept(new SseEvent(null, data), _ -> {});
              }
            })
        .isInstanceOf(BrokenStreamException.class)
        .hasMessageNotContaining("overloaded");
    assertThat(reader.isComplete()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "CHAT_COMPLETIONS|[DONE]",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'content':'x'}}]};;[DONE]",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'content':'x'},'finish_reason':''}]};;[DONE]",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]};;{'choices':[{'index':1,'delta':{'content':'x'}}]};;[DONE]",
        "CHAT_COMPLETIONS|{'choices':[{'index':1,'delta':{},'finish_reason':'stop'}]};;[DONE]",
        "COMPLETIONS|{'choices':[{'index':0,'text':'x'}]};;[DONE]",
        "COMPLETIONS|{'choices':[{'index':0,'text':'x','finish_reason':'stop'},{'index':1,'text':'x'}]};;[DONE]",
        "MESSAGES|{'type':'message_start','message':{'stop_reason':null}};;{'type':'message_stop'}",
        "MESSAGES|{'type':'message_start','message':{}};;{'type':'message_delta','delta':{'stop_reason':null},'usage':{'output_tokens':1}};;{'type':'message_stop'}",
        "MESSAGES|{'type':'message_start','message':{}};;{'type':'message_delta','delta':{'stop_reason':'end_turn'}}",
        "RESPONSES|{'type':'response.created','response':{}};;[DONE]",
      })
  void areNoWholeAnswerWithoutTheReasonWhyTheyEnd(Protocol protocol, String events)
      throws Exception {
    AnswerReader reader = protocol.streamed().orElseThrow().reader();
    for (String data : events.replace('\'', '"').split(";;", -1)) {
      reader.accept(new SseEvent(null, data), _ -> {});
    }
    assertThat(reader.isComplete()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "CHAT_COMPLETIONS|{'choices':[]};;{'usage':null};;{'choices':[{'index':0,'delta':{'content':null}}]};;{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]};;[DONE]",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{'content':'','strange':{'a':[1]}},'finish_reason':'stop'}]}",
        "CHAT_COMPLETIONS|{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]};;[DONE] ;;{'choices':[]}",
        "COMPLETIONS|{'choices':[{'index':0,'text':'','logprobs':{'tokens':['x']},'finish_reason':'stop'}]};;[DONE]",
        "MESSAGES|{'type':'ping'};;{'type':'later'};;{'type':'message_start','message':{}};;{'type':'message_delta','delta':{'stop_reason':'end_turn'}};;{'type':'message_stop'}",
        "RESPONSES|{'type':'response.created','response':{}};;{'type':'response.later'};;{'type':'response.completed','response':{}}",
      })
  void passesOverWhatItDoesNotKnow(Protocol protocol, String events) throws Exception {
    AnswerReader reader = protocol.streamed().orElseThrow().reader();
    List<Piece> pieces = new ArrayList<>();
    for (String data : events.replace('\'', '"').split(";;", -1)) {
      reader.accept(new SseEvent(null, data), pieces::add);
    }
    assertThat(reader.isComplete()).isTrue();
    assertThat(pieces).noneMatch(piece -> piece instanceof Piece.Text);
    assertThat(reader.soFar()).isNotNull();
  }
}
