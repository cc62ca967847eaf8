package dev.keeptrail.ledger.escalation;

/**
 * Whom a policy names.
 *
 * @param kind {@code team} or {@code user}
 */
public record Assignee(String kind, String name) {
  /** Whether a word names this one: by its name alone, or as packs write it, {@code team:name}. */
  public boolean isNamedBy(String word) {
    return word.equals(name) || word.equals(kind + ":" + name);
  }

  /** The name in a word that may be written as packs write it. */
  public static String nameIn(String word) {
    return word.startsWith("team:") || word.startsWith("user:")
        ? word.substring(word.indexOf(':') + 1)
        : word;
  }
}
