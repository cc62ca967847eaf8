package dev.keeptrail.detectors;

import org.jspecify.annotations.Nullable;

/**
 * How far a detector looks, for texts that are judged while they come. To the right nothing has to
 * be said: a detector that reads beyond what has come is asked again when there is more. To the
 * left it is said here how far before a trigger a finding may begin, and how far back earlier
 * triggers matter. A detector that needs the whole text says why.
 *
 * @param unbounded what the whole text is needed for; null for a detector that judges places
 * @param lookBack in normalised characters: triggers further back have no say in what is found
 * @param readsAhead whether triggers that stand further on have a say, and not just text
 */
public record Reach(@Nullable String unbounded, Lead lead, int lookBack, boolean readsAhead) {
  /**
   * Triggers that stand closer than this may be one thing; those further apart are judged one after
   * the other. No detector joins groups over more.
   */
  public static final int APART = 8;

  private static final int USUAL = 160;

  public Reach {
    if (lookBack < 0) {
      throw new IllegalArgumentException("a reach is not negative");
    }
  }

  /** For detectors that weigh a text as a whole. */
  public static Reach wholeText(String why) {
    return new Reach(why, Lead.NONE, 0, false);
  }

  /** Findings begin at their trigger or behind it. */
  public static Reach fromTrigger() {
    return from(Lead.NONE);
  }

  /** Findings may begin somewhat before their trigger. */
  public static Reach from(Lead lead) {
    return new Reach(null, lead, USUAL, false);
  }

  /** The same with earlier triggers that matter from further away. */
  public Reach lookingBack(int characters) {
    return new Reach(unbounded, lead, characters, readsAhead);
  }

  /** The same with triggers further on that matter. */
  public Reach lookingAhead() {
    return new Reach(unbounded, lead, lookBack, true);
  }

  public boolean isBounded() {
    return unbounded == null;
  }
}
