package dev.keeptrail.gateway.fuzz;

/** What a caller asks, and what its target speaks. */
enum Way {
  CHAT("/v1/chat/completions", "openai"),
  COMPLETIONS("/v1/completions", "openai"),
  MESSAGES("/v1/messages", "anthropic"),
  RESPONSES("/v1/responses", "openai"),
  CHAT_BY_MESSAGES("/v1/chat/completions", "anthropic"),
  MESSAGES_BY_CHAT("/v1/messages", "openai");

  final String route;
  final String provider;

  Way(String route, String provider) {
    this.route = route;
    this.provider = provider;
  }

  /** An answer of the target. */
  Told tell(Dice dice) {
    return switch (this) {
      case CHAT -> new ChatTeller(dice, false).tell();
      case COMPLETIONS -> new CompletionTeller(dice).tell();
      case MESSAGES -> new MessageTeller(dice, false).tell();
      case RESPONSES -> new ResponseTeller(dice).tell();
      case CHAT_BY_MESSAGES -> new MessageTeller(dice, true).tell();
      case MESSAGES_BY_CHAT -> new ChatTeller(dice, true).tell();
    };
  }

  /** Reads what the caller gets. */
  Reader reader(boolean counts) {
    return switch (this) {
      case CHAT, CHAT_BY_MESSAGES -> new ChoiceReader(true, counts);
      case COMPLETIONS -> new ChoiceReader(false, counts);
      case MESSAGES, MESSAGES_BY_CHAT -> new MessageReader();
      case RESPONSES -> new ResponseReader();
    };
  }

  /** Whether the caller's protocol lets it ask for a count of tokens. */
  boolean maySkipCount() {
    return switch (this) {
      case CHAT, CHAT_BY_MESSAGES, COMPLETIONS -> true;
      case MESSAGES, MESSAGES_BY_CHAT, RESPONSES -> false;
    };
  }

  /** A request that says next to nothing. */
  String request(boolean streams, boolean counts) {
    String asks =
        switch (this) {
          case CHAT, CHAT_BY_MESSAGES -> "'messages':[{'role':'user','content':'Hello'}]";
          case MESSAGES, MESSAGES_BY_CHAT ->
              "'max_tokens':99,'messages':[{'role':'user','content':'Hello'}]";
          case COMPLETIONS -> "'prompt':'Hello'";
          case RESPONSES -> "'input':'Hello'";
        };
    String options =
        streams && counts && maySkipCount() ? ",'stream_options':{'include_usage':true}" : "";
    return ("{'model':'gpt-4o','stream':" + streams + options + "," + asks + "}")
        .replace('\'', '"');
  }
}
