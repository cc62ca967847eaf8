package dev.keeptrail.gateway.fuzz;

import static dev.keeptrail.gateway.fuzz.Reader.require;

import dev.keeptrail.gateway.fuzz.Stand.Heard;
import dev.keeptrail.gateway.protocol.SecretPlaces;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever is asked, the gateway says what is wrong with it or asks the provider: it does not fail,
 * what it answers is on record, and no value that is to be masked goes up.
 */
final class RequestFuzzIT {
  /** What is asked where, and of whom. */
  private record Ask(String route, String name, String provider) {}

  private static final List<Ask> ASKS =
      List.of(
          new Ask("/v1/chat/completions", "chat_completions", "openai"),
          new Ask("/v1/chat/completions", "chat_completions", "anthropic"),
          new Ask("/v1/responses", "responses", "openai"),
          new Ask("/v1/messages", "messages", "anthropic"),
          new Ask("/v1/messages", "messages", "openai"),
          new Ask("/v1/messages/count_tokens", "count_tokens", "anthropic"),
          new Ask("/v1/completions", "completions", "openai"),
          new Ask("/v1/embeddings", "embeddings", "openai"),
          new Ask("/v1/moderations", "moderations", "openai"),
          new Ask("/v1/audio/speech", "audio_speech", "openai"),
          new Ask("/v1beta/models/m:generateContent", "generate_content", "google"),
          new Ask("/v1beta/models/m:generateContent", "generate_content", "openai"),
          new Ask("/v1beta/models/m:generateContent", "generate_content", "anthropic"));

  @Test
  void requestsAreServedOrRefused() throws Exception {
    try (var stands = Stands.of(Pack.CALLS)) {
      Fuzz.run(seed -> {
        var dice = new Dice(seed);
        Ask ask = dice.of(ASKS);
        exchange(ask, stands.of(ask.provider()), dice);
      });
    }
  }

  private static void exchange(Ask ask, Stand stand, Dice dice) throws Exception {
    ObjectNode plain = plain(ask, dice);
    String body = new Mutations(dice).of(plain);
    try {
      Heard heard = stand.ask(ask.route(), body, told(ask, dice), 0);
      check(heard);
    } catch (AssertionError | IOException wrong) {
      String shown = body.length() > 4_000 ? body.substring(0, 4_000) : body;
      throw new AssertionError(wrong + "\nof " + ask + " " + shown, wrong);
    }
  }

  /** A body without a mistake: with all that there is, with little, or a conversation. */
  private static ObjectNode plain(Ask ask, Dice dice) throws IOException {
    if (ask.name().equals("chat_completions") && !dice.once(3)) {
      return new Conversations(dice).chat();
    }
    if (ask.name().equals("messages") && !dice.once(3)) {
      return new Conversations(dice).message();
    }
    ObjectNode rich = read(ask.name() + ".request.json");
    rich.remove(ask.name().equals("generate_content") ? List.of("model") : List.of());
    return dice.coin() ? rich : small(rich, dice);
  }

  private static void check(Heard heard) {
    String said = heard.status() + " " + heard.body();
    require(heard.status() < 500, said);
    require(heard.status() >= 400 || heard.event() != null, "no event of " + said);
    require(heard.sent().isEmpty() || heard.event() != null, "asked without an event: " + said);
    require(heard.event() == null || heard.event().faults().isEmpty(), "faults: " + heard.event());
    for (String text : List.of(heard.sent(), heard.body(), String.valueOf(heard.event()))) {
      Raw.in(text)
          .ifPresent(raw -> {
            throw new AssertionError(raw + " in " + text);
          });
    }
    if (!heard.sent().isEmpty()) {
      ObjectNode ignored = Reader.object(heard.sent());
    }
  }

  /** What of a rich body is little. */
  private static ObjectNode small(ObjectNode rich, Dice dice) {
    List<String> names = List.copyOf(rich.propertyNames());
    for (String name : names) {
      if (!name.matches("model|messages|input|prompt|max_tokens|voice|contents") && !dice.once(5)) {
        rich.remove(name);
      }
    }
    return rich;
  }

  private static Told told(Ask ask, Dice dice) throws IOException {
    return switch (ask.name() + " " + ask.provider()) {
      case "chat_completions anthropic" -> Way.CHAT_BY_MESSAGES.tell(dice);
      case "messages openai", "generate_content openai" -> Way.MESSAGES_BY_CHAT.tell(dice);
      case "generate_content anthropic" -> Way.CHAT_BY_MESSAGES.tell(dice);
      case "audio_speech openai" -> new Told("{}", List.of());
      default -> new Told(read(ask.name() + ".answer.json").toString(), List.of());
    };
  }

  private static ObjectNode read(String name) throws IOException {
    try (InputStream stream = SecretPlaces.class.getResourceAsStream(name)) {
      return Reader.object(
          new String(
              Objects.requireNonNull(stream, name).readAllBytes(),
              java.nio.charset.StandardCharsets.UTF_8));
    }
  }
}
