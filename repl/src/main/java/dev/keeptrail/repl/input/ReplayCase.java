package dev.keeptrail.repl.input;

import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.repl.judge.Course;
import org.jspecify.annotations.Nullable;

/**
 * One recorded exchange, as far as there is something of it.
 *
 * @param id of the event, or of the line that it was imported from
 * @param event what was decided; null for traffic that no gateway of ours has judged
 * @param exchange what was judged; null when it cannot be had
 * @param missing why it cannot be had; empty when it is there
 * @param changed whether what was judged is not what was recorded, but a trial of something else
 */
public record ReplayCase(
    String id,
    @Nullable DecisionEvent event,
    @Nullable CapturedExchange exchange,
    String missing,
    boolean changed) {
  /** What is missing where the pack that was served had captures off. */
  public static final String NOTHING_CAPTURED = "nothing was captured";

  /** Ends what is missing where texts have placeholders. */
  public static final String PLACEHOLDERS = " in texts with placeholders";

  /** A case as it was recorded. */
  public ReplayCase(
      String id,
      @Nullable DecisionEvent event,
      @Nullable CapturedExchange exchange,
      String missing) {
    this(id, event, exchange, missing, false);
  }

  /** The same with something else in the place of what was judged. */
  public ReplayCase changed(CapturedExchange other) {
    return new ReplayCase(id, event, other, "", true);
  }

  /**
   * How it went. What somebody approved is bound to the request as it was, so a changed one is
   * judged as if nobody had been asked.
   *
   * @param judged the exchange, where it can be had
   */
  public Course course(CapturedExchange judged) {
    Course course = Course.of(event, judged);
    return changed ? course.unapproved() : course;
  }

  static ReplayCase of(String id, @Nullable DecisionEvent event, CapturedExchange exchange) {
    return new ReplayCase(id, event, exchange, "");
  }

  static ReplayCase missing(String id, @Nullable DecisionEvent event, String why) {
    return new ReplayCase(id, event, null, why);
  }
}
