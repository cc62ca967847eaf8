package dev.keeptrail.repl.compare;

import dev.keeptrail.repl.judge.Judgement;
import dev.keeptrail.repl.judge.Judgement.Judged;
import dev.keeptrail.repl.judge.Judgement.NotReplayable;
import dev.keeptrail.repl.judge.Trial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two decisions on one exchange, side by side.
 *
 * @param needs what it would take to replay it; empty unless it is not replayable
 * @param baseline null where it is not replayable, and so the candidate
 * @param divergence where the traces part; null where they are the same
 */
public record Comparison(
    Change change,
    String needs,
    @Nullable Trial baseline,
    @Nullable Trial candidate,
    @Nullable Divergence divergence,
    List<EditChange> edits) {
  public Comparison {
    edits = List.copyOf(edits);
  }

  public static Comparison of(Judgement baseline, Judgement candidate) {
    return switch (baseline) {
      case NotReplayable(String needs) -> notReplayable(needs);
      case Judged(Trial before) ->
          switch (candidate) {
            case NotReplayable(String needs) -> notReplayable(needs);
            case Judged(Trial after) -> of(before, after);
          };
    };
  }

  public static Comparison notReplayable(String needs) {
    return new Comparison(Change.NOT_REPLAYABLE, needs, null, null, null, List.of());
  }

  private static Comparison of(Trial before, Trial after) {
    List<EditChange> edits =
        before.isDelivered() && after.isDelivered()
            ? EditChange.between(before.edits(), after.edits())
            : List.of();
    Change change = change(before, after, !edits.isEmpty());
    Divergence divergence =
        change == Change.SAME ? null : Divergence.between(before, after).orElse(null);
    return new Comparison(change, "", before, after, divergence, edits);
  }

  private static Change change(Trial before, Trial after, boolean masksOther) {
    if (before.verdict() != after.verdict()) {
      return after.verdict().outranks(before.verdict()) ? Change.TIGHTENED : Change.WEAKENED;
    }
    if (masksOther) {
      return Change.REDACTION;
    }
    if (before.asksProvider() != after.asksProvider()) {
      return Change.COST;
    }
    boolean same =
        before.reasonCode().equals(after.reasonCode())
            && java.util.Objects.equals(before.policy(), after.policy());
    return same ? Change.SAME : Change.REASON;
  }
}
