package dev.keeptrail.gateway.body;

import dev.keeptrail.ledger.price.Tokens;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;

/**
 * Tokens as the provider counted them.
 *
 * @param input all input tokens, cached ones included
 * @param cachedInput the part of the input that came from the provider's cache
 * @param cacheWritten the part of the input that the provider put into its cache, where that has a
 *     price
 * @param keptHour the part of what was written that the provider keeps for an hour
 * @param reasoning the part of the output that the caller does not see
 */
public record TokenCount(
    long input,
    long cachedInput,
    long cacheWritten,
    long keptHour,
    long output,
    long reasoning,
    long total) {
  /** A count of which nothing more is known. */
  public TokenCount(long input, long output) {
    this(input, 0, 0, 0, output, 0, input + output);
  }

  /** The same input with so much output. */
  public TokenCount withOutput(long more) {
    return new TokenCount(
        input, cachedInput, cacheWritten, keptHour, more, Math.min(reasoning, more), input + more);
  }

  /** Both counts together. */
  public TokenCount plus(TokenCount more) {
    return new TokenCount(
        input + more.input,
        cachedInput + more.cachedInput,
        cacheWritten + more.cacheWritten,
        keptHour + more.keptHour,
        output + more.output,
        reasoning + more.reasoning,
        total + more.total);
  }

  /** As prices tell them apart. */
  public Tokens priced() {
    return new Tokens(input, cachedInput, cacheWritten, keptHour, output, reasoning);
  }

  /** The count of a chat completion. Groq has a place of its own for one that nobody asked for. */
  public static Optional<TokenCount> ofCompletion(JsonNode completion) {
    return of(completion.path("usage")).or(() -> of(completion.path("x_groq").path("usage")));
  }

  /**
   * The count in the words of chat completions, text completions and embeddings. What was cached,
   * and what was written to a cache at a price of its own, have more than one name.
   */
  public static Optional<TokenCount> of(JsonNode usage) {
    JsonNode output = usage.path("completion_tokens");
    JsonNode details = usage.path("prompt_tokens_details");
    return of(
            usage.path("prompt_tokens"),
            first(
                details.path("cached_tokens"),
                usage.path("prompt_cache_hit_tokens"),
                usage.path("cached_tokens")),
            output.isMissingNode() ? IntNode.valueOf(0) : output,
            usage.path("completion_tokens_details").path("reasoning_tokens"),
            usage.path("total_tokens"))
        .map(count ->
            count.withWritten(
                first(
                    details.path("cache_write_tokens"),
                    details.path("cache_creation_tokens"),
                    usage.path("cache_creation_input_tokens"))));
  }

  private static JsonNode first(JsonNode... names) {
    return Arrays.stream(names).filter(TokenCount::isCount).findFirst().orElse(names[0]);
  }

  private TokenCount withWritten(JsonNode written) {
    long kept = isCount(written) ? Math.min(input - cachedInput, written.longValue()) : 0;
    return new TokenCount(input, cachedInput, kept, keptHour, output, reasoning, total);
  }

  /**
   * A count of single numbers; empty unless input and output are counts. What a total has beyond
   * both is output that some providers count beside the rest: thoughts of Google's and xAI's
   * models.
   *
   * @param cached the cached part of the input
   * @param reasoning the part of the output that the caller does not see
   */
  public static Optional<TokenCount> of(
      JsonNode input, JsonNode cached, JsonNode output, JsonNode reasoning, JsonNode total) {
    if (!isCount(input) || !isCount(output)) {
      return Optional.empty();
    }
    long in = input.longValue();
    long said = output.longValue();
    // A total may leave out what came from a cache; then both are more than all.
    long all = Math.max(in + said, isCount(total) ? total.longValue() : 0);
    long out = all - in;
    long thought = isCount(reasoning) ? reasoning.longValue() : 0;
    return Optional.of(
        new TokenCount(
            in,
            isCount(cached) ? Math.min(in, cached.longValue()) : 0,
            0,
            0,
            out,
            Math.min(out, Math.max(thought, out - said)),
            all));
  }

  /**
   * A count whose input leaves out what was read from the cache or written to it.
   *
   * @param hour the part of what was written that is kept for an hour
   * @param reasoning the part of the output that the caller does not see
   */
  public static Optional<TokenCount> beside(
      JsonNode input,
      JsonNode read,
      JsonNode written,
      JsonNode hour,
      JsonNode output,
      JsonNode reasoning) {
    if (!isCount(input) || !isCount(output)) {
      return Optional.empty();
    }
    long cached = isCount(read) ? read.longValue() : 0;
    long keptHour = isCount(hour) ? hour.longValue() : 0;
    long kept = Math.max(keptHour, isCount(written) ? written.longValue() : 0);
    long in = input.longValue() + cached + kept;
    long out = output.longValue();
    long thought = isCount(reasoning) ? Math.min(out, reasoning.longValue()) : 0;
    return Optional.of(new TokenCount(in, cached, kept, keptHour, out, thought, in + out));
  }

  /**
   * A count whose output leaves out the model's thoughts, and whose input what tools of the
   * provider's own were told. Members that are not there count nothing.
   *
   * @param cached the cached part of the input
   */
  public static Optional<TokenCount> thoughtBeside(
      JsonNode input, JsonNode toTools, JsonNode cached, JsonNode said, JsonNode thoughts) {
    if (!isCount(input)) {
      return Optional.empty();
    }
    long in = input.longValue() + countOf(toTools);
    long thought = countOf(thoughts);
    long out = countOf(said) + thought;
    return Optional.of(
        new TokenCount(in, Math.min(in, countOf(cached)), 0, 0, out, thought, in + out));
  }

  private static long countOf(JsonNode node) {
    return isCount(node) ? node.longValue() : 0;
  }

  private static boolean isCount(JsonNode node) {
    return node.isIntegralNumber()
        && node.canConvertToLong()
        && node.longValue() >= 0
        && node.longValue() <= Integer.MAX_VALUE;
  }
}
