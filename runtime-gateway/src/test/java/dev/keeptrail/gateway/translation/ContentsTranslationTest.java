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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Google's protocol says and others cannot, field by field, and what says the same in both.
 */
final class ContentsTranslationTest {
  private static final Names OWN = new Names("asked", "own");
  private static final String HELLO = "'contents':[{'parts':[{'text':'x'}]}]";
  private static final String CHAT = "'messages':[{'role':'user','content':'x'}]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'cachedContent':'c'|/cachedContent",
        "'serviceTier':'flex'|/serviceTier",
        "'later':1|/*",
        "'tools':[{'googleSearch':{}}]|/tools/0/googleSearch",
        "'tools':[{'functionDeclarations':[{'name':'f','behavior':'NON_BLOCKING'}]}]|/tools/0/functionDeclarations/0/behavior",
        "'tools':[{'functionDeclarations':[{'name':'f'}]}],'toolConfig':{'functionCallingConfig':{'mode':'VALIDATED'}}|/toolConfig/functionCallingConfig/mode",
        "'tools':[{'functionDeclarations':[{'name':'f'}]}],'toolConfig':{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['a','b']}}|/toolConfig/functionCallingConfig/allowedFunctionNames",
        "'safetySettings':[{'category':'HARM_CATEGORY_HARASSMENT','threshold':'BLOCK_LOW_AND_ABOVE'}]|/safetySettings",
        "'generationConfig':{'topK':3}|/generationConfig/topK",
        "'generationConfig':{'candidateCount':2}|/generationConfig/candidateCount",
        "'generationConfig':{'responseLogprobs':true}|/generationConfig/responseLogprobs",
        "'generationConfig':{'responseModalities':['IMAGE']}|/generationConfig/responseModalities",
        "'generationConfig':{'responseMimeType':'text/x.enum'}|/generationConfig/responseMimeType",
        "'generationConfig':{'responseSchema':{'type':'STRING'}}|/generationConfig/responseSchema",
        "'generationConfig':{'stopSequences':['a','b','c','d','e']}|/generationConfig/stopSequences",
        "'generationConfig':{'speechConfig':{}}|/generationConfig/speechConfig",
      })
  void aRequestSaysMore(String field, String place) {
    refuses(Translation.CONTENTS_TO_CHAT, "{'model':'m'," + HELLO + "," + field + "}", place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'parts':[{'text':'x'}]},{'role':'model','parts':[{'text':'{'}]}|/contents/1",
        "{'parts':[{'fileData':{'fileUri':'u'}}]}|/contents/0/parts/0/text",
        "{'parts':[{'inlineData':{'mimeType':'audio/mp3','data':'QQ=='}}]}|/contents/0/parts/0/inlineData/mimeType",
        "{'parts':[{'text':'x','videoMetadata':{}}]}|/contents/0/parts/0/videoMetadata",
        "{'parts':[{'functionResponse':{'name':'f','response':{}}}]}|/contents/0/parts/0/functionResponse/name",
        "{'role':'model','parts':[{'functionCall':{'name':'f','args':{}}},{'text':'y'}]},{'parts':[{'text':'x'}]}|/contents/0/parts/1/text",
        "{'role':'model','parts':[{'executableCode':{'code':'c'}}]},{'parts':[{'text':'x'}]}|/contents/0/parts/0/text",
      })
  void aContentSaysMore(String contents, String place) {
    refuses(Translation.CONTENTS_TO_CHAT, "{'model':'m','contents':[" + contents + "]}", place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'seed':1|/generationConfig/seed",
        "'temperature':2|/generationConfig/temperature",
        "'responseMimeType':'application/json'|/generationConfig/responseMimeType",
      })
  void whatMessagesCannotSayIsNamedInTheCallersWords(String setting, String place) {
    refuses(
        Translation.CONTENTS_TO_MESSAGES,
        "{'model':'m'," + HELLO + ",'generationConfig':{" + setting + "}}",
        place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'generationConfig':{'temperature':0.5,'topP':0.9,'topK':64,'maxOutputTokens':9,'seed':1,'stopSequences':['a']}"
            + "|'temperature':0.5,'top_p':0.9,'max_tokens':9,'seed':1,'stop':['a']",
        "'generationConfig':{'thinkingConfig':{'includeThoughts':true},'candidateCount':1,'responseMimeType':'text/plain'}|",
        "'safetySettings':[{'category':'c','threshold':'BLOCK_NONE'},{'category':'d','threshold':'OFF'}],'store':false|",
        "'generationConfig':{'responseMimeType':'application/json'}|'response_format':{'type':'json_object'}",
        "'generationConfig':{'responseMimeType':'application/json','responseSchema':{'type':'OBJECT','properties':{'a':{'type':'ARRAY','items':{'type':'STRING','nullable':true},'maxItems':'3'}},'propertyOrdering':['a']}}"
            + "|'response_format':{'type':'json_schema','json_schema':{'name':'answer','schema':{'type':'object','properties':{'a':{'type':'array','items':{'type':['string','null']},'maxItems':3}}}}}",
        "'tools':[{'functionDeclarations':[{'name':'f','description':'d','response':{'type':'STRING'},'responseJsonSchema':{},'parametersJsonSchema':{'type':'object'}}]}],'toolConfig':{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['f']}}"
            + "|'tools':[{'type':'function','function':{'name':'f','description':'d','parameters':{'type':'object'}}}],'tool_choice':{'type':'function','function':{'name':'f'}}",
        "'tools':[{'functionDeclarations':[{'name':'f'}]}],'toolConfig':{'functionCallingConfig':{'mode':'NONE'}}"
            + "|'tools':[{'type':'function','function':{'name':'f'}}],'tool_choice':'none'",
        "'toolConfig':{'functionCallingConfig':{'mode':'AUTO'}}|",
      })
  void saysWhatBothCanSay(String field, @Nullable String more) throws Exception {
    String said =
        request(Translation.CONTENTS_TO_CHAT, "{'model':'m'," + HELLO + "," + field + "}");

    assertThat(tree(said))
        .isEqualTo(tree("{'model':'m'," + CHAT + (more == null ? "" : "," + more) + "}"));
  }

  /** Its SDKs keep each piece of a stream as a content of its own, and thoughts with them. */
  @Test
  void aTurnInPiecesIsOneMessage() throws Exception {
    String said =
        request(
            Translation.CONTENTS_TO_CHAT,
            "{'model':'m','systemInstruction':{'parts':[{'text':'s'}]},'contents':["
                + "{'role':'user','parts':[{'text':'x'},{'inlineData':{'mimeType':'image/png','data':'QQ=='}}]},"
                + "{'role':'model','parts':[{'text':'hm','thought':true}]},"
                + "{'role':'model','parts':[{'text':'Let me '}]},{'role':'model','parts':[{'text':'see.'}]},"
                + "{'role':'model','parts':[{'functionCall':{'name':'f','args':{'a':1}},'thoughtSignature':'s'},"
                + "{'functionCall':{'name':'f'}},{'functionCall':{'id':'own','name':'g','args':{}}}]},"
                + "{'role':'model','parts':[{'text':''}]},"
                + "{'role':'user','parts':[{'functionResponse':{'name':'f','response':{'output':'1'}}},"
                + "{'functionResponse':{'name':'f','response':{'output':'2'}}},"
                + "{'functionResponse':{'id':'own','name':'g','response':{}}},{'text':'so?'}]}]}");

    assertThat(tree(said).path("messages"))
        .isEqualTo(
            tree("{'m':[{'role':'system','content':'s'},"
                    + "{'role':'user','content':[{'type':'text','text':'x'},"
                    + "{'type':'image_url','image_url':{'url':'data:image/png;base64,QQ=='}}]},"
                    + "{'role':'assistant','content':'Let me see.','tool_calls':["
                    + "{'id':'call_0','type':'function','function':{'name':'f','arguments':'{`a`:1}'}},"
                    + "{'id':'call_1','type':'function','function':{'name':'f','arguments':'{}'}},"
                    + "{'id':'own','type':'function','function':{'name':'g','arguments':'{}'}}]},"
                    + "{'role':'tool','tool_call_id':'call_0','content':'{`output`:`1`}'},"
                    + "{'role':'tool','tool_call_id':'call_1','content':'{`output`:`2`}'},"
                    + "{'role':'tool','tool_call_id':'own','content':'{}'},"
                    + "{'role':'user','content':'so?'}]}")
                .path("m"));
  }

  /** What its models want back with a call, and what stands for it where it is lost. */
  @Test
  void callsToGooglesCompatibleAddressHaveASignature() throws Exception {
    byte[] body =
        json(
            "{'model':'gemini-3-pro','contents':[{'role':'model','parts':[{'functionCall':"
                + "{'name':'f'}}]},{'parts':[{'functionResponse':{'name':'f','response':{}}}]}]}");

    JsonNode said =
        Translation.CONTENTS_TO_CHAT.request((ObjectNode) StrictJson.parse(body), Dialect.GOOGLE);

    assertThat(
            said.at("/messages/0/tool_calls/0/extra_content/google/thought_signature").asString())
        .isEqualTo("skip_thought_signature_validator");
  }

  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "length, MAX_TOKENS",
    "content_filter, SAFETY",
    "tool_calls, STOP",
  })
  void completionsAreCandidates(String finish, String reason) throws Exception {
    String completion =
        "{'id':'c','model':'g','choices':[{'index':0,'message':{'role':'assistant','content':'Hi',"
            + "'tool_calls':[{'id':'t','type':'function','function':{'name':'f','arguments':"
            + "'{`a`:1}'}}]},'finish_reason':'"
            + finish
            + "'}],'usage':{'prompt_tokens':9,'completion_tokens':7,'total_tokens':16,"
            + "'prompt_tokens_details':{'cached_tokens':4},'completion_tokens_details':"
            + "{'reasoning_tokens':2}}}";

    assertThat(tree(answer(Translation.CONTENTS_TO_CHAT, completion)))
        .isEqualTo(
            tree(
                "{'candidates':[{'content':{'role':'model','parts':[{'text':'Hi'},{'functionCall':"
                    + "{'id':'t','name':'f','args':{'a':1}}}]},'finishReason':'"
                    + reason
                    + "','index':0}],'usageMetadata':{'promptTokenCount':9,'candidatesTokenCount':5,"
                    + "'cachedContentTokenCount':4,'thoughtsTokenCount':2,'totalTokenCount':16},"
                    + "'modelVersion':'g','responseId':'c'}"));
  }

  @Test
  void messagesAreCandidates() throws Exception {
    String message =
        "{'id':'m','type':'message','role':'assistant','model':'c','content':[{'type':'thinking',"
            + "'thinking':'hm','signature':'s'},{'type':'text','text':'Let me '},{'type':'text',"
            + "'text':'see.'},{'type':'tool_use','id':'t','name':'f','input':{'a':1}}],"
            + "'stop_reason':'tool_use','usage':{'input_tokens':5,'output_tokens':7}}";

    JsonNode said = tree(answer(Translation.CONTENTS_TO_MESSAGES, message));

    assertThat(said.at("/candidates/0/content/parts"))
        .isEqualTo(
            tree("{'p':[{'text':'Let me see.'},{'functionCall':{'id':'t','name':'f','args':{'a':1}}}]}")
                .path("p"));
    assertThat(said.at("/usageMetadata/totalTokenCount").asInt()).isEqualTo(12);
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
    var read = (ObjectNode) StrictJson.parse(json(body));
    return StrictJson.writeText(translation.request(read, Dialect.COMMON));
  }

  private static String answer(Translation translation, String body) {
    return new String(translation.answer(json(body), OWN).orElseThrow(), StandardCharsets.UTF_8);
  }

  private static JsonNode tree(String json) throws MalformedJsonException {
    return StrictJson.parse(json(json));
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').replace("`", "\\\"").getBytes(StandardCharsets.UTF_8);
  }
}
