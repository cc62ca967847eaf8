package dev.keeptrail.gateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What both protocols can say survives the way there and back. */
final class TranslationProperties {
  private static final Names NAMES = new Names("other", "other");

  @Property(tries = 2_000)
  void aRequestSurvivesTheWayThereAndBack(@ForAll long seed) throws Exception {
    ObjectNode chat = new Requests(new Random(seed)).chat();

    ObjectNode messages = ChatRequest.toMessages(chat.deepCopy());
    assertThat(MessagesRequest.toChat(messages.deepCopy(), Dialect.COMMON)).isEqualTo(chat);
    assertThat(ChatRequest.toMessages(MessagesRequest.toChat(messages.deepCopy(), Dialect.OPENAI)))
        .isEqualTo(messages);
  }

  @Property(tries = 2_000)
  void anAnswerSurvivesTheWayThereAndBack(@ForAll long seed) throws RefusedException {
    ObjectNode message = new Requests(new Random(seed)).message();

    JsonNode back = ChatAnswer.toMessage(MessageAnswer.toChat(message.deepCopy(), NAMES), NAMES);

    assertThat(back).isEqualTo(message);
  }

  /** Makes bodies of the common subset, in the form that the way back gives. */
  private static final class Requests {
    private final Random random;

    Requests(Random random) {
      this.random = random;
    }

    ObjectNode chat() {
      ObjectNode chat = Json.object().put("model", text());
      chat.put("max_tokens", random.nextInt(1, 9_999));
      ArrayNode messages = chat.putArray("messages");
      for (int at = random.nextInt(3); at > 0; at--) {
        messages.addObject().put("role", "system").put("content", text());
      }
      for (int at = random.nextInt(4); at > 0; at--) {
        turn(messages);
      }
      user(messages);
      if (random.nextBoolean()) {
        chat.put("temperature", random.nextInt(11) / 10.0);
      }
      if (random.nextBoolean()) {
        chat.put("top_p", random.nextDouble());
      }
      if (random.nextBoolean()) {
        ArrayNode stops = chat.putArray("stop");
        for (int at = random.nextInt(1, 5); at > 0; at--) {
          stops.add(text());
        }
      }
      tools(chat);
      if (random.nextBoolean()) {
        chat.put("user", text());
      }
      return chat;
    }

    private void tools(ObjectNode chat) {
      if (random.nextBoolean()) {
        return;
      }
      ArrayNode tools = chat.putArray("tools");
      for (int at = random.nextInt(1, 3); at > 0; at--) {
        ObjectNode function = tools.addObject().put("type", "function").putObject("function");
        function.put("name", text());
        if (random.nextBoolean()) {
          function.put("description", text());
        }
        function.set("parameters", value(2));
      }
      switch (random.nextInt(4)) {
        case 0 -> chat.put("tool_choice", "required");
        case 1 -> chat.put("tool_choice", "none");
        case 2 ->
            chat.putObject("tool_choice")
                .put("type", "function")
                .putObject("function")
                .put("name", text());
        default -> chat.put("tool_choice", "auto").put("parallel_tool_calls", false);
      }
    }

    private void turn(ArrayNode messages) {
      user(messages);
      ObjectNode assistant = messages.addObject().put("role", "assistant");
      if (random.nextBoolean()) {
        assistant.put("content", text());
        return;
      }
      int calls = random.nextInt(1, 4);
      if (random.nextBoolean()) {
        assistant.put("content", text());
      } else {
        assistant.putNull("content");
      }
      ArrayNode called = assistant.putArray("tool_calls");
      for (int at = 0; at < calls; at++) {
        ObjectNode call = called.addObject().put("id", "t" + at).put("type", "function");
        call.putObject("function")
            .put("name", text())
            .put("arguments", StrictJson.writeText(value(3)));
        ObjectNode result = Json.object().put("role", "tool").put("tool_call_id", "t" + at);
        if (random.nextBoolean()) {
          result.put("content", text());
        } else {
          result.putArray("content").add(Json.text(text()));
        }
        messages.add(result);
      }
    }

    private void user(ArrayNode messages) {
      ObjectNode user = messages.addObject().put("role", "user");
      if (random.nextBoolean()) {
        user.put("content", text());
        return;
      }
      ArrayNode parts = user.putArray("content");
      for (int at = random.nextInt(1, 4); at > 0; at--) {
        if (random.nextBoolean()) {
          parts.add(Json.text(text()));
        } else {
          String url =
              random.nextBoolean() ? "https://example.com/a.png" : "data:image/png;base64,QUJD";
          ObjectNode part = Json.typed("image_url");
          part.putObject("image_url").put("url", url);
          parts.add(part);
        }
      }
    }

    ObjectNode message() {
      ObjectNode message = Json.object().put("id", text()).put("type", "message");
      message.put("role", "assistant").put("model", text());
      ArrayNode content = message.putArray("content");
      if (random.nextBoolean()) {
        content.add(Json.text(text()));
      }
      for (int at = random.nextInt(3); at > 0; at--) {
        ObjectNode use = content.addObject().put("type", "tool_use").put("id", text());
        use.put("name", text()).set("input", value(3));
      }
      String[] reasons = {"max_tokens", "tool_use", "refusal", "end_turn"};
      // A call of a tool is no end of a turn.
      boolean calls = content.size() > 0 && content.path(content.size() - 1).has("input");
      message.put("stop_reason", reasons[random.nextInt(reasons.length - (calls ? 1 : 0))]);
      message.putNull("stop_sequence");
      message
          .putObject("usage")
          .put("input_tokens", random.nextLong(1_000))
          .put("cache_creation_input_tokens", random.nextLong(1_000))
          .put("cache_read_input_tokens", random.nextLong(1_000))
          .put("output_tokens", random.nextLong(1_000));
      return message;
    }

    private ObjectNode value(int depth) {
      ObjectNode object = Json.object();
      for (int at = random.nextInt(4); at > 0; at--) {
        String name = "k" + at;
        switch (random.nextInt(depth > 0 ? 5 : 4)) {
          case 0 -> object.put(name, text());
          case 1 -> object.put(name, random.nextInt());
          case 2 -> object.put(name, random.nextBoolean());
          case 3 -> object.putNull(name);
          default -> object.set(name, value(depth - 1));
        }
      }
      return object;
    }

    private String text() {
      String[] words = {"a", "Grüße", "\"quoted\"", "line\nbreak", "\u0000", "{}", "tool_use"};
      return words[random.nextInt(words.length)] + random.nextInt(100);
    }
  }
}
