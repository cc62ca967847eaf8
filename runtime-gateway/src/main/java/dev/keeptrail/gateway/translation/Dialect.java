package dev.keeptrail.gateway.translation;

import java.util.regex.Pattern;

/**
 * What targets that speak one protocol still say differently.
 *
 * @param tokenLimit the member of a chat completion that limits the tokens of an answer
 * @param signsCalls whether newer models want calls of tools back with the signature of a thought
 */
public record Dialect(String tokenLimit, boolean signsCalls) {
  /** As OpenAI has it since its reasoning models. */
  public static final Dialect OPENAI = new Dialect("max_completion_tokens", false);

  /** As Google has it since its third generation. */
  public static final Dialect GOOGLE = new Dialect("max_tokens", true);

  /** As everybody else has it. */
  public static final Dialect COMMON = new Dialect("max_tokens", false);

  private static final Pattern FIRST_TWO = Pattern.compile("(models/)?gemini-[12]([.-].*)?");

  /** Whether calls go to a model with signatures. */
  boolean signsCallsFor(String model) {
    return signsCalls && !FIRST_TWO.matcher(model).matches();
  }
}
