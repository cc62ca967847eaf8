package dev.keeptrail.repl.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the commit that made a decision what it is. Asks as few revisions as it can; those that
 * have no decision, because the pack has errors there, are passed over.
 *
 * @param <D> a decision; two that are equal are the same
 */
public final class Bisection<D> {
  /** Without two ends that differ, every revision is asked; no more than so many. */
  private static final int MAX_WALK = 100;

  private final List<Revision> revisions;
  private final Function<Revision, @Nullable D> decide;
  private final Map<Revision, Optional<D>> decisions = new HashMap<>();

  /**
   * @param revisions the newest first
   * @param decide null where a revision has no decision
   */
  public Bisection(List<Revision> revisions, Function<Revision, @Nullable D> decide) {
    this.revisions = List.copyOf(revisions);
    this.decide = decide;
  }

  /** What was found. */
  public sealed interface Result<D> {
    /**
     * The decision is another one from this commit on.
     *
     * @param between commits before it that have no decision, so that they may have done it
     */
    record Flipped<D>(Revision commit, D before, D after, List<Revision> between)
        implements Result<D> {
      public Flipped {
        between = List.copyOf(between);
      }
    }

    /**
     * No commit changed it.
     *
     * @param decided how many of those that were asked have a decision
     */
    record Never<D>(D decision, int decided) implements Result<D> {}

    /** No revision has a decision. */
    record Undecided<D>() implements Result<D> {}
  }

  /** Searches between the newest revision and the oldest, which have a decision. */
  public Result<D> search() {
    int newest = next(0, 1);
    if (newest < 0) {
      return new Result.Undecided<>();
    }
    D now = decided(newest);
    int oldest = next(revisions.size() - 1, -1);
    if (now.equals(decided(oldest))) {
      return walk(newest, now);
    }
    int same = newest;
    int other = oldest;
    while (other - same > 1) {
      int middle = between(same, other);
      if (middle < 0) {
        break;
      }
      if (now.equals(decided(middle))) {
        same = middle;
      } else {
        other = middle;
      }
    }
    return flipped(same, other, now);
  }

  /** Both ends decide alike; perhaps it was another in between. */
  private Result<D> walk(int newest, D now) {
    int same = newest;
    int decided = 1;
    int end = Math.min(revisions.size(), newest + MAX_WALK);
    for (int i = newest + 1; i < end; i++) {
      D decision = decision(i);
      decided += decision == null ? 0 : 1;
      if (decision != null && !decision.equals(now)) {
        return flipped(same, i, now);
      }
      same = decision == null ? same : i;
    }
    return new Result.Never<>(now, decided);
  }

  private Result<D> flipped(int same, int other, D now) {
    List<Revision> between = new ArrayList<>(revisions.subList(same + 1, other));
    return new Result.Flipped<>(revisions.get(same), decided(other), now, between);
  }

  /** A revision between two that has a decision, the one in the middle first; -1 for none. */
  private int between(int same, int other) {
    int middle = (same + other) >>> 1;
    for (int off = 0; middle - off > same || middle + off < other; off++) {
      for (int at : new int[] {middle - off, middle + off}) {
        if (at > same && at < other && decision(at) != null) {
          return at;
        }
      }
    }
    return -1;
  }

  private int next(int from, int step) {
    for (int i = from; i >= 0 && i < revisions.size(); i += step) {
      if (decision(i) != null) {
        return i;
      }
    }
    return -1;
  }

  /** Asks for each revision once. */
  private @Nullable D decision(int index) {
    return decisions
        .computeIfAbsent(
            revisions.get(index), revision -> Optional.ofNullable(decide.apply(revision)))
        .orElse(null);
  }

  private D decided(int index) {
    D decision = decision(index);
    if (decision == null) {
      throw new IllegalStateException("a revision that had a decision");
    }
    return decision;
  }
}
