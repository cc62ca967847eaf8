package dev.keeptrail.gateway;

import java.util.ArrayList;
import java.util.List;

/** Streams as providers send them: one text, in the pieces that a test wants. */
final class ProviderStreams {
  private ProviderStreams() {}

  /**
   * The events of the protocol that was asked in.
   *
   * @param head of the request, whose path tells the protocol
   */
  static String[] of(String head, List<String> pieces) {
    String path = head.split(" ", 3)[1];
    if (path.endsWith("/messages")) {
      return message(pieces, "");
    }
    if (path.endsWith("/responses")) {
      return response(pieces);
    }
    return path.endsWith("/chat/completions") ? chat(pieces) : completion(pieces);
  }

  private static String[] chat(List<String> pieces) {
    List<String> events = new ArrayList<>();
    String head =
        "data: {'id':'chatcmpl-7','object':'chat.completion.chunk','created':1700000000,"
            + "'model':'gpt-4o','choices':[{'index':0,";
    events.add(head + "'delta':{'role':'assistant','content':''},'finish_reason':null}]}");
    pieces.forEach(
        piece -> events.add(head + "'delta':{'content':'" + piece + "'},'finish_reason':null}]}"));
    events.add(head + "'delta':{},'finish_reason':'stop'}]}");
    events.add("data: [DONE]");
    return events.toArray(String[]::new);
  }

  private static String[] completion(List<String> pieces) {
    List<String> events = new ArrayList<>();
    String head =
        "data: {'id':'cmpl-7','object':'text_completion','created':1700000000,"
            + "'model':'gpt-4o','choices':[{'index':0,'logprobs':null,";
    pieces.forEach(piece -> events.add(head + "'text':'" + piece + "','finish_reason':null}]}"));
    events.add(head + "'text':'','finish_reason':'stop'}]}");
    events.add("data: [DONE]");
    return events.toArray(String[]::new);
  }

  /**
   * Anthropic's events.
   *
   * @param thought of a block in front of the text; none where it is empty
   */
  static String[] message(List<String> pieces, String thought) {
    List<String> events = new ArrayList<>();
    named(
        events,
        "message_start",
        "'message':{'id':'msg_7','type':'message','role':'assistant','model':'claude-x',"
            + "'content':[],'stop_reason':null,'stop_sequence':null,"
            + "'usage':{'input_tokens':9,'output_tokens':1}}");
    int index = 0;
    if (!thought.isEmpty()) {
      named(
          events,
          "content_block_start",
          "'index':0,'content_block':{'type':'thinking','thinking':'','signature':''}");
      named(
          events,
          "content_block_delta",
          "'index':0,'delta':{'type':'thinking_delta','thinking':'" + thought + "'}");
      named(
          events,
          "content_block_delta",
          "'index':0,'delta':{'type':'signature_delta','signature':'c2ln'}");
      named(events, "content_block_stop", "'index':0");
      index = 1;
    }
    String at = "'index':" + index;
    named(events, "content_block_start", at + ",'content_block':{'type':'text','text':''}");
    named(events, "ping", "'ignored':0");
    pieces.forEach(piece ->
        named(
            events,
            "content_block_delta",
            at + ",'delta':{'type':'text_delta','text':'" + piece + "'}"));
    named(events, "content_block_stop", at);
    named(
        events,
        "message_delta",
        "'delta':{'stop_reason':'end_turn','stop_sequence':null},'usage':{'output_tokens':4}");
    named(events, "message_stop", "'ignored':0");
    return events.toArray(String[]::new);
  }

  private static void named(List<String> events, String type, String rest) {
    events.add("event: " + type + "\ndata: {'type':'" + type + "'," + rest + "}");
  }

  private static String[] response(List<String> pieces) {
    List<String> events = new ArrayList<>();
    String text = String.join("", pieces);
    String shell = "'id':'resp_7','object':'response','created_at':1700000000,'model':'gpt-4o',";
    String at = "'output_index':0,'item_id':'msg_7',";
    String part = "{'type':'output_text','text':'" + text + "','annotations':[]}";
    String item = "{'id':'msg_7','type':'message','role':'assistant','status':'completed',";
    named(
        events,
        "response.created",
        "'response':{" + shell + "'status':'in_progress','output':[],'usage':null}");
    named(
        events,
        "response.output_item.added",
        at + "'item':" + item.replace("completed", "in_progress") + "'content':[]}");
    named(
        events,
        "response.content_part.added",
        at + "'content_index':0,'part':{'type':'output_text','text':'','annotations':[]}");
    pieces.forEach(piece ->
        named(
            events,
            "response.output_text.delta",
            at + "'content_index':0,'delta':'" + piece + "'"));
    named(events, "response.output_text.done", at + "'content_index':0,'text':'" + text + "'");
    named(events, "response.content_part.done", at + "'content_index':0,'part':" + part);
    named(events, "response.output_item.done", at + "'item':" + item + "'content':[" + part + "]}");
    named(
        events,
        "response.completed",
        "'response':{"
            + shell
            + "'status':'completed','output':["
            + item
            + "'content':["
            + part
            + "]}],'usage':{'input_tokens':9,'output_tokens':4,'total_tokens':13}}");
    return events.toArray(String[]::new);
  }
}
