package dev.keeptrail.gateway.stream;

import dev.keeptrail.engine.chain.TextChannel;
import dev.keeptrail.engine.exchange.Segment;

/** One text of an answer: gives out what is decided, and no more than may be kept. */
public final class DeltaChannel {
  private final TextChannel text;
  private final StreamBudget budget;
  private final HoldTime held = new HoldTime();

  DeltaChannel(TextChannel text, StreamBudget budget) {
    this.text = text;
    this.budget = budget;
  }

  /**
   * Takes a piece of the text.
   *
   * @return what may be given out now; empty while all is held, and once there is too much of it
   */
  public String append(String delta) {
    if (!budget.take(text.seen(), delta.length())) {
      return "";
    }
    String out = text.append(delta);
    held.moved(text.seen(), text.released(), System.nanoTime());
    return out;
  }

  /** The longest that a piece waited, in nanoseconds, up to now. */
  long held(long now) {
    return held.longest(now);
  }

  /** The text as it came, at its place. */
  Segment segment() {
    return new Segment(text.location(), text.text());
  }
}
