package dev.keeptrail.gateway.fuzz;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.util.Map;
import java.util.TreeMap;

/** What has to be on record of an exchange, however its answer was delivered. */
final class Records {
  private Records() {}

  /** Of an answer that was stopped, only what had come by then was judged. */
  static String of(DecisionEvent event) {
    String decided =
        event.verdict()
            + " "
            + event.reasonCode()
            + " "
            + event.decisivePolicy()
            + "\n"
            + event.outcome()
            + "\n"
            + event.faults();
    return event.outcome() == Outcome.DELIVERED ? decided + "\n" + delivered(event) : decided;
  }

  private static String delivered(DecisionEvent event) {
    Map<String, String> tags = new TreeMap<>(event.tags());
    tags.remove("delivery");
    return String.join(
        "\n",
        "transformed " + event.transformed() + " degraded " + event.degraded(),
        event.policyResults().toString(),
        event.findings().stream().map(Object::toString).sorted().toList().toString(),
        event.redactions().stream().map(Object::toString).sorted().toList().toString(),
        String.valueOf(event.usage()),
        String.valueOf(event.cost()),
        tags.toString());
  }
}
