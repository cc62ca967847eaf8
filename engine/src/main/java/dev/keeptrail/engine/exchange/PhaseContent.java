package dev.keeptrail.engine.exchange;

import dev.keeptrail.engine.pseudonym.Pseudonyms;
import dev.keeptrail.language.rule.Phase;
import java.util.List;

/**
 * Everything one phase is judged on.
 *
 * @param facts what is handed in beside the request and its texts, in the order in which rules see
 *     it
 * @param references texts of the same exchange that are not judged here but compared with, such as
 *     the request's while its answer is judged
 * @param pseudonyms what stands for earlier texts of the same exchange, and the key of new ones
 */
public record PhaseContent(
    Phase phase,
    RequestFacts request,
    List<Segment> segments,
    List<Fact> facts,
    List<Unscanned> unscanned,
    List<Segment> references,
    Pseudonyms pseudonyms) {
  public PhaseContent {
    segments = List.copyOf(segments);
    facts = List.copyOf(facts);
    unscanned = List.copyOf(unscanned);
    references = List.copyOf(references);
  }

  /** Content that belongs to no exchange with pseudonyms. */
  public PhaseContent(
      Phase phase,
      RequestFacts request,
      List<Segment> segments,
      List<Fact> facts,
      List<Unscanned> unscanned,
      List<Segment> references) {
    this(phase, request, segments, facts, unscanned, references, Pseudonyms.UNKEYED);
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
    return new PhaseContent(phase, request, segments, facts, unscanned, others, pseudonyms);
  }

  /** The same content in an exchange with these pseudonyms. */
  public PhaseContent under(Pseudonyms others) {
    return new PhaseContent(phase, request, segments, facts, unscanned, references, others);
  }

  /** Content without facts of its own. */
  public PhaseContent(
      Phase phase, RequestFacts request, List<Segment> segments, List<Unscanned> unscanned) {
    this(phase, request, segments, List.of(), unscanned);
  }
}
