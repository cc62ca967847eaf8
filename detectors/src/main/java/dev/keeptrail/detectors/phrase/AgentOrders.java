package dev.keeptrail.detectors.phrase;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Source;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Orders to machines inside what they are handed: results and descriptions of tools, and documents.
 * A sentence that says which machine is to do what, as none to a person does, needs no weighing; in
 * what people and models write themselves it is a topic like any other.
 */
public final class AgentOrders {
  private static final int LONGEST = 400;

  private AgentOrders() {}

  /** Read when the first scanner wants it. */
  private static final class Table {
    static final PhraseTable ORDERS = PhraseTable.read("agent-orders.txt");
  }

  public static Detector detector() {
    return new RuleDetector(
            "agent-orders",
            1,
            Set.of("injection.exfiltration", "injection.indirect", "injection.override"),
            LONGEST,
            new Trigger(Table.ORDERS.phrases(), false, false),
            AgentOrders::detect)
        .reaching(Reach.fromTrigger().lookingBack(LONGEST));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    if (isHanded(text.origin().source())) {
      new PhraseSearch(Table.ORDERS, text)
          .run(
              hits,
              (start, end, rule) ->
                  sink.add(
                      start, end, rule.category(), "INJECTION", rule.score(), Evidence.PATTERN));
    }
  }

  private static boolean isHanded(Source source) {
    return switch (source) {
      case TOOL_RESULT, DOCUMENT, TOOL_DEFINITION -> true;
      case SYSTEM, USER, ASSISTANT, TOOL_ARGUMENTS, METADATA -> false;
    };
  }
}
