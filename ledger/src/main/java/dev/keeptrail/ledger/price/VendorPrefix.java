package dev.keeptrail.ledger.price;

import java.util.Set;

/**
 * What routers and libraries put before the name of a model to say whose it is: {@code
 * openai/gpt-4o}, {@code models/gemini-2.5-pro}, {@code openrouter/anthropic/claude-opus-4.5}.
 */
public final class VendorPrefix {
  /** WHY: not those of hosts that set prices of their own for models that others made. */
  private static final Set<String> KNOWN =
      Set.of(
          "anthropic",
          "azure",
          "deepseek",
          "gemini",
          "google",
          "models",
          "openai",
          "openrouter",
          "publishers",
          "vertex_ai");

  /** {@code publishers/google/models/...} is the longest there is. */
  private static final int MOST = 3;

  private VendorPrefix() {}

  /**
   * The model's own name; the same where there is no prefix that is known. Claude's versions have a
   * full stop with routers and a hyphen with their maker.
   */
  public static String without(String model) {
    int from = 0;
    for (int stripped = 0; stripped < MOST; stripped++) {
      int slash = model.indexOf('/', from);
      if (slash < 0 || !KNOWN.contains(model.substring(from, slash))) {
        break;
      }
      from = slash + 1;
    }
    if (from == 0) {
      return model;
    }
    String own = model.substring(from);
    return own.startsWith("claude-") ? own.replace('.', '-') : own;
  }
}
