package dev.keeptrail.repl.run;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.repl.compare.Comparison;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.judge.Judgement;
import dev.keeptrail.repl.judge.RecordedTrial;
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
    ReplayPack other = baseline;
    if (other == null) {
      return candidate.compare(recorded.event(), exchange);
    }
    boolean complete = RecordedTrial.isComplete(recorded.event(), exchange);
    Judgement before = other.judged().judge(exchange, complete);
    return switch (before) {
      case Judgement.NotReplayable(String needs) -> Comparison.notReplayable(needs);
      case Judgement.Judged _ ->
          Comparison.of(before, candidate.judged().judge(exchange, complete));
    };
  }
}
