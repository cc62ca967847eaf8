package dev.keeptrail.engine.exchange;

import dev.keeptrail.language.rule.Phase;
import java.util.List;

/**
 * Everything one phase is judged on.
 *
 * @param facts what is handed in beside the request and its texts, in the order in which rules see
 *     it
 */
public record PhaseContent(
    Phase phase,
    RequestFacts request,
    List<Segment> segments,
    List<Fact> facts,
    List<Unscanned> unscanned) {
  public PhaseContent {
    segments = List.copyOf(segments);
    facts = List.copyOf(facts);
    unscanned = List.copyOf(unscanned);
  }

  /** Content without facts of its own. */
  public PhaseContent(
      Phase phase, RequestFacts request, List<Segment> segments, List<Unscanned> unscanned) {
    this(phase, request, segments, List.of(), unscanned);
  }
}
