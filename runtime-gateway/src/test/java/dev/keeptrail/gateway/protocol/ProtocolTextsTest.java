package dev.keeptrail.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.gateway.body.ModelRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "MESSAGES|'messages':[{'role':'user','content':[{'type':'document','source':{'type':'text','media_type':'text/plain','data':'TEXT'}}]}]|content|user|/messages/0/content/0/source/data",
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
        "RESPONSES|'input':'x','conversation':'conv_1'|/conversation|conversation",
        "RESPONSES|'input':[{'type':'item_reference','id':'i'}]|/input/0|item_reference",
        "RESPONSES|'input':[{'role':'user','content':[{'type':'input_file','file_id':'file-1'}]}]|/input/0/content/0/file_id|file_id",
        "RESPONSES|'input':[{'role':'user','content':[{'type':'input_image','image_url':'https://h/i.png'}]}]|/input/0/content/0/image_url|image_url",
        "RESPONSES|'input':[{'type':'reasoning','summary':[],'encrypted_content':'AAAA'}]|/input/0/encrypted_content|encrypted_content",
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

  private static ModelRequest read(Protocol protocol, String body) throws Exception {
    String json = ("{'model':'m'," + body + "}").replace('\'', '"').replace("`", "\\\"");
    return protocol.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
