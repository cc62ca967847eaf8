package dev.keeptrail.gateway;

import java.util.Arrays;
import java.util.List;

/** How a request is made that loses a connection, and what its provider says. */
enum DisconnectWay {
  CHAT("/v1/chat/completions", "openai"),
  COMPLETIONS("/v1/completions", "openai"),
  RESPONSES("/v1/responses", "openai"),
  MESSAGES("/v1/messages", "anthropic"),
  TRANSLATED("/v1/chat/completions", "anthropic"),
  TOOLS("/mcp/files", "openai");

  final String route;

  /** Who serves the model. */
  final String provider;

  DisconnectWay(String route, String provider) {
    this.route = route;
    this.provider = provider;
  }

  /** Whether it asks a model, which costs something and can be streamed. */
  boolean asksModel() {
    return this != TOOLS;
  }

  /** Whether its answers can call a tool. */
  boolean callsTools() {
    return asksModel() && this != COMPLETIONS;
  }

  String body(boolean streamed) {
    String asked =
        switch (this) {
          case COMPLETIONS -> "'prompt':'Hello'";
          case RESPONSES -> "'input':'Hello','max_output_tokens':9";
          case CHAT, MESSAGES, TRANSLATED -> "'messages':[{'role':'user','content':'Hello'}]";
          case TOOLS -> "";
        };
    return asksModel()
        ? "{'model':'gpt-4o','stream':%s,'max_tokens':9,%s}".formatted(streamed, asked)
        : "{'jsonrpc':'2.0','id':1,'method':'tools/call',"
            + "'params':{'name':'look','arguments':{'where':'here'}}}";
  }

  /** An answer in one piece. */
  String answer() {
    return switch (this) {
      case CHAT -> FakeUpstream.completion("hi");
      case COMPLETIONS ->
          quoted(
              "{'id':'c','object':'text_completion','created':1,'model':'gpt-4o','choices':"
                  + "[{'index':0,'text':'hi','logprobs':null,'finish_reason':'stop'}],"
                  + "'usage':{'prompt_tokens':9,'completion_tokens':4,'total_tokens':13}}");
      case RESPONSES ->
          quoted(
              "{'id':'r','object':'response','created_at':1,'model':'gpt-4o',"
                  + "'status':'completed','output':[{'id':'m','type':'message',"
                  + "'role':'assistant','status':'completed','content':"
                  + "[{'type':'output_text','text':'hi','annotations':[]}]}],"
                  + "'usage':{'input_tokens':9,'output_tokens':4,'total_tokens':13}}");
      case MESSAGES, TRANSLATED ->
          quoted(
              "{'id':'m','type':'message','role':'assistant','model':'claude-x',"
                  + "'content':[{'type':'text','text':'hi'}],'stop_reason':'end_turn',"
                  + "'stop_sequence':null,'usage':{'input_tokens':9,'output_tokens':4}}");
      case TOOLS ->
          quoted("{'jsonrpc':'2.0','id':1,'result':{'content':[{'type':'text','text':'hi'}]}}");
    };
  }

  private static String quoted(String text) {
    return text.replace('\'', '"');
  }

  /** All events of an answer. */
  String[] events() {
    return ProviderStreams.of(
        "POST " + path() + " HTTP/1.1",
        List.of(
            "The harbour office is open until late in the evening, and all are welcome.",
            " Till then."));
  }

  /** What the provider is asked for. */
  private String path() {
    return this == TRANSLATED ? MESSAGES.route : route;
  }

  /** Those up to the first words, which are enough to go out. */
  String[] beginning() {
    String[] all = events();
    int last = 0;
    while (!all[last].contains("harbour")) {
      last++;
    }
    return Arrays.copyOf(all, last + 1);
  }

  /** A call begins. */
  String[] call() {
    return switch (this) {
      case MESSAGES, TRANSLATED ->
          new String[] {
            "event: content_block_stop\ndata: {'type':'content_block_stop','index':0}",
            "event: content_block_start\ndata: {'type':'content_block_start','index':1,"
                + "'content_block':{'type':'tool_use','id':'t','name':'look','input':{}}}"
          };
      case RESPONSES ->
          new String[] {
            "event: response.output_item.added\ndata: {'type':'response.output_item.added',"
                + "'output_index':1,'item':{'id':'f','type':'function_call','call_id':'c',"
                + "'name':'look','arguments':'','status':'in_progress'}}"
          };
      case CHAT ->
          new String[] {
            StreamTrial.chunk(
                "{'tool_calls':[{'index':0,'id':'c','type':'function',"
                    + "'function':{'name':'look','arguments':''}}]}")
          };
      case COMPLETIONS, TOOLS -> throw new IllegalStateException("nothing is called there");
    };
  }

  /** Its arguments go on. */
  String arguments() {
    return switch (this) {
      case MESSAGES, TRANSLATED ->
          "event: content_block_delta\ndata: {'type':'content_block_delta','index':1,"
              + "'delta':{'type':'input_json_delta','partial_json':' '}}";
      case RESPONSES ->
          "event: response.function_call_arguments.delta\n"
              + "data: {'type':'response.function_call_arguments.delta','output_index':1,"
              + "'item_id':'f','delta':' '}";
      case CHAT -> StreamTrial.chunk("{'tool_calls':[{'index':0,'function':{'arguments':' '}}]}");
      case COMPLETIONS, TOOLS -> throw new IllegalStateException("nothing is called there");
    };
  }
}
