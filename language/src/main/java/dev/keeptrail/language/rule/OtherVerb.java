package dev.keeptrail.language.rule;

import java.util.Locale;
import java.util.Optional;

/** What other systems call the verbs of effects. */
public final class OtherVerb {
  private OtherVerb() {}

  /** The verb that is meant; empty for a word that is none elsewhere either. */
  public static Optional<String> meant(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "deny", "reject", "refuse", "forbid", "stop", "abort" -> Optional.of("block");
      case "permit", "pass", "accept" -> Optional.of("allow");
      case "mask", "anonymize", "anonymise", "sanitize", "remove" -> Optional.of("redact");
      case "log", "warn", "audit", "alert", "monitor" -> Optional.of("flag");
      case "approve", "review", "ask", "hold" -> Optional.of("escalate");
      case "replace" -> Optional.of("rewrite");
      default -> Optional.empty();
    };
  }
}
