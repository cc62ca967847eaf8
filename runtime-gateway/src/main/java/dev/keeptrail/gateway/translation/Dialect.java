package dev.keeptrail.gateway.translation;

/**
 * What targets that speak one protocol still say differently.
 *
 * @param tokenLimit the member of a chat completion that limits the tokens of an answer
 */
public record Dialect(String tokenLimit) {
  /** As OpenAI has it since its reasoning models. */
  public static final Dialect OPENAI = new Dialect("max_completion_tokens");

  /** As everybody else has it. */
  public static final Dialect COMMON = new Dialect("max_tokens");
}
