package dev.keeptrail.language.plan;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much money may be spent in a time.
 *
 * @param scope what each has a budget of its own
 * @param usd US dollars; 0 lets nothing be spent
 * @param unpriced whether models without a known price may be asked; what they cost is not counted
 */
public record Budget(Scope scope, double usd, Window window, boolean unpriced) {
  public static final double MAX_USD = 1_000_000_000;
  public static final int MAX_BUDGETS = 100;

  /** What a budget is for each of. */
  public enum Scope {
    KEY("key"),
    USER("user"),
    TEAM("team"),
    AGENT("agent");

    private final String word;

    Scope(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public static Optional<Scope> of(String word) {
      return Stream.of(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }
  }

  /** When spending starts anew, in UTC. */
  public enum Window {
    DAY("day"),
    MONTH("month"),
    TOTAL("total");

    private final String word;

    Window(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public static Optional<Window> of(String word) {
      return Stream.of(values()).filter(window -> window.word.equals(word)).findFirst();
    }
  }
}
