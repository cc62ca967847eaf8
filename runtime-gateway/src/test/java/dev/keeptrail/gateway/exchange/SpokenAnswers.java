package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.protocol.Protocol;
import dev.keeptrail.gateway.sse.SseWriter;
import dev.keeptrail.gateway.stream.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers in the form of each protocol, as providers write them. */
final class SpokenAnswers {
  private SpokenAnswers() {}

  /** A whole answer that says a text. */
  static ObjectNode answer(Protocol protocol, String text) {
    String usage = "'usage':{'input_tokens':5,'output_tokens':7,'total_tokens':12}}";
    String counts = "'usage':{'prompt_tokens':5,'completion_tokens':7,'total_tokens':12}}";
    String json =
        switch (protocol) {
          case CHAT_COMPLETIONS ->
              "{'id':'c1','object':'chat.completion','created':1,'model':'m','choices':[{'index':0,"
                  + "'message':{'role':'assistant','content':TEXT},'finish_reason':'stop'}],"
                  + counts;
          case COMPLETIONS ->
              "{'id':'c1','object':'text_completion','created':1,'model':'m','choices':[{'index':0,"
                  + "'text':TEXT,'logprobs':null,'finish_reason':'stop'}],"
                  + counts;
          case MESSAGES ->
              "{'id':'m1','type':'message','role':'assistant','model':'m','content':[{'type':'text',"
                  + "'text':TEXT}],'stop_reason':'end_turn','stop_sequence':null,"
                  + usage;
          case RESPONSES ->
              "{'id':'r1','object':'response','created_at':1,'model':'m','status':'completed',"
                  + "'output':[{'id':'i1','type':'message','role':'assistant','status':'completed',"
                  + "'content':[{'type':'output_text','text':TEXT,'annotations':[]}]}],"
                  + usage;
          case GENERATE_CONTENT ->
              "{'candidates':[{'content':{'role':'model','parts':[{'text':TEXT}]},'finishReason':"
                  + "'STOP','index':0}],'modelVersion':'m','responseId':'r1','usageMetadata':"
                  + "{'promptTokenCount':5,'candidatesTokenCount':7,'totalTokenCount':12}}";
          default -> throw new IllegalArgumentException(protocol.name());
        };
    JsonNode word = tree("{}").stringNode(text);
    return tree(json.replace('\'', '"').replace("TEXT", StrictJson.writeText(word)));
  }

  /** The answer as its protocol's events, the text in random pieces, letters escaped at random. */
  static byte[] stream(Protocol protocol, ObjectNode answer, Random random) {
    var shape = protocol.streamed().orElseThrow();
    var request = answer.objectNode();
    request.putObject("stream_options").put("include_usage", true);
    var bytes = new ByteArrayOutputStream();
    for (StreamEvent event : shape.events(answer, request)) {
      for (ObjectNode piece : pieces(event.data(), random)) {
        bytes.writeBytes(
            SseWriter.event(event.name(), escaped(StrictJson.writeText(piece), random)));
        if (random.nextInt(9) == 0) {
          bytes.writeBytes(SseWriter.keepAlive());
        }
      }
    }
    if (shape.endsWithDone()) {
      bytes.writeBytes(SseWriter.event("[DONE]"));
    }
    return bytes.toByteArray();
  }

  private static List<ObjectNode> pieces(ObjectNode event, Random random) {
    for (String place :
        List.of(
            "/choices/0/delta/content",
            "/choices/0/text",
            "/delta/text",
            "/delta",
            "/candidates/0/content/parts/0/text")) {
      if (event.at(place).isString()) {
        int last = place.lastIndexOf('/');
        List<ObjectNode> pieces = new ArrayList<>();
        String text = event.at(place).stringValue();
        int at = 0;
        while (at < text.length()) {
          int end = Math.min(text.length(), at + 1 + random.nextInt(12));
          end += end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? 1 : 0;
          ObjectNode piece = event.deepCopy();
          ((ObjectNode) piece.at(place.substring(0, last)))
              .put(place.substring(last + 1), text.substring(at, end));
          if (end < text.length() && piece.path("candidates").path(0) instanceof ObjectNode more) {
            more.remove("finishReason");
          }
          pieces.add(piece);
          at = end;
        }
        return pieces.isEmpty() ? List.of(event) : pieces;
      }
    }
    return List.of(event);
  }

  /** Letters inside strings now and then as an escape. */
  private static String escaped(String json, Random random) {
    var escaped = new StringBuilder();
    boolean inside = false;
    boolean afterBackslash = false;
    for (int at = 0; at < json.length(); at++) {
      char letter = json.charAt(at);
      inside ^= letter == '"' && !afterBackslash;
      boolean plain = !inside || afterBackslash || letter == '"' || letter == '\\';
      if (Character.isHighSurrogate(letter) && random.nextBoolean()) {
        escaped.append("\\u%04x\\u%04x".formatted((int) letter, (int) json.charAt(++at)));
      } else if (Character.isSurrogate(letter)
          || plain
          || random.nextInt(letter < 128 ? 40 : 2) != 0) {
        escaped.append(letter);
      } else {
        escaped.append("\\u%04x".formatted((int) letter));
      }
      afterBackslash = letter == '\\' && !afterBackslash;
    }
    return escaped.toString();
  }

  private static ObjectNode tree(String json) {
    try {
      return (ObjectNode) StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException(e);
    }
  }
}
