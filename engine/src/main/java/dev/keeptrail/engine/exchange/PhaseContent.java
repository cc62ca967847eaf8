package dev.keeptrail.engine.exchange;

import dev.keeptrail.language.kind.Phase;
import java.util.List;

/** Everything one phase is judged on. */
public record PhaseContent(
    Phase phase, RequestFacts request, List<Segment> segments, List<Unscanned> unscanned) {
  public PhaseContent {
    segments = List.copyOf(segments);
    unscanned = List.copyOf(unscanned);
  }
}
