package dev.keeptrail.gateway.fuzz;

import static dev.keeptrail.gateway.fuzz.Reader.require;

import dev.keeptrail.gateway.fuzz.Stand.Heard;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that goes to a target of the other protocol is one that its documentation allows, and
 * says what was said: nothing is left out, nothing added, or it is refused.
 */
final class TranslationFuzzIT {
  @Test
  void requestsSayTheSameInTheOtherProtocol() throws Exception {
    try (var openai = new Stand(Pack.OTHERS, "openai");
        var anthropic = new Stand(Pack.OTHERS, "anthropic")) {
      Fuzz.run(seed -> {
        var dice = new Dice(seed);
        var made = new Conversations(dice);
        if (dice.coin()) {
          exchange(Way.CHAT_BY_MESSAGES, anthropic, made.chat(), dice);
        } else {
          exchange(Way.MESSAGES_BY_CHAT, openai, made.message(), dice);
        }
      });
    }
  }

  private static void exchange(Way way, Stand stand, ObjectNode asked, Dice dice) throws Exception {
    if (dice.coin()) {
      asked.put("stream", dice.coin());
    }
    String body = StrictJson.writeText(asked);
    try {
      Heard heard = stand.ask(way.route(false), body, way.tell(dice), dice.number());
      if (heard.status() == 422) {
        require(heard.body().contains("\"untranslatable\""), heard.body());
        require(heard.sent().isEmpty(), "asked all the same");
        require(heard.event() != null, "no event");
        return;
      }
      require(heard.status() == 200, heard.status() + " " + heard.body());
      ObjectNode sent = Reader.object(heard.sent());
      boolean chat = way == Way.CHAT_BY_MESSAGES;
      List<String> before = chat ? Spoken.inChat(asked) : Spoken.inMessages(asked);
      List<String> after = chat ? Spoken.inMessages(sent) : Spoken.inChat(sent);
      Differences.none("said", before, after);
      if (chat) {
        Documented.messages(sent);
      } else {
        Documented.chat(sent);
      }
    } catch (AssertionError | RuntimeException wrong) {
      throw new AssertionError(wrong + "\nof " + way + " " + body, wrong);
    }
  }
}
