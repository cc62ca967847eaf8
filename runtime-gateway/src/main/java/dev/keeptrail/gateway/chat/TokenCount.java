package dev.keeptrail.gateway.chat;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Tokens as the provider counted them.
 *
 * @param input all input tokens, cached ones included
 * @param cachedInput the part of the input that came from the provider's cache
 */
public record TokenCount(long input, long cachedInput, long output, long total) {
  static Optional<TokenCount> of(JsonNode usage) {
    JsonNode input = usage.path("prompt_tokens");
    JsonNode output = usage.path("completion_tokens");
    if (!isCount(input) || !isCount(output)) {
      return Optional.empty();
    }
    JsonNode cached = usage.path("prompt_tokens_details").path("cached_tokens");
    JsonNode total = usage.path("total_tokens");
    long in = input.longValue();
    long out = output.longValue();
    return Optional.of(
        new TokenCount(
            in,
            isCount(cached) ? Math.min(in, cached.longValue()) : 0,
            out,
            isCount(total) ? total.longValue() : in + out));
  }

  private static boolean isCount(JsonNode node) {
    return node.isIntegralNumber()
        && node.canConvertToLong()
        && node.longValue() >= 0
        && node.longValue() <= Integer.MAX_VALUE;
  }
}
