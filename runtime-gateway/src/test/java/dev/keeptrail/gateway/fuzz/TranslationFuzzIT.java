package dev.keeptrail.gateway.fuzz;

import static dev.keeptrail.gateway.fuzz.Reader.require;

import dev.keeptrail.gateway.fuzz.Stand.Heard;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that goes to a target of another protocol is one that its documentation allows, and
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
        switch (dice.below(4)) {
          case 0 -> exchange(Way.CHAT_BY_MESSAGES, anthropic, made.chat(), dice);
          case 1 -> exchange(Way.MESSAGES_BY_CHAT, openai, made.message(), dice);
          case 2 -> exchange(Way.CONTENTS_BY_CHAT, openai, contents(dice), dice);
          default -> exchange(Way.CONTENTS_BY_MESSAGES, anthropic, contents(dice), dice);
        }
      });
    }
  }

  private static List<String> said(Way way, ObjectNode asked) {
    return switch (way) {
      case CHAT_BY_MESSAGES -> Spoken.inChat(asked);
      case MESSAGES_BY_CHAT -> Spoken.inMessages(asked);
      case CONTENTS_BY_CHAT, CONTENTS_BY_MESSAGES -> Spoken.inContents(asked);
      case CHAT, COMPLETIONS, MESSAGES, RESPONSES, CONTENTS ->
          throw new IllegalArgumentException(way + " is no translation");
    };
  }

  private static ObjectNode contents(Dice dice) {
    return new ContentsConversations(dice).request();
  }

  private static void exchange(Way way, Stand stand, ObjectNode asked, Dice dice) throws Exception {
    boolean contents = way == Way.CONTENTS_BY_CHAT || way == Way.CONTENTS_BY_MESSAGES;
    if (!contents && dice.coin()) {
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
      boolean messages = way.provider.equals("anthropic");
      List<String> after = messages ? Spoken.inMessages(sent) : Spoken.inChat(sent);
      Differences.none("said", said(way, asked), after);
      if (messages) {
        Documented.messages(sent);
      } else {
        Documented.chat(sent);
      }
    } catch (AssertionError | RuntimeException wrong) {
      throw new AssertionError(wrong + "\nof " + way + " " + body, wrong);
    }
  }
}
