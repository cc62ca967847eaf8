package dev.keeptrail.gateway.chat;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.gateway.body.Places;
import dev.keeptrail.gateway.stream.ChannelKey;

/** Which texts of a chat completion come in pieces, and where they stand. Stateless. */
final class ChatTexts {
  private ChatTexts() {}

  static ChannelKey key(int choice, String member) {
    return switch (member) {
      case "refusal" -> new ChannelKey(choice, Channel.REFUSAL, 0);
      case "reasoning_content" -> new ChannelKey(choice, Channel.REASONING, 0);
      case "reasoning" -> new ChannelKey(choice, Channel.REASONING, 1);
      default -> new ChannelKey(choice, Channel.CONTENT, 0);
    };
  }

  /** The member of a message in which a text stands. */
  static String member(ChannelKey key) {
    return switch (key.channel()) {
      case REFUSAL -> "refusal";
      case REASONING -> key.part() == 0 ? "reasoning_content" : "reasoning";
      default -> "content";
    };
  }

  static Location location(ChannelKey key) {
    String message = Places.child(Places.child("/choices", key.choice()), "message");
    return new Location(
        key.channel(), "assistant", key.choice(), Places.child(message, member(key)));
  }
}
