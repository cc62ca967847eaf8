package dev.keeptrail.gateway.messages;

import dev.keeptrail.gateway.body.TokenCount;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What Anthropic's API says that a message took. Stateless. */
final class MessageTokens {
  /**
   * Runs of a model beside those that the message comes from. The API bills them, and leaves them
   * out of the counts of the message.
   */
  private static final Set<String> BESIDE = Set.of("compaction", "advisor_message");

  private MessageTokens() {}

  /** The count; empty where there is none. */
  static Optional<TokenCount> of(JsonNode usage) {
    return one(usage).map(count -> withRuns(count, usage.path("iterations")));
  }

  private static TokenCount withRuns(TokenCount count, JsonNode runs) {
    TokenCount all = count;
    for (JsonNode run : runs) {
      if (BESIDE.contains(run.path("type").asString(""))) {
        all = one(run).map(all::plus).orElse(all);
      }
    }
    return all;
  }

  /** Input tokens leave cached ones out here; our count has them in. */
  private static Optional<TokenCount> one(JsonNode usage) {
    return TokenCount.beside(
        usage.path("input_tokens"),
        usage.path("cache_read_input_tokens"),
        usage.path("cache_creation_input_tokens"),
        usage.path("cache_creation").path("ephemeral_1h_input_tokens"),
        usage.path("output_tokens"),
        usage.path("output_tokens_details").path("thinking_tokens"));
  }
}
