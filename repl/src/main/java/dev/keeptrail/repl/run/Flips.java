package dev.keeptrail.repl.run;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.repl.compare.Comparison;
import dev.keeptrail.repl.compare.Divergence;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.judge.Trial;
import dev.keeptrail.repl.report.Flip;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells in words what became of one exchange, with nothing sensitive in them. */
public final class Flips {
  private Flips() {}

  /** Both decisions in words; empty where there are none, because it is not replayable. */
  public static Optional<Flip> of(ReplayCase recorded, Comparison comparison) {
    Trial before = comparison.baseline();
    Trial after = comparison.candidate();
    return before == null || after == null
        ? Optional.empty()
        : Optional.of(of(new ReplayedEvent(recorded, comparison), before, after));
  }

  static Flip of(ReplayedEvent event, Trial before, Trial after) {
    Comparison comparison = event.comparison();
    Divergence divergence = comparison.divergence();
    CapturedExchange exchange = event.recorded().exchange();
    return new Flip(
        event.id(),
        comparison.change(),
        side(before, divergence == null ? null : divergence.baseline()),
        side(after, divergence == null ? null : divergence.candidate()),
        event.model(),
        event.user(),
        after.openEnd(),
        comparison.edits().stream().map(edit -> edit.words(exchange)).toList(),
        exchange == null ? "" : Excerpts.of(exchange));
  }

  private static Flip.Side side(Trial trial, Trial.@Nullable Step parting) {
    return new Flip.Side(
        trial.verdict().word(),
        trial.reasonCode(),
        trial.policy(),
        parting == null ? null : parting.fired().policy() + "." + parting.fired().rule());
  }
}
