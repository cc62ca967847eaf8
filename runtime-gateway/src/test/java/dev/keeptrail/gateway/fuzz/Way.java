package dev.keeptrail.gateway.fuzz;

/** What a caller asks, and what its target speaks. */
enum Way {
  CHAT("/v1/chat/completions", "openai"),
  COMPLETIONS("/v1/completions", "openai"),
  MESSAGES("/v1/messages", "anthropic"),
  RESPONSES("/v1/responses", "openai"),
  CHAT_BY_MESSAGES("/v1/chat/completions", "anthropic"),
  MESSAGES_BY_CHAT("/v1/messages", "openai"),
  CONTENTS("/v1beta/models/gpt-4o:", "google"),
  CONTENTS_BY_CHAT("/v1beta/models/gpt-4o:", "openai"),
  CONTENTS_BY_MESSAGES("/v1beta/models/gpt-4o:", "anthropic");

  private final String route;
  final String provider;

  Way(String route, String provider) {
    this.route = route;
    this.provider = provider;
  }

  /** Where it is asked. */
  String route(boolean streams) {
    return switch (this) {
      case CHAT, COMPLETIONS, MESSAGES, RESPONSES, CHAT_BY_MESSAGES, MESSAGES_BY_CHAT -> route;
      case CONTENTS, CONTENTS_BY_CHAT, CONTENTS_BY_MESSAGES ->
          route + (streams ? "streamGenerateContent?alt=sse" : "generateContent");
    };
  }

  /** An answer of the target. */
  Told tell(Dice dice) {
    return switch (this) {
      case CHAT -> new ChatTeller(dice, false).tell();
      case COMPLETIONS -> new CompletionTeller(dice).tell();
      case MESSAGES -> new MessageTeller(dice, false).tell();
      case RESPONSES -> new ResponseTeller(dice).tell();
      case CHAT_BY_MESSAGES, CONTENTS_BY_MESSAGES -> new MessageTeller(dice, true).tell();
      case MESSAGES_BY_CHAT, CONTENTS_BY_CHAT -> new ChatTeller(dice, true).tell();
      case CONTENTS -> new ContentsTeller(dice).tell();
    };
  }

  /** Reads what the caller gets. */
  Reader reader(boolean counts) {
    return switch (this) {
      case CHAT, CHAT_BY_MESSAGES -> new ChoiceReader(true, counts);
      case COMPLETIONS -> new ChoiceReader(false, counts);
      case MESSAGES, MESSAGES_BY_CHAT -> new MessageReader();
      case RESPONSES -> new ResponseReader();
      case CONTENTS, CONTENTS_BY_CHAT, CONTENTS_BY_MESSAGES -> new ContentsReader();
    };
  }

  /** Whether the caller's protocol lets it ask for a count of tokens. */
  boolean maySkipCount() {
    return switch (this) {
      case CHAT, CHAT_BY_MESSAGES, COMPLETIONS -> true;
      case MESSAGES,
          MESSAGES_BY_CHAT,
          RESPONSES,
          CONTENTS,
          CONTENTS_BY_CHAT,
          CONTENTS_BY_MESSAGES ->
          false;
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
          case CONTENTS, CONTENTS_BY_CHAT, CONTENTS_BY_MESSAGES -> "";
        };
    if (asks.isEmpty()) {
      return "{\"contents\":[{\"parts\":[{\"text\":\"Hello\"}]}]}";
    }
    String options =
        streams && counts && maySkipCount() ? ",'stream_options':{'include_usage':true}" : "";
    return ("{'model':'gpt-4o','stream':" + streams + options + "," + asks + "}")
        .replace('\'', '"');
  }
}
