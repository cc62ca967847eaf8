package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A provider inside the process, for demonstrations and tests: it repeats the last message of the
 * user and counts words as tokens. The same body always gets the same answer. Thread-safe as far as
 * its listener is.
 */
public final class SimulatedProvider implements ProviderClient {
  private static final int MAX_ECHO = 50_000;

  private final Consumer<String> listener;

  public SimulatedProvider() {
    this(_ -> {});
  }

  /**
   * Lets somebody watch.
   *
   * @param listener told every body that arrives, as JSON text, on the thread of the request
   */
  public SimulatedProvider(Consumer<String> listener) {
    this.listener = listener;
  }

  @Override
  public ProviderAnswer complete(byte[] body) throws ProviderException {
    listener.accept(new String(body, StandardCharsets.UTF_8));
    try {
      JsonNode request = StrictJson.parse(body);
      return new ProviderAnswer(
          200, "application/json", null, StrictJson.write(answer(request, body)));
    } catch (MalformedJsonException _) {
      return new ProviderAnswer(
          400, "application/json", null, "{}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static ObjectNode answer(JsonNode request, byte[] body) {
    var nodes = JsonNodeFactory.instance;
    String reply = "You said: " + shortened(lastUserText(request.path("messages")));
    ObjectNode answer = nodes.objectNode();
    answer.put("id", "chatcmpl-sim-" + checksum(body));
    answer.put("object", "chat.completion");
    answer.put("created", 0);
    answer.put("model", request.path("model").asString(""));
    var choices = answer.putArray("choices");
    for (int index = 0; index < request.path("n").asInt(1); index++) {
      ObjectNode choice = choices.addObject();
      choice.put("index", index);
      choice.putObject("message").put("role", "assistant").put("content", reply).putNull("refusal");
      choice.putNull("logprobs").put("finish_reason", "stop");
    }
    int input = words(allText(request.path("messages")));
    int output = words(reply) * choices.size();
    answer
        .putObject("usage")
        .put("prompt_tokens", input)
        .put("completion_tokens", output)
        .put("total_tokens", input + output);
    return answer;
  }

  /** Bounds what many choices of a long text would come to. */
  private static String shortened(String text) {
    if (text.length() <= MAX_ECHO) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_ECHO - 1)) ? MAX_ECHO - 1 : MAX_ECHO;
    return text.substring(0, end);
  }

  private static String lastUserText(JsonNode messages) {
    for (int at = messages.size() - 1; at >= 0; at--) {
      if (messages.get(at).path("role").asString("").equals("user")) {
        return text(messages.get(at).path("content"));
      }
    }
    return "";
  }

  private static String allText(JsonNode messages) {
    var all = new StringBuilder();
    for (JsonNode message : messages) {
      all.append(text(message.path("content"))).append(' ');
    }
    return all.toString();
  }

  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asString("");
    }
    var joined = new StringBuilder();
    for (JsonNode part : content) {
      joined.append(part.path("text").asString(""));
    }
    return joined.toString();
  }

  private static int words(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() ? 0 : (int) stripped.chars().filter(c -> c == ' ').count() + 1;
  }

  private static String checksum(byte[] body) {
    var sum = new CRC32C();
    sum.update(body);
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  @Override
  public void close() {}
}
