package dev.keeptrail.gateway.body;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

/**
 * Tokens as the provider counted them.
 *
 * @param input all input tokens, cached ones included
 * @param cachedInput the part of the input that came from the provider's cache
 */
public record TokenCount(long input, long cachedInput, long output, long total) {
  /** The count in the words of chat completions, text completions and embeddings. */
  public static Optional<TokenCount> of(JsonNode usage) {
    JsonNode output = usage.path("completion_tokens");
    return of(
        usage.path("prompt_tokens"),
        usage.path("prompt_tokens_details").path("cached_tokens"),
        output.isMissingNode() ? IntNode.valueOf(0) : output,
        usage.path("total_tokens"));
  }

  /**
   * A count of single numbers; empty unless input and output are counts.
   *
   * @param cached the cached part of the input
   */
  public static Optional<TokenCount> of(
      JsonNode input, JsonNode cached, JsonNode output, JsonNode total) {
    if (!isCount(input) || !isCount(output)) {
      return Optional.empty();
    }
    long in = input.longValue();
    long out = output.longValue();
    return Optional.of(
        new TokenCount(
            in,
            isCount(cached) ? Math.min(in, cached.longValue()) : 0,
            out,
            isCount(total) ? total.longValue() : in + out));
  }

  /** A count whose input leaves out what was read from the cache or written to it. */
  public static Optional<TokenCount> beside(
      JsonNode input, JsonNode read, JsonNode written, JsonNode output) {
    if (!isCount(input) || !isCount(output)) {
      return Optional.empty();
    }
    long cached = isCount(read) ? read.longValue() : 0;
    long in = input.longValue() + cached + (isCount(written) ? written.longValue() : 0);
    return Optional.of(new TokenCount(in, cached, output.longValue(), in + output.longValue()));
  }

  private static boolean isCount(JsonNode node) {
    return node.isIntegralNumber()
        && node.canConvertToLong()
        && node.longValue() >= 0
        && node.longValue() <= Integer.MAX_VALUE;
  }
}
