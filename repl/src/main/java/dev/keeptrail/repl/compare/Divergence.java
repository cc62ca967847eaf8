package dev.keeptrail.repl.compare;

import dev.keeptrail.repl.judge.Trial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where two traces part: the first rule that fired on one side and not, or not then, on the other.
 *
 * @param baseline null where nothing more fired on that side
 * @param candidate null where nothing more fired on that side
 */
public record Divergence(Trial.@Nullable Step baseline, Trial.@Nullable Step candidate) {
  /** Empty when the same rules fired in the same order. */
  static Optional<Divergence> between(Trial baseline, Trial candidate) {
    List<Trial.Step> one = baseline.steps();
    List<Trial.Step> other = candidate.steps();
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      Trial.Step first = i < one.size() ? one.get(i) : null;
      Trial.Step second = i < other.size() ? other.get(i) : null;
      if (first == null || !first.equals(second)) {
        return Optional.of(new Divergence(first, second));
      }
    }
    return Optional.empty();
  }
}
