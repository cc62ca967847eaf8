package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.protocol.Protocol;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One simulated answer: the user's last text again, as each protocol says such a thing. */
final class SimulatedAnswer {
  private static final int MAX_ECHO = 50_000;

  private final JsonNode request;
  private final String id;
  private final ObjectNode answer = JsonNodeFactory.instance.objectNode();

  private SimulatedAnswer(JsonNode request, String id) {
    this.request = request;
    this.id = id;
  }

  static ObjectNode of(Protocol protocol, JsonNode request, String id) {
    var simulated = new SimulatedAnswer(request, id);
    switch (protocol) {
      case CHAT_COMPLETIONS -> simulated.chat();
      case RESPONSES -> simulated.response();
      case MESSAGES -> simulated.message();
      case COUNT_TOKENS -> simulated.count();
      case COMPLETIONS -> simulated.completion();
      case EMBEDDINGS -> simulated.embeddings();
      case MODERATIONS -> simulated.moderation();
      case AUDIO_SPEECH -> simulated.speech();
      case AUDIO_TRANSCRIPTIONS -> simulated.transcription();
      case GENERATE_CONTENT -> simulated.content();
      case COUNT_CONTENT -> simulated.contentCount();
      case EMBED_CONTENT -> simulated.vector(simulated.answer.putObject("embedding"), request);
      case EMBED_CONTENTS -> {
        var all = simulated.answer.putArray("embeddings");
        request.path("requests").forEach(one -> simulated.vector(all.addObject(), one));
      }
    }
    return simulated.answer;
  }

  private String model() {
    return request.path("model").asString("");
  }

  private void chat() {
    String reply = reply(lastUserText(request.path("messages")));
    answer.put("id", "chatcmpl-sim-" + id).put("object", "chat.completion").put("created", 0);
    answer.put("model", model());
    var choices = answer.putArray("choices");
    for (int index = 0; index < request.path("n").asInt(1); index++) {
      ObjectNode choice = choices.addObject();
      choice.put("index", index);
      choice.putObject("message").put("role", "assistant").put("content", reply).putNull("refusal");
      choice.putNull("logprobs").put("finish_reason", "stop");
    }
    answer.putNull("system_fingerprint");
    usage("prompt_tokens", words(allText(request.path("messages"))), words(reply) * choices.size());
  }

  private void response() {
    JsonNode input = request.path("input");
    String said = input.isString() ? input.stringValue() : lastUserText(input);
    String reply = reply(said);
    answer.put("id", "resp_sim_" + id).put("object", "response").put("created_at", 0);
    answer.put("status", "completed").putNull("error").putNull("incomplete_details");
    answer.put("model", model()).put("parallel_tool_calls", true).put("tool_choice", "auto");
    answer.putArray("tools");
    ObjectNode item = answer.putArray("output").addObject();
    item.put("type", "message").put("id", "msg_sim_" + id).put("status", "completed");
    item.put("role", "assistant");
    ObjectNode part = item.putArray("content").addObject();
    part.put("type", "output_text").put("text", reply).putArray("annotations");
    usage("input_tokens", words(input.isString() ? said : allText(input)), words(reply));
    ((ObjectNode) answer.path("usage")).putObject("input_tokens_details").put("cached_tokens", 0);
    ((ObjectNode) answer.path("usage"))
        .putObject("output_tokens_details")
        .put("reasoning_tokens", 0);
  }

  private void message() {
    String reply = reply(lastUserText(request.path("messages")));
    answer.put("id", "msg_sim_" + id).put("type", "message").put("role", "assistant");
    answer.put("model", model());
    answer.putArray("content").addObject().put("type", "text").put("text", reply);
    answer.put("stop_reason", "end_turn").putNull("stop_sequence");
    answer
        .putObject("usage")
        .put("input_tokens", words(allText(request.path("messages"))))
        .put("output_tokens", words(reply));
  }

  private void count() {
    answer.put("input_tokens", words(allText(request.path("messages"))));
  }

  private void completion() {
    String prompt = text(request.path("prompt"));
    String reply = reply(prompt);
    answer.put("id", "cmpl-sim-" + id).put("object", "text_completion").put("created", 0);
    answer.put("model", model());
    ObjectNode choice = answer.putArray("choices").addObject();
    choice.put("text", reply).put("index", 0).putNull("logprobs").put("finish_reason", "stop");
    usage("prompt_tokens", words(prompt), words(reply));
  }

  /** A vector that tells texts apart by their length and nothing else. */
  private void embeddings() {
    JsonNode input = request.path("input");
    answer.put("object", "list");
    var data = answer.putArray("data");
    int count = input.isArray() && !input.path(0).isInt() ? input.size() : 1;
    for (int index = 0; index < count; index++) {
      JsonNode one = count == 1 && !input.isArray() ? input : input.path(index);
      ObjectNode entry = data.addObject().put("object", "embedding").put("index", index);
      int length = one.asString("").length();
      if (request.path("encoding_format").asString("").equals("base64")) {
        entry.put("embedding", packed(length, 1));
      } else {
        entry.putArray("embedding").add(length).add(1);
      }
    }
    answer.put("model", model());
    int tokens = words(text(input));
    answer.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
  }

  /** As OpenAI's SDKs ask for it where nobody says otherwise. */
  private static String packed(float... vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : vector) {
      bytes.putFloat(number);
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private void moderation() {
    answer.put("id", "modr-sim-" + id).put("model", model());
    ObjectNode result = answer.putArray("results").addObject().put("flagged", false);
    result.putObject("categories").put("violence", false);
    result.putObject("category_scores").put("violence", 0.0);
  }

  /** Bytes that no player plays. */
  private void speech() {
    String sound = reply(request.path("input").asString(""));
    answer.put("media_type", "audio/mpeg");
    answer.put("audio", Base64.getEncoder().encodeToString(sound.getBytes(StandardCharsets.UTF_8)));
  }

  private void transcription() {
    answer.put("text", reply(request.path("prompt").asString("")));
  }

  private void content() {
    JsonNode contents = request.path("contents");
    String reply = reply(lastUserText(contents));
    ObjectNode candidate = answer.putArray("candidates").addObject();
    ObjectNode content = candidate.putObject("content").put("role", "model");
    content.putArray("parts").addObject().put("text", reply);
    candidate.put("finishReason", "STOP").put("index", 0);
    int in = words(allText(contents));
    int out = words(reply);
    answer
        .putObject("usageMetadata")
        .put("promptTokenCount", in)
        .put("candidatesTokenCount", out)
        .put("totalTokenCount", in + out);
    answer.put("modelVersion", model()).put("responseId", "sim-" + id);
  }

  private void contentCount() {
    answer.put("totalTokens", words(allText(request.path("contents"))));
  }

  /** As for OpenAI's embeddings. */
  private void vector(ObjectNode embedding, JsonNode embedded) {
    int length = text(content(embedded.path("content"))).length();
    embedding.putArray("values").add(length).add(1);
  }

  private void usage(String input, int in, int out) {
    String output = input.equals("input_tokens") ? "output_tokens" : "completion_tokens";
    answer.putObject("usage").put(input, in).put(output, out).put("total_tokens", in + out);
  }

  /** Bounds what many choices of a long text would come to. */
  private static String reply(String text) {
    if (text.length() <= MAX_ECHO) {
      return "You said: " + text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_ECHO - 1)) ? MAX_ECHO - 1 : MAX_ECHO;
    return "You said: " + text.substring(0, end);
  }

  private static String lastUserText(JsonNode messages) {
    for (int at = messages.size() - 1; at >= 0; at--) {
      if (messages.get(at).path("role").asString("user").equals("user")) {
        return text(content(messages.get(at)));
      }
    }
    return "";
  }

  private static String allText(JsonNode messages) {
    var all = new StringBuilder();
    for (JsonNode message : messages) {
      all.append(text(content(message))).append(' ');
    }
    return all.toString();
  }

  private static JsonNode content(JsonNode message) {
    return message.has("parts") ? message.path("parts") : message.path("content");
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asString("");
    }
    var joined = new StringBuilder();
    for (JsonNode part : content) {
      joined.append(part.isString() ? part.stringValue() : part.path("text").asString(""));
    }
    return joined.toString();
  }

  private static int words(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? 0 : (int) stripped.chars().filter(c -> c == ' ').count() + 1;
  }
}
