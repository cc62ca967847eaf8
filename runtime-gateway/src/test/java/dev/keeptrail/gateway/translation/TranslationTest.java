package dev.keeptrail.gateway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What one protocol says and the other cannot, field by field, and what says the same in both. */
final class TranslationTest {
  private static final Names OWN = new Names("asked", "own");
  private static final String CHAT = "'messages':[{'role':'user','content':'x'}]";
  private static final String MESSAGES = "'max_tokens':5," + CHAT;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'n':2|/n",
        "'seed':1|/seed",
        "'temperature':1.5|/temperature",
        "'temperature':1e400|/temperature",
        "'frequency_penalty':1e400|/frequency_penalty",
        "'max_tokens':5,'max_completion_tokens':6|/max_tokens",
        "'response_format':{'type':'json_object'}|/response_format",
        "'reasoning_effort':'low'|/reasoning_effort",
        "'logprobs':true|/logprobs",
        "'logit_bias':{'5':1}|/logit_bias",
        "'frequency_penalty':0.1|/frequency_penalty",
        "'store':true|/store",
        "'metadata':{'a':'b'}|/metadata",
        "'service_tier':'flex'|/service_tier",
        "'audio':{'voice':'x'}|/audio",
        "'functions':[{'name':'f'}]|/functions",
        "'parallel_tool_calls':false|/parallel_tool_calls",
        "'some secret':1|/*",
        "'tool_choice':{'type':'allowed_tools'}|/tool_choice/type",
        "'tools':[{'type':'custom','custom':{'name':'f'}}]|/tools/0/type",
        "'tools':[{'type':'function','function':{'name':'f','strict':true}}]|/tools/0/function/strict",
      })
  void aChatCompletionSaysMore(String field, String place) {
    refuses(Translation.CHAT_TO_MESSAGES, "{'model':'m'," + CHAT + "," + field + "}", place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'role':'user','content':'x','name':'jo'}|/messages/0/name",
        "{'role':'function','name':'f','content':'x'}|/messages/0/role",
        "{'role':'user','content':'x'},{'role':'system','content':'y'}|/messages/1/role",
        "{'role':'user','content':'x'},{'role':'assistant','content':'y'}|/messages/1",
        "{'role':'user','content':[{'type':'input_audio','input_audio':{'data':'QQ=='}}]}|/messages/0/content/0/type",
        "{'role':'user','content':[{'type':'file','file':{'file_id':'f'}}]}|/messages/0/content/0/type",
        "{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://x/y','detail':'high'}}]}|/messages/0/content/0/image_url/detail",
        "{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png,x'}}]}|/messages/0/content/0/image_url/url",
        "{'role':'assistant','refusal':'no','content':null},{'role':'user','content':'x'}|/messages/0/refusal",
        "{'role':'assistant','content':[{'type':'refusal','refusal':'no'}]},{'role':'user','content':'x'}|/messages/0/content/0/type",
        "{'role':'assistant','tool_calls':[{'id':'c','type':'custom','custom':{'name':'f','input':'x'}}]},{'role':'user','content':'x'}|/messages/0/tool_calls/0/type",
        "{'role':'assistant','tool_calls':[{'id':'c','type':'function','function':{'name':'f','arguments':'[1]'}}]},{'role':'user','content':'x'}|/messages/0/tool_calls/0/function/arguments",
      })
  void aChatMessageSaysMore(String messages, String place) {
    refuses(Translation.CHAT_TO_MESSAGES, "{'model':'m','messages':[" + messages + "]}", place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'top_k':5|/top_k",
        "'thinking':{'type':'enabled','budget_tokens':1024}|/thinking",
        "'metadata':{'user_id':'u','other':'x'}|/metadata/*",
        "'stop_sequences':['a','b','c','d','e']|/stop_sequences",
        "'mcp_servers':[{'url':'x'}]|/mcp_servers",
        "'tools':[{'type':'bash_20250124','name':'bash'}]|/tools/0/type",
        "'tool_choice':{'type':'other'}|/tool_choice/type",
        "'system':[{'type':'text','text':'x','citations':[1]}]|/system/0/citations",
      })
  void aRequestForAMessageSaysMore(String field, String place) {
    refuses(Translation.MESSAGES_TO_CHAT, "{'model':'m'," + MESSAGES + "," + field + "}", place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'role':'user','content':'x'},{'role':'assistant','content':'{'}|/messages/1",
        "{'role':'user','content':[{'type':'document','source':{'type':'text','data':'x'}}]}|/messages/0/content/0/type",
        "{'role':'user','content':[{'type':'image','source':{'type':'file','file_id':'f'}}]}|/messages/0/content/0/source/type",
        "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','is_error':true}]}|/messages/0/content/0/is_error",
        "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':[{'type':'image','source':{}}]}]}|/messages/0/content/0/content/0/type",
        "{'role':'assistant','content':[{'type':'thinking','thinking':'x','signature':'s'}]},{'role':'user','content':'x'}|/messages/0/content/0/type",
        "{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':{}},{'type':'text','text':'x'}]},{'role':'user','content':'x'}|/messages/0/content/1/type",
      })
  void aTurnSaysMore(String turns, String place) {
    refuses(
        Translation.MESSAGES_TO_CHAT,
        "{'model':'m','max_tokens':5,'messages':[" + turns + "]}",
        place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'n':1,'stream':false,'store':false,'seed':null,'logit_bias':{}|",
        "'frequency_penalty':0,'presence_penalty':0.0,'response_format':{'type':'text'}|",
        "'stop':'a'|,'stop_sequences':['a']",
        "'stop':['a','b']|,'stop_sequences':['a','b']",
        "'user':'u1'|,'metadata':{'user_id':'u1'}",
        "'top_p':0.5|,'top_p':0.5",
      })
  void saysWhatBothCanSay(String chat, @Nullable String more) throws Exception {
    String said = request(Translation.CHAT_TO_MESSAGES, "{'model':'m'," + CHAT + "," + chat + "}");

    assertThat(said)
        .isEqualTo(
            ("{'model':'m','max_tokens':4096," + CHAT + (more == null ? "" : more) + "}")
                .replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'stop'|'end_turn'",
        "'length'|'max_tokens'",
        "'tool_calls'|'tool_use'",
        "'content_filter'|'refusal'",
      })
  void saysWhyAnAnswerEnds(String finish, String stop) {
    String answer =
        answer(
            Translation.MESSAGES_TO_CHAT,
            "{'id':'c','model':'m','choices':[{'index':0,'finish_reason':"
                + finish
                + ",'message':{'role':'assistant','content':'x','reasoning_content':'hm'}}]}");

    assertThat(answer)
        .isEqualTo(
            ("{'id':'c','type':'message','role':'assistant','model':'m',"
                    + "'content':[{'type':'text','text':'x'}],'stop_reason':"
                    + stop
                    + ",'stop_sequence':null}")
                .replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'stop'|'role':'assistant','content':[{'type':'thinking','thinking':[{'type':'text','text':'hm'}]},{'type':'text','text':'a'},{'type':'text','text':'b'}],'prefix':false,'tool_calls':null|{'type':'text','text':'ab'}|end_turn
          'eos'|'content':'x','tool_calls':[],'audio':null,'function_call':null|{'type':'text','text':'x'}|end_turn
          'model_length'|'content':'x'|{'type':'text','text':'x'}|max_tokens
          'stop'|'content':'x','reasoning':'hm','reasoning_details':[{'type':'reasoning.text','text':'hm'}]|{'type':'text','text':'x'}|end_turn
          'stop'|'content':'x','extra_content':{'google':{'thought_signature':'Cr1'}}|{'type':'text','text':'x'}|end_turn
          'stop'|'content':'x','annotations':[{'type':'url_citation'}],'executed_tools':[{'output':'y'}]|{'type':'text','text':'x'}|end_turn
          'stop'|'content':'','tool_calls':[{'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}]|{'type':'tool_use','id':'c','name':'f','input':{}}|tool_use
          'tool_calls'|'tool_calls':[{'id':'c','type':'','function':{'name':'f','arguments':{'n':1}}}]|{'type':'tool_use','id':'c','name':'f','input':{'n':1}}|tool_use
          'tool_calls'|'tool_calls':[{'function':{'name':'f','arguments':''}},{'id':'','function':{'name':'g'}}]|{'type':'tool_use','id':'own_0','name':'f','input':{}},{'type':'tool_use','id':'own_1','name':'g','input':{}}|tool_use
          'length'|'content':'x','tool_calls':[{'id':'c','function':{'name':'f','arguments':'{}'}},{'id':'d','function':{'name':'f','arguments':'{n'}}]|{'type':'text','text':'x'},{'type':'tool_use','id':'c','name':'f','input':{}}|max_tokens
          """)
  void serversOfOneProtocolSayThingsInTheirOwnWay(
      String finish, String message, String content, String stop) {
    String answer =
        answer(
            Translation.MESSAGES_TO_CHAT,
            "{'choices':[{'finish_reason':" + finish + ",'message':{" + message + "}}]}");

    assertThat(answer)
        .isEqualTo(
            ("{'id':'own','type':'message','role':'assistant','model':'asked','content':["
                    + content
                    + "],'stop_reason':'"
                    + stop
                    + "','stop_sequence':null}")
                .replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'stop'|'content':[{'type':'image_url','image_url':{'url':'https://x/y'}}]
          'stop'|'content':{'text':'x'}
          'stop'|'content':'x','audio':{'id':'a','data':'QQ=='}
          'stop'|'content':'x','images':[{'type':'image_url'}]
          'stop'|'content':'x','function_call':{'name':'f','arguments':'{}'}
          'length'|'tool_calls':[{'id':'c','function':{'name':'f','arguments':'{n'}},{'id':'d','function':{'name':'f','arguments':'{}'}}]
          'tool_calls'|'tool_calls':[{'id':'c','function':{'name':'f','arguments':'{n'}}]
          'unheard_of'|'content':'x'
          """)
  void whatWouldBeMissedIsNoAnswer(String finish, String message) {
    assertThat(
            Translation.MESSAGES_TO_CHAT.answer(
                bytes("{'choices':[{'finish_reason':" + finish + ",'message':{" + message + "}}]}"),
                OWN))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {'type':'thinking','thinking':'hm','signature':'s'},{'type':'redacted_thinking','data':'d'},{'type':'text','text':'x','citations':[{'cited_text':'y'}]}|'content':'x','refusal':null
          {'type':'tool_use','id':'t','name':'f','caller':{'type':'direct'}}|'content':null,'refusal':null,'tool_calls':[{'id':'t','type':'function','function':{'name':'f','arguments':'{}'}}]
          """)
  void thoughtsAndCitationsOfAMessageStandBesideItsText(String blocks, String message) {
    String answer =
        answer(
            Translation.CHAT_TO_MESSAGES,
            "{'type':'message','content':[" + blocks + "],'stop_reason':'end_turn'}");

    assertThat(answer)
        .startsWith("{\"id\":\"own\",\"object\":\"chat.completion\",\"created\":")
        .endsWith(
            (",'model':'asked','choices':[{'index':0,'message':{'role':'assistant',"
                    + message
                    + "},'logprobs':null,'finish_reason':'stop'}],'system_fingerprint':null}")
                .replace('\'', '"'));
  }

  @Test
  void thoughtsThatAreCountedBesideTheAnswerAreOutput() {
    String answer =
        answer(
            Translation.MESSAGES_TO_CHAT,
            "{'choices':[{'finish_reason':'stop','message':{'content':'x'}}],"
                + "'usage':{'prompt_tokens':10,'completion_tokens':5,'total_tokens':115}}");

    assertThat(answer).contains("\"output_tokens\":105");
  }

  @Test
  void whatWasThoughtIsCountedInTheCallersWords() {
    String thought =
        answer(
            Translation.CHAT_TO_MESSAGES,
            "{'type':'message','content':[],'stop_reason':'end_turn','usage':{'input_tokens':10,"
                + "'output_tokens':30,'output_tokens_details':{'thinking_tokens':20}}}");
    String back = answer(Translation.MESSAGES_TO_CHAT, thought.replace('"', '\''));

    assertThat(thought).contains("\"completion_tokens_details\":{\"reasoning_tokens\":20}");
    assertThat(back)
        .contains("\"output_tokens\":30,\"output_tokens_details\":{\"thinking_tokens\":20}");
  }

  /** Else it would cost as much as any other input. */
  @Test
  void whatWasWrittenToACacheStaysApart() {
    String written =
        answer(
            Translation.CHAT_TO_MESSAGES,
            "{'type':'message','content':[],'stop_reason':'end_turn','usage':{'input_tokens':10,"
                + "'cache_creation_input_tokens':20,'cache_read_input_tokens':5,'output_tokens':3}}");
    String back = answer(Translation.MESSAGES_TO_CHAT, written.replace('"', '\''));

    assertThat(written).contains("\"prompt_tokens\":35").contains("\"cache_write_tokens\":20");
    assertThat(back)
        .contains("\"input_tokens\":10,\"cache_creation_input_tokens\":20")
        .contains("\"cache_read_input_tokens\":5,\"output_tokens\":3");
  }

  private static void refuses(Translation translation, String body, String place) {
    assertThatThrownBy(() -> request(translation, body))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.refusal().status()).isEqualTo(422);
              assertThat(refused.refusal().subject().param()).isEqualTo(place);
            });
  }

  private static String request(Translation translation, String body)
      throws RefusedException, MalformedJsonException {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    var read = (ObjectNode) StrictJson.parse(bytes);
    return StrictJson.writeText(translation.request(read, Dialect.COMMON));
  }

  private static String answer(Translation translation, String body) {
    return new String(translation.answer(bytes(body), OWN).orElseThrow(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String body) {
    return body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
