package dev.keeptrail.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.sse.SseEvent;
import dev.keeptrail.gateway.stream.AnswerReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever somebody writes something, in any protocol, it is found with its place. */
final class ProtocolTextsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "RESPONSES|'input':'TEXT'|content|user|/input",
        "RESPONSES|'input':'x','instructions':'TEXT'|content|system|/instructions",
        "RESPONSES|'input':[{'role':'developer','content':'TEXT'}]|content|developer|/input/0/content",
        "RESPONSES|'input':[{'type':'message','role':'user','content':[{'type':'input_text','text':'TEXT'}]}]|content|user|/input/0/content/0/text",
        "RESPONSES|'input':[{'type':'function_call','call_id':'c','name':'f','arguments':'{`a`:`TEXT`}'}]|tool_arguments|user|/input/0/arguments/*",
        "RESPONSES|'input':[{'type':'function_call_output','call_id':'c','output':'TEXT'}]|tool_result|tool|/input/0/output",
        "RESPONSES|'input':[{'type':'function_call_output','call_id':'c','output':[{'type':'input_text','text':'TEXT'}]}]|tool_result|tool|/input/0/output/0/text",
        "RESPONSES|'input':[{'type':'shell_call_output','call_id':'c','output':[{'stdout':'TEXT','stderr':'','outcome':{'type':'exit','exit_code':0}}]}]|tool_result|tool|/input/0/output/0/stdout",
        "RESPONSES|'input':[{'type':'file_search_call','id':'f','queries':['TEXT']}]|tool_arguments|user|/input/0/queries/0",
        "RESPONSES|'input':[{'type':'file_search_call','id':'f','queries':['x'],'results':[{'file_id':'g','text':'TEXT'}]}]|tool_result|tool|/input/0/results/0/text",
        "RESPONSES|'input':[{'type':'code_interpreter_call','id':'f','code':'x','outputs':[{'type':'logs','logs':'TEXT'}]}]|tool_result|tool|/input/0/outputs/0/logs",
        "RESPONSES|'input':[{'type':'apply_patch_call','call_id':'c','operation':{'type':'update_file','path':'p','diff':'TEXT'}}]|tool_arguments|user|/input/0/operation/*",
        "RESPONSES|'input':[{'type':'mcp_list_tools','id':'l','server_label':'s','tools':[{'name':'n','description':'TEXT'}]}]|tool_definition|user|/input/0/tools/0/description",
        "RESPONSES|'input':[{'type':'image_generation_call','id':'i','result':'a TEXT'}]|tool_result|tool|/input/0/result",
        "RESPONSES|'input':[{'type':'reasoning','summary':[{'type':'summary_text','text':'TEXT'}]}]|reasoning|user|/input/0/summary/0/text",
        "RESPONSES|'input':'x','tools':[{'type':'function','name':'f','description':'TEXT'}]|tool_definition|request|/tools/0/description",
        "RESPONSES|'input':'x','metadata':{'k':'TEXT'}|metadata|request|/metadata/*",
        "RESPONSES|'prompt':{'id':'p','variables':{'v':'TEXT'}}|content|user|/prompt/*/*",
        "MESSAGES|'system':'TEXT','messages':[{'role':'user','content':'x'}]|content|system|/system",
        "MESSAGES|'system':[{'type':'text','text':'TEXT'}],'messages':[{'role':'user','content':'x'}]|content|system|/system/0/text",
        "MESSAGES|'messages':[{'role':'user','content':'TEXT'}]|content|user|/messages/0/content",
        "MESSAGES|'messages':[{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':{'a':['TEXT']}}]}]|tool_arguments|assistant|/messages/0/content/0/input/*/0",
        "MESSAGES|'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':'TEXT'}]}]|tool_result|tool|/messages/0/content/0/content",
        "MESSAGES|'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':[{'type':'text','text':'TEXT'}]}]}]|tool_result|tool|/messages/0/content/0/content/0/text",
        "MESSAGES|'messages':[{'role':'assistant','content':[{'type':'code_execution_tool_result','tool_use_id':'t','content':{'type':'code_execution_result','stdout':'TEXT','stderr':'','return_code':0}}]}]|tool_result|tool|/messages/0/content/0/content/stdout",
        "MESSAGES|'messages':[{'role':'assistant','content':[{'type':'web_search_tool_result','tool_use_id':'t','content':[{'type':'web_search_result','title':'TEXT','url':'u'}]}]}]|tool_result|tool|/messages/0/content/0/content/0/title",
        "MESSAGES|'messages':[{'role':'assistant','content':[{'type':'web_fetch_tool_result','tool_use_id':'t','content':{'type':'web_fetch_result','url':'u','content':{'type':'document','source':{'type':'text','media_type':'text/plain','data':'TEXT'}}}}]}]|tool_result|tool|/messages/0/content/0/content/content/source/data",
        "MESSAGES|'messages':[{'role':'assistant','content':[{'type':'text','text':'x','citations':[{'type':'web_search_result_location','cited_text':'TEXT','url':'u'}]}]}]|metadata|assistant|/messages/0/content/0/citations/0/cited_text",
        "MESSAGES|'messages':[{'role':'assistant','content':[{'type':'text','text':'x','citations':[{'type':'web_search_result_location','encrypted_index':'TEXT'}]}]}]|metadata|assistant|/messages/0/content/0/citations/0/encrypted_index",
        "MESSAGES|'messages':[{'role':'assistant','content':[{'type':'web_search_tool_result','tool_use_id':'t','content':[{'type':'web_search_result','encrypted_content':'TEXT'}]}]}]|metadata|tool|/messages/0/content/0/content/0/encrypted_content",
        "MESSAGES|'messages':[{'role':'user','content':[{'type':'document','source':{'type':'text','media_type':'text/plain','data':'TEXT'}}]}]|document|user|/messages/0/content/0/source/data",
        "MESSAGES|'messages':[{'role':'user','content':[{'type':'document','title':'TEXT','source':{'type':'base64','data':'QUJD'}}]}]|metadata|user|/messages/0/content/0/title",
        "MESSAGES|'messages':[{'role':'assistant','content':[{'type':'thinking','thinking':'TEXT','signature':'s'}]}]|reasoning|assistant|/messages/0/content/0/thinking",
        "MESSAGES|'messages':[{'role':'user','content':'x'}],'metadata':{'user_id':'TEXT'}|metadata|request|/metadata/user_id",
        "MESSAGES|'messages':[{'role':'assistant','content':[{'type':'text','text':'x','signature':'TEXT'}]}]|metadata|assistant|/messages/0/content/0/signature",
        "MESSAGES|'messages':[{'role':'assistant','content':[{'type':'thinking','thinking':'x','signature':{'a':'TEXT'}}]}]|metadata|assistant|/messages/0/content/0/signature/*",
        "MESSAGES|'messages':[{'role':'assistant','content':[{'type':'redacted_thinking','data':'TEXT'}]}]|metadata|assistant|/messages/0/content/0/data",
        "RESPONSES|'input':[{'type':'reasoning','summary':[],'encrypted_content':'TEXT'}]|metadata|user|/input/0/encrypted_content",
        "COMPLETIONS|'prompt':'TEXT'|content|user|/prompt",
        "COMPLETIONS|'prompt':['a','TEXT']|content|user|/prompt/1",
        "COMPLETIONS|'prompt':'a','suffix':'TEXT'|content|user|/suffix",
        "EMBEDDINGS|'input':'TEXT'|content|user|/input",
        "EMBEDDINGS|'input':['a','TEXT']|content|user|/input/1",
        "MODERATIONS|'input':[{'type':'text','text':'TEXT'}]|content|user|/input/0/text",
        "GENERATE_CONTENT|'contents':[{'parts':[{'text':'TEXT'}]}]|content|user|/contents/0/parts/0/text",
        "GENERATE_CONTENT|'contents':[{'role':'model','parts':[{'text':'TEXT'}]}]|content|assistant|/contents/0/parts/0/text",
        "GENERATE_CONTENT|'contents':[{'role':'model','parts':[{'text':'TEXT','thought':true}]}]|reasoning|assistant|/contents/0/parts/0/text",
        "GENERATE_CONTENT|'contents':[{'parts':[{'text':'x'}]}],'systemInstruction':{'parts':[{'text':'TEXT'}]}|content|system|/systemInstruction/parts/0/text",
        "GENERATE_CONTENT|'contents':[{'role':'model','parts':[{'functionCall':{'name':'f','args':{'a':['TEXT']}}}]}]|tool_arguments|assistant|/contents/0/parts/0/functionCall/args/*/0",
        "GENERATE_CONTENT|'contents':[{'parts':[{'functionResponse':{'name':'f','response':{'output':'TEXT'}}}]}]|tool_result|tool|/contents/0/parts/0/functionResponse/response/output",
        "GENERATE_CONTENT|'contents':[{'parts':[{'functionResponse':{'name':'f','response':{},'parts':[{'text':'TEXT'}]}}]}]|tool_result|tool|/contents/0/parts/0/functionResponse/parts/0/text",
        "GENERATE_CONTENT|'contents':[{'role':'model','parts':[{'executableCode':{'language':'PYTHON','code':'TEXT'}}]}]|content|assistant|/contents/0/parts/0/executableCode/code",
        "GENERATE_CONTENT|'contents':[{'role':'model','parts':[{'codeExecutionResult':{'outcome':'OUTCOME_OK','output':'TEXT'}}]}]|tool_result|tool|/contents/0/parts/0/codeExecutionResult/output",
        "GENERATE_CONTENT|'contents':[{'role':'model','parts':[{'text':'x','thoughtSignature':'TEXT'}]}]|metadata|assistant|/contents/0/parts/0/thoughtSignature",
        "GENERATE_CONTENT|'contents':[{'parts':[{'inlineData':{'mimeType':'text/plain','data':'TEXT'}}]}]|metadata|user|/contents/0/parts/0/inlineData/data",
        "GENERATE_CONTENT|'contents':[{'parts':[{'later':'TEXT'}]}]|metadata|user|/contents/0/parts/0/*",
        "GENERATE_CONTENT|'contents':[{'parts':[{'text':'x'}]}],'tools':[{'functionDeclarations':[{'name':'f','description':'TEXT'}]}]|tool_definition|request|/tools/0/functionDeclarations/0/description",
        "GENERATE_CONTENT|'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'stopSequences':['TEXT']}|metadata|request|/generationConfig/stopSequences/0",
      })
  void findsText(Protocol protocol, String body, String channel, String role, String pointer)
      throws Exception {
    List<Segment> found =
        read(protocol, body).texts().segments().stream()
            .filter(segment -> segment.text().contains("TEXT"))
            .toList();
    assertThat(found).hasSize(1);
    Segment segment = found.getFirst();
    assertThat(segment.location().channel().word()).isEqualTo(channel);
    assertThat(segment.location().role()).isEqualTo(role);
    assertThat(segment.location().pointer()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "RESPONSES|'input':'x','previous_response_id':'resp_1'|/previous_response_id|previous_response_id",
        "GENERATE_CONTENT|'contents':[{'parts':[{'inlineData':{'mimeType':'image/png','data':'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNg+M9QDwADgQGAWjR9awAAAABJRU5ErkJggg=='}}]}]|/contents/0/parts/0/inlineData|image",
        "GENERATE_CONTENT|'contents':[{'parts':[{'fileData':{'mimeType':'application/pdf','fileUri':'https://h/f'}}]}]|/contents/0/parts/0/fileData|file",
        "GENERATE_CONTENT|'contents':[{'parts':[{'text':'x'}]}],'cachedContent':'cachedContents/c'|/cachedContent|cached_content",
        "GENERATE_CONTENT|'contents':[{'parts':[{'text':'x'}]}],'tools':[{'mcpServers':[{'name':'s'}]}]|/tools/0/mcpServers|mcp_servers",
        "RESPONSES|'input':'x','conversation':'conv_1'|/conversation|conversation",
        "RESPONSES|'input':[{'type':'item_reference','id':'i'}]|/input/0|item_reference",
        "RESPONSES|'input':[{'role':'user','content':[{'type':'input_file','file_id':'file-1'}]}]|/input/0/content/0/file_id|file_id",
        "RESPONSES|'input':[{'role':'user','content':[{'type':'input_image','image_url':'https://h/i.png'}]}]|/input/0/content/0/image_url|image_url",
        "RESPONSES|'input':[{'type':'reasoning','summary':[],'encrypted_content':'AAAA'}]|/input/0/encrypted_content|encrypted_content",
        "RESPONSES|'input':[{'id':'i'}]|/input/0|item_reference",
        "RESPONSES|'input':[{'type':'computer_call_output','call_id':'c','output':{'type':'computer_screenshot','file_id':'file-1'}}]|/input/0/output/file_id|file_id",
        "RESPONSES|'input':[{'type':'computer_call_output','call_id':'c','output':{'type':'computer_screenshot','image_url':'https://h/i.png'}}]|/input/0/output/image_url|image_url",
        "RESPONSES|'input':[{'type':'image_generation_call','id':'i','result':'iVBORw0KGgo='}]|/input/0/result|image",
        "RESPONSES|'input':'x','tools':[{'type':'mcp','server_label':'s','server_url':'https://h'}]|/tools/0|mcp_servers",
        "RESPONSES|'input':'x','tools':[{'type':'function','name':'f'},{'type':'file_search','vector_store_ids':['v']}]|/tools/1/vector_store_ids|vector_store_ids",
        "RESPONSES|'input':'x','tools':[{'type':'code_interpreter','container':{'type':'auto','file_ids':['v']}}]|/tools/0/container|container",
        "RESPONSES|'input':'x','tools':[{'type':'code_interpreter','container':'cntr_1'}]|/tools/0/container|container",
        "RESPONSES|'input':'x','tools':[{'type':'image_generation','input_image_mask':{'file_id':'f'}}]|/tools/0/input_image_mask|image",
        "MESSAGES|'container':'container_1','messages':[{'role':'user','content':'x'}]|/container|container",
        "MESSAGES|'messages':[{'role':'user','content':[{'type':'container_upload','file_id':'file_1'}]}]|/messages/0/content/0/file_id|file_id",
        "MESSAGES|'messages':[{'role':'assistant','content':[{'type':'web_search_tool_result','tool_use_id':'t','content':[{'type':'web_search_result','encrypted_content':'QUJD'}]}]}]|/messages/0/content/0/content/0/encrypted_content|encrypted_content",
        "MESSAGES|'messages':[{'role':'assistant','content':[{'type':'web_fetch_tool_result','tool_use_id':'t','content':{'type':'web_fetch_result','content':{'type':'document','source':{'type':'base64','media_type':'application/pdf','data':'JVBERi0xLjcK/w=='}}}}]}]|/messages/0/content/0/content/content/source|document",
        "MESSAGES|'messages':[{'role':'assistant','content':[{'type':'code_execution_tool_result','tool_use_id':'t','content':{'type':'code_execution_result','content':[{'type':'code_execution_output','file_id':'f'}]}}]}]|/messages/0/content/0/content/content/0/file_id|file_id",
        "MESSAGES|'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/png','data':'QUJD'}}]}]|/messages/0/content/0/source|image",
        "MESSAGES|'messages':[{'role':'assistant','content':[{'type':'redacted_thinking','data':'QUJD'}]}]|/messages/0/content/0|redacted_thinking",
        "COMPLETIONS|'prompt':[1,2,3]|/prompt|token_ids",
        "COMPLETIONS|'prompt':['a',[1,2]]|/prompt/1|token_ids",
        "EMBEDDINGS|'input':[[1,2],[3]]|/input/0|token_ids",
      })
  void namesWhatNobodyCanRead(Protocol protocol, String body, String pointer, String reason)
      throws Exception {
    assertThat(read(protocol, body).texts().unscanned()).contains(new Unscanned(pointer, reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'images':[{'type':'image_url','image_url':{'url':'data:image/png;base64,iVBORw0KGgo='}}]|/images/0/image_url|image_url",
        "'images':[{'type':'image_url','image_url':{'url':'https://h/i.png'}}]|/images/0/image_url|image_url",
        "'images':[{'type':'image_url','image_url':'https://h/i.png'}]|/images/0/image_url|image_url",
        "'images':['data:image/png;base64,iVBORw0KGgo=']|/images/0|data",
        "'images':'data:image/png;base64,iVBORw0KGgo='|/images|data",
        "'content':[{'type':'image_url','image_url':'https://h/i.png'}]|/content/0/image_url|image_url",
        "'pictures':[{'b64_json':'iVBORw0KGgo='}]|/*/0/b64_json|data",
        "'video':{'url':'data:video/mp4;base64,iVBORw0KGgo='}|/*/url|data",
        "'reasoning_details':[{'type':'reasoning.encrypted','data':'iVBORw0KGgo='}]|/reasoning_details/0/data|data",
        "'reasoning_details':[{'type':'reasoning.encrypted','data':'iVBORw0KGgqA//+AgIGCg4SFhoeIiYqLjI2Oj5CRkpM='}]|/reasoning_details/0/data|encrypted_content",
      })
  void namesWhatNobodyCanReadInAnAnswer(String members, String pointer, String reason)
      throws Exception {
    ModelRequest request =
        read(Protocol.CHAT_COMPLETIONS, "'messages':[{'role':'user','content':'x'}]");
    String answer = "{'choices':[{'index':0,'%s':{'role':'assistant',%s},'finish_reason':'stop'}]}";
    AnswerReader reader = Protocol.CHAT_COMPLETIONS.streamed().orElseThrow().reader();
    reader.accept(
        new SseEvent(null, answer.formatted("delta", members).replace('\'', '"')), _ -> {});
    byte[] whole =
        answer.formatted("message", members).replace('\'', '"').getBytes(StandardCharsets.UTF_8);

    for (ModelAnswer given :
        List.of(
            request.answer(whole).orElseThrow(), request.answer(reader.soFar()).orElseThrow())) {
      assertThat(given.texts().unscanned())
          .contains(new Unscanned("/choices/0/message" + pointer, reason));
    }
  }

  /** The text stands beside it and is judged there; the list would take it past that. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'role':'assistant','content':[{'type':'output_text','text':'x','logprobs':[{'token':'TEXT','logprob':-1}]}]",
        "'role':'assistant','content':[{'type':'output_text','text':'x','logprobs':{'token':'TEXT'}}]",
        "'type':'function_call_output','call_id':'c','output':[{'type':'input_text','text':'x','logprobs':'TEXT'}]",
        "'type':'computer_call_output','call_id':'c','output':{'type':'computer_screenshot','logprobs':'TEXT'}",
      })
  void tokensOfAnAnswerThatComesBackGoNoFurther(String item) throws Exception {
    ModelRequest request = read(Protocol.RESPONSES, "'input':[{" + item + "}]");

    assertThat(request.isLessened()).isTrue();
    assertThat(new String(request.upstreamBody("m"), StandardCharsets.UTF_8))
        .contains("\"logprobs\":[]")
        .doesNotContain("TEXT");
    assertThat(request.texts().unscanned()).isEmpty();
    assertThat(read(Protocol.RESPONSES, "'input':[{'content':[{'text':'x','logprobs':[]}]}]"))
        .matches(none -> !none.isLessened());
  }

  private static ModelRequest read(Protocol protocol, String body) throws Exception {
    String json = ("{'model':'m'," + body + "}").replace('\'', '"').replace("`", "\\\"");
    return protocol.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
