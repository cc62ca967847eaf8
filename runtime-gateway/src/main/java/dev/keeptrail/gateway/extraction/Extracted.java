package dev.keeptrail.gateway.extraction;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Segment;
import java.util.List;
import java.util.Map;

/**
 * What was fetched for one request.
 *
 * @param documents the texts of pages, to be judged with the request
 * @param facts what rules may know of it
 * @param marks what the event says of it, by tag
 */
public record Extracted(List<Segment> documents, List<Fact> facts, Map<String, String> marks) {
  /** Nothing was to be fetched. */
  public static final Extracted NOTHING = new Extracted(List.of(), List.of(), Map.of());

  public Extracted {
    documents = List.copyOf(documents);
    facts = List.copyOf(facts);
    marks = Map.copyOf(marks);
  }

  /** Whether pages were not waited for because nobody waits for what they are for. */
  public boolean isGivenUp() {
    return marks.values().stream()
        .anyMatch(mark -> mark.endsWith(" " + Page.Outcome.GIVEN_UP.word()));
  }
}
