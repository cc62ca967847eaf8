package dev.keeptrail.repl.run;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.repl.compare.Comparison;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.judge.Course;
import dev.keeptrail.repl.judge.Judgement;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a candidate decides against what was recorded, or against another pack. Thread-safe;
 * the packs stay the caller's.
 *
 * @param baseline null for what was recorded
 */
public record SideBySide(ReplayPack candidate, @Nullable ReplayPack baseline) {
  /** The two decisions on one exchange, or why there are none. */
  public Comparison compare(ReplayCase recorded) {
    CapturedExchange exchange = recorded.exchange();
    if (exchange == null) {
      return Comparison.notReplayable(recorded.missing());
    }
    Course course = recorded.course(exchange);
    ReplayPack other = baseline;
    if (other == null) {
      return candidate.compare(recorded.event(), exchange, course);
    }
    Judgement before = other.judged().judge(exchange, course);
    return switch (before) {
      case Judgement.NotReplayable(String needs) -> Comparison.notReplayable(needs);
      case Judgement.Judged _ -> Comparison.of(before, candidate.judged().judge(exchange, course));
    };
  }
}
