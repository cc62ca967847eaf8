package dev.keeptrail.gateway.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.Parameter;
import dev.keeptrail.detectors.ParameterKind;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.body.RequestReader;
import dev.keeptrail.gateway.body.TextCollector;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever somebody writes something, it is found, with its place, channel and speaker. */
final class ChatTextsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'role':'system','content':'TEXT'|content|system|/messages/0/content",
        "'role':'tool','tool_call_id':'c1','content':'TEXT'|tool_result|tool|/messages/0/content",
        "'role':'user','name':'TEXT','content':''|metadata|user|/messages/0/name",
        "'role':'user','content':[{'type':'text','text':'TEXT'}]|content|user|/messages/0/content/0/text",
        "'role':'assistant','content':[{'type':'refusal','refusal':'TEXT'}]|refusal|assistant|/messages/0/content/0/refusal",
        "'role':'assistant','refusal':'TEXT'|refusal|assistant|/messages/0/refusal",
        "'role':'assistant','reasoning_content':'TEXT'|reasoning|assistant|/messages/0/reasoning_content",
        "'role':'assistant','function_call':{'name':'f','arguments':'TEXT'}|tool_arguments|assistant|/messages/0/function_call/arguments",
        "'role':'assistant','tool_calls':[{'id':'c','type':'custom','custom':{'input':'TEXT'}}]|tool_arguments|assistant|/messages/0/tool_calls/0/custom/input",
        "'role':'assistant','tool_calls':[{'id':'id with TEXT'}]|metadata|assistant|/messages/0/tool_calls/0/id",
        "'role':'user','content':'','cache_control':{'type':'TEXT'}|metadata|user|/messages/0/cache_control/type",
        "'role':'user','content':[{'type':'image_url','image_url':{'url':'https://x/?TEXT'}}]|metadata|user|/messages/0/content/0/image_url/url",
        "'role':'user','content':[{'type':'file','file':{'file_data':'my TEXT'}}]|metadata|user|/messages/0/content/0/file/file_data",
        "'role':'user','content':[{'type':'file','file':{'TEXT':'x'}}]|metadata|user|/messages/0/content/0/file/*",
        "'role':'user','content':[{'type':'image_url','image_url':{'TEXT':'data:image/png;base64,AAAA'}}]|metadata|user|/messages/0/content/0/image_url/*",
        "'role':'user','content':[{'type':'image_url','image_url':{'url':'data:text/plain,TEXT'}}]|metadata|user|/messages/0/content/0/image_url/url",
        "'role':'user','content':[{'type':'image_url','image_url':{'url':'data:text/plain;base64,TEXT'}}]|metadata|user|/messages/0/content/0/image_url/url",
        "'role':'user','content':[{'type':'input_audio','input_audio':{'data':'say TEXT'}}]|metadata|user|/messages/0/content/0/input_audio/data",
        "'role':'assistant','tool_calls':[[['TEXT']]]|tool_arguments|assistant|/messages/0/tool_calls/0/0/0",
        "'role':'assistant','tool_calls':[{'function':{'TEXT':1}}]|tool_arguments|assistant|/messages/0/tool_calls/0/function/*",
        "'role':'assistant','function_call':{'arguments':'\\\"\\\\u0054EXT\\\"'}|tool_arguments|assistant|/messages/0/function_call/arguments",
        "'role':'assistant','content':[{'type':'thinking','thinking':[{'type':'text','text':'TEXT'}],'closed':true}]|reasoning|assistant|/messages/0/content/0/thinking/0/text",
        "'role':'user','content':[{'type':'video_url','video_url':{'url':'https://x/?TEXT'}}]|metadata|user|/messages/0/content/0/video_url/url",
        "'role':'user','content':[{'type':'document_url','document_url':'https://x/?TEXT'}]|metadata|user|/messages/0/content/0/document_url",
        "'role':'user','content':[{'type':'reference','reference_ids':['TEXT']}]|metadata|user|/messages/0/content/0/reference_ids/0",
        "'role':'assistant','reasoning_details':[{'type':'reasoning.text','text':'TEXT','signature':'','index':0}]|reasoning|assistant|/messages/0/reasoning_details/0/text",
        "'role':'assistant','reasoning_details':[{'type':'reasoning.summary','summary':'TEXT','signature':'c2ln'}]|reasoning|assistant|/messages/0/reasoning_details/0/summary",
        "'role':'assistant','reasoning_details':[{'type':'reasoning.encrypted','data':'TEXT'}]|metadata|assistant|/messages/0/reasoning_details/0/data",
        "'role':'assistant','reasoning_details':[{'format':'a TEXT'}]|metadata|assistant|/messages/0/reasoning_details/0/format",
        "'role':'assistant','reasoning_details':['TEXT']|metadata|assistant|/messages/0/reasoning_details/0",
        "'role':'assistant','reasoning_details':[{'signature':'TEXT'}]|metadata|assistant|/messages/0/reasoning_details/0/signature",
        "'role':'assistant','thinking_blocks':[{'type':'thinking','thinking':'TEXT'}]|reasoning|assistant|/messages/0/thinking_blocks/0/thinking",
        "'role':'assistant','extra_content':{'google':{'thought_signature':'TEXT'}}|metadata|assistant|/messages/0/extra_content/google/thought_signature",
        "'role':'assistant','extra_content':{'google':{'TEXT':'x'}}|metadata|assistant|/messages/0/extra_content/google/*",
        "'role':'assistant','tool_calls':[{'extra_content':{'google':{'thought':['TEXT']}}}]|metadata|assistant|/messages/0/tool_calls/0/extra_content/google/thought/0",
        "'role':'user','content':[{'type':'file','file':{'filename':'TEXT','file_data':'AAAA'}}]|metadata|user|/messages/0/content/0/file/filename",
      })
  void findsTextsInMessages(String message, String channel, String role, String pointer)
      throws Exception {
    Segment segment = theText("{'model':'m','messages':[{" + message + "}]}");

    assertThat(segment.location().channel().word()).isEqualTo(channel);
    assertThat(segment.location().role()).isEqualTo(role);
    assertThat(segment.location().pointer()).isEqualTo(pointer);
    assertThat(segment.location().index()).isEqualTo(0);
  }

  /** A detector that saw something in it would break it, and with it the conversation. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'extra_content':{'google':{'thought_signature':'SEALED'}}",
        "'tool_calls':[{'id':'c','type':'function','function':{'name':'f','arguments':''},'extra_content':{'google':{'thought_signature':'SEALED'}}}]",
        "'tool_calls':[{'id':'c','type':'function','provider_specific_fields':{'thought_signature':'SEALED'}}]",
        "'reasoning_details':[{'type':'reasoning.encrypted','data':'SEALED','id':'r','format':'google-gemini-v1','index':0}]",
        "'reasoning_details':[{'type':'reasoning.text','text':'','signature':'SEALED','format':'anthropic-claude-v1','index':0}]",
        "'thinking_blocks':[{'type':'thinking','thinking':'','signature':'SEALED'},{'type':'redacted_thinking','data':'SEALED'}]",
      })
  void whatOnlyTheProviderCanReadIsNoText(String members) throws Exception {
    byte[] bytes = new byte[300];
    new Random(7).nextBytes(bytes);
    String message = members.replace("SEALED", Base64.getEncoder().encodeToString(bytes));

    assertThat(
            request("{'model':'m','messages':[{'role':'assistant'," + message + "}]}")
                .texts()
                .segments())
        .filteredOn(segment -> !segment.text().equals("f"))
        .isEmpty();
    assertThat(completion("{'choices':[{'message':{" + message + "}}]}").texts().segments())
        .filteredOn(segment -> !segment.text().equals("f"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'user':'TEXT'|metadata|/user",
        "'stop':['a','TEXT']|metadata|/stop/1",
        "'metadata':{'k':'TEXT'}|metadata|/metadata/*",
        "'metadata':{'TEXT':'v'}|metadata|/metadata/*",
        "'tools':[{'type':'function','function':{'name':'f','description':'TEXT'}}]|tool_definition|/tools/0/function/description",
        "'tools':'TEXT'|tool_definition|/tools",
        "'tools':[{'type':'function','function':{'parameters':{'properties':{'TEXT':{}}}}}]|tool_definition|/tools/0/function/parameters/properties/*",
        "'response_format':{'json_schema':{'schema':{'description':'TEXT'}}}|metadata|/response_format/json_schema/schema/description",
        "'prediction':{'type':'content','content':'TEXT'}|content|/prediction/content",
        "'chats':[{'content':'TEXT'}]|metadata|/*/0/content",
        "'invented':{'deep':[['TEXT']]}|metadata|/*/*/0/0",
        "'invented':{'TEXT':1}|metadata|/*/*",
      })
  void findsTextsBesideTheMessages(String field, String channel, String pointer) throws Exception {
    Segment segment =
        theText("{'model':'m',%s,'messages':[{'role':'user','content':''}]}".formatted(field));

    assertThat(segment.location().channel().word()).isEqualTo(channel);
    assertThat(segment.location().role()).isEqualTo("request");
    assertThat(segment.location().pointer()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'message':{'content':'TEXT'}|content|/choices/0/message/content",
        "'message':{'refusal':'TEXT'}|refusal|/choices/0/message/refusal",
        "'message':{'reasoning_content':'TEXT'}|reasoning|/choices/0/message/reasoning_content",
        "'message':{'audio':{'data':'AAAA','transcript':'TEXT'}}|content|/choices/0/message/audio/transcript",
        "'message':{'annotations':[{'url_citation':{'title':'TEXT'}}]}|metadata|/choices/0/message/annotations/0/url_citation/title",
        "'message':{'content':[{'type':'invented','text':'TEXT'}]}|content|/choices/0/message/content/0/text",
        "'message':{'role':'TEXT and more'}|metadata|/choices/0/message/role",
        "'message':{},'finish_reason':'a TEXT'|metadata|/choices/0/finish_reason",
      })
  void findsTextsInAnswers(String choice, String channel, String pointer) throws Exception {
    var completion = completion("{'choices':[{" + choice + "}]}");
    Segment segment = only(completion.texts().segments());

    assertThat(segment.location().channel().word()).isEqualTo(channel);
    assertThat(segment.location().pointer()).isEqualTo(pointer);
  }

  @Test
  void findsTextsOfAllChoicesAndBesideThem() throws Exception {
    var completion =
        completion(
            "{'id':'chatcmpl-1','choices':[{'message':{'content':'a'}},{'message':{'content':'b'}}],"
                + "'system_fingerprint':'fp_1','note':'c','usage':{'prompt_tokens':12345678}}");

    assertThat(completion.texts().segments())
        .extracting(Segment::text)
        .containsExactly("a", "b", "note", "c");
    assertThat(completion.texts().segments().get(1).location().index()).isEqualTo(1);
  }

  @Test
  void judgesToolArgumentsDecodedWithTheirLongNumbers() throws Exception {
    var request =
        request(
            "{'model':'m','messages':[{'role':'assistant','tool_calls':[{'id':'c','type':'function',"
                + "'function':{'name':'f','arguments':'{\\\"card\\\":4111111111111111,\\\"to\\\":\\\"b\\\\u0040c\\\"}'}}]}]}");

    assertThat(request.texts().segments())
        .extracting(Segment::text)
        .containsExactly("f", "card", "4111111111111111", "to", "b@c");
    var edits = List.of(edit(2, 0, 16, "[CARD]"), edit(4, 0, 3, "[X]"));
    assertThat(request.texts().apply(edits)).isTrue();
    assertThat(new String(request.upstreamBody("m"), StandardCharsets.UTF_8))
        .contains("{\\\"card\\\":\\\"[CARD]\\\",\\\"to\\\":\\\"[X]\\\"}");
  }

  @Test
  void judgesBrokenToolArgumentsAsTheyStand() throws Exception {
    var request =
        request(
            "{'model':'m','messages':[{'role':'assistant','function_call':{'arguments':'{broken'}}]}");

    assertThat(only(request.texts().segments()).text()).isEqualTo("{broken");
  }

  @Test
  void saysWhatItCanNotLookAt() throws Exception {
    var request =
        request(
            "{'model':'m','messages':[{'role':'user','content':["
                + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}},"
                + "{'type':'input_audio','input_audio':{'data':'AAAA','format':'wav'}}]}]}");

    assertThat(request.texts().unscanned())
        .containsExactly(
            new Unscanned("/messages/0/content/0/image_url", "image_url"),
            new Unscanned("/messages/0/content/1/input_audio", "input_audio"));
    assertThat(request.texts().segments()).extracting(Segment::text).containsExactly("wav");
  }

  @Test
  void judgesNoModelNamesIdsAndTypesOfThePlainKind() throws Exception {
    var request =
        request(
            "{'model':'m','seed':12345678,'max_tokens':10000000,'messages':[{'role':'assistant','content':'x',"
                + "'tool_calls':[{'id':'call_1','type':'function','function':{'name':'f','arguments':''}}]},"
                + "{'role':'tool','tool_call_id':'call_1','content':'y'}],"
                + "'tools':[{'type':'function'}]}");

    assertThat(request.texts().segments()).extracting(Segment::text).containsExactly("x", "f", "y");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{'token':'he','bytes':[104,101]},{'token':'y','bytes':null}]|false|false",
        "[{'token':'\\\\xf0\\\\x9f','bytes':[104]},{'token':'e','bytes':[101]},{'token':'y'}]|false|true",
        "[{'token':'he'},{'token':'y'}]|true|true",
        "[{'token':'he'},{'token':'llo'}]|false|true",
        "[{'token':'hey','bytes':[104,101]}]|false|true",
        "'hey'|false|true",
        "[{'token':'hey','note':'x'}]|false|true",
        "[{'token':'hey','logprob':'x'}]|false|true",
        "[{'token':'hey','bytes':[360,101,121]}]|false|true",
        "[{'token':'hey','logprob':-1,'top_logprobs':[{'token':'hi','logprob':-2,'bytes':[104,105]}]}]|false|false",
        "[{'token':'hey','top_logprobs':[{'token':'bob@example.com'}]}]|false|true",
        "[{'token':'hey','top_logprobs':[{'token':'hi','bytes':[98,111,98]}]}]|false|true",
        "[{'token':'hey','top_logprobs':[{'token':'?','bytes':[240,159]}]}]|false|false",
        "[{'token':'hey','top_logprobs':[{'token':'?','bytes':[52,49,49,49,49,49,49,49,255]}]}]|false|true",
        "[{'token':'hey','top_logprobs':[{'token':'hi','top_logprobs':[]}]}]|false|true",
        "[{'token':'hey','top_logprobs':['hi']}]|false|true",
      })
  void passesTokenListsOfTheJudgedTextOnly(String tokens, boolean redacted, boolean dropped)
      throws Exception {
    var completion =
        completion(
            "{'choices':[{'message':{'content':'hey'},'logprobs':{'content':%s}}]}"
                .formatted(tokens));

    assertThat(completion.dropUnjudged(redacted)).isEqualTo(dropped);
    assertThat(
            new String(completion.canonical(), StandardCharsets.UTF_8)
                .contains("\"logprobs\":null"))
        .isEqualTo(dropped);
    assertThat(completion.texts().unscanned())
        .containsExactly(new Unscanned("/choices/0/logprobs", "logprobs"));
  }

  @Test
  void judgesTokensThatHoldPersonalDataOrSecrets() throws Exception {
    var request =
        request(
            "{'model':'m','messages':[{'role':'tool','tool_call_id':'123-45-6789','content':''}],"
                + "'tools':[{'type':'sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0'}]}");

    assertThat(request.texts().segments())
        .extracting(Segment::text)
        .containsExactly("123-45-6789", "sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0");
  }

  @Test
  void judgesLongNumbersHoweverTheyAreWritten() throws Exception {
    var request =
        request(
            "{'model':'m','messages':[{'role':'user','content':''}],'x':[41111111.0,4111111e1,"
                + "1.25,0.12345678,1e99999999,12345678.5]}");

    assertThat(request.texts().segments())
        .extracting(Segment::text)
        .containsExactly("x", "41111111", "41111110");
  }

  @Test
  void judgesArraysInArraysOfAnAnswer() throws Exception {
    var completion = completion("{'choices':[{'message':{'content':['a',['b'],{'x':['c']}]}}]}");

    assertThat(completion.texts().segments())
        .extracting(Segment::text)
        .containsExactly("a", "b", "x", "c");
  }

  @Test
  void recordsNoModelNameThatIsNone() throws Exception {
    assertThat(completion("{'model':'gpt-4o','choices':[]}").model()).isEqualTo("gpt-4o");
    assertThat(completion("{'model':'bob@example.com','choices':[]}").model()).isNull();
    assertThat(completion("{'model':'hello there','choices':[]}").model()).isNull();
    assertThat(completion("{'model':5,'choices':[]}").model()).isNull();
  }

  @Test
  void takesNoAnswerOfMoreTextsThanItKeeps() {
    assertThat(answerOfTexts(TextCollector.MAX_TEXTS - 1)).isPresent();
    assertThat(answerOfTexts(TextCollector.MAX_TEXTS + 1)).isEmpty();
  }

  private static Optional<ModelAnswer> answerOfTexts(int count) {
    String texts = String.join(",", Collections.nCopies(count, "\"a\""));
    return ModelAnswer.read(
        new ChatShape(),
        ("{\"choices\":[],\"x\":[" + texts + "]}").getBytes(StandardCharsets.UTF_8),
        ToolCatalogue.EMPTY);
  }

  @Test
  void saysOfArgumentsWhatTheParameterTakes() throws Exception {
    String tools =
        "'tools':[{'type':'function','function':{'name':'get','parameters':{'properties':"
            + "{'where':{'format':'uri'}}}}}]";
    String call =
        "{'role':'assistant','tool_calls':[{'id':'c','type':'function','function':"
            + "{'name':'get','arguments':'{\\\"where\\\":\\\"TEXT\\\",\\\"path\\\":[\\\"b\\\"]}'}}]}";
    ModelRequest request = request("{'model':'m'," + tools + ",'messages':[" + call + "]}");
    var answer =
        ModelAnswer.read(
                new ChatShape(),
                ("{'choices':[{'message':" + call + "}]}")
                    .replace('\'', '"')
                    .getBytes(StandardCharsets.UTF_8),
                request.tools())
            .orElseThrow();
    for (List<Segment> segments : List.of(request.texts().segments(), answer.texts().segments())) {
      assertThat(segments)
          .extracting(Segment::parameter)
          .contains(
              new Parameter("get", "/where", ParameterKind.URL),
              new Parameter("get", "/path/0", ParameterKind.PATH));
    }
    assertThat(request.texts().segments())
        .filteredOn(segment -> segment.location().channel() == Channel.TOOL_DEFINITION)
        .extracting(Segment::parameter)
        .containsOnlyNulls();
  }

  private static Redaction edit(int segment, int start, int end, String marker) {
    return new Redaction(segment, start, end, marker, "p", "c", "label", true);
  }

  private static Segment theText(String json) throws Exception {
    return request(json).texts().segments().stream()
        .filter(segment -> segment.text().contains("TEXT"))
        .reduce((one, other) -> {
          throw new AssertionError("found twice: " + one + " " + other);
        })
        .orElseThrow();
  }

  private static Segment only(List<Segment> segments) {
    assertThat(segments).hasSize(1);
    return segments.getFirst();
  }

  private static ModelRequest request(String json) throws Exception {
    return RequestReader.read(
        new ChatShape(), json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static ModelAnswer completion(String json) {
    return ModelAnswer.read(
            new ChatShape(),
            json.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
            ToolCatalogue.EMPTY)
        .orElseThrow();
  }
}
