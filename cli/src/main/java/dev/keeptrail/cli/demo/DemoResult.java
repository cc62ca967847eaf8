package dev.keeptrail.cli.demo;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one request.
 *
 * @param status the HTTP status the caller got
 * @param answer the text the caller got: the completion or the error's message
 * @param received the text that arrived at the provider; null when it was not called
 * @param event the recorded decision
 * @param surprises what was not as expected; empty when all was
 */
public record DemoResult(
    DemoStep step,
    int status,
    String answer,
    @Nullable String received,
    DecisionEvent event,
    List<String> surprises) {
  public DemoResult {
    surprises = List.copyOf(surprises);
  }

  public boolean asExpected() {
    return surprises.isEmpty();
  }
}
