package dev.keeptrail.engine.exchange;

import dev.keeptrail.language.rule.Phase;
import java.util.List;

/**
 * Everything one phase is judged on.
 *
 * @param facts what is handed in beside the request and its texts, in the order in which rules see
 *     it
 * @param references texts of the same exchange that are not judged here but compared with, such as
 *     the request's while its answer is judged
 */
public record PhaseContent(
    Phase phase,
    RequestFacts request,
    List<Segment> segments,
    List<Fact> facts,
    List<Unscanned> unscanned,
    List<Segment> references) {
  public PhaseContent {
    segments = List.copyOf(segments);
    facts = List.copyOf(facts);
    unscanned = List.copyOf(unscanned);
    references = List.copyOf(references);
  }

  /** Content that is compared with nothing. */
  public PhaseContent(
      Phase phase,
      RequestFacts request,
      List<Segment> segments,
      List<Fact> facts,
      List<Unscanned> unscanned) {
    this(phase, request, segments, facts, unscanned, List.of());
  }

  /** The same content with texts to compare it with. */
  public PhaseContent comparedWith(List<Segment> others) {
    return new PhaseContent(phase, request, segments, facts, unscanned, others);
  }

  /** Content without facts of its own. */
  public PhaseContent(
      Phase phase, RequestFacts request, List<Segment> segments, List<Unscanned> unscanned) {
    this(phase, request, segments, List.of(), unscanned);
  }
}
