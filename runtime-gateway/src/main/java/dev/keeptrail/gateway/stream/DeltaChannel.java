package dev.keeptrail.gateway.stream;

import dev.keeptrail.engine.chain.TextChannel;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.Segment;

/**
 * One text of an answer: keeps it within a limit, gives out what is decided, and keeps account.
 * Confined to one thread.
 */
public final class DeltaChannel {
  private final ChannelKey key;
  private final TextChannel text;
  private final StreamBudget budget;
  private long mostHeld;
  private long swallowed;
  private long restReleased;

  DeltaChannel(ChannelKey key, TextChannel text, StreamBudget budget) {
    this.key = key;
    this.text = text;
    this.budget = budget;
  }

  public ChannelKey key() {
    return key;
  }

  /**
   * Takes a piece of the text.
   *
   * @return what may be given out now; empty while all is held
   */
  public String append(String delta) {
    int room = budget.take(text.seen(), delta.length());
    swallowed += delta.length() - room;
    if (budget.blocks()) {
      return "";
    }
    String released = text.append(delta.substring(0, room));
    mostHeld = Math.max(mostHeld, text.held());
    return released;
  }

  /** The text as it came, at its place, for the judgement of the whole answer. */
  public Segment segment() {
    return new Segment(text.location(), text.text());
  }

  /**
   * Ends the text.
   *
   * <p>Of a text that was cut at its limit, what was held is not given out: it may be the beginning
   * of what the rest would have shown.
   *
   * @param segment position of {@link #segment()} among those that were judged
   */
  public TextChannel.Rest finish(PhaseDecision decision, int segment) {
    long held = text.held();
    TextChannel.Rest rest = text.finish(decision, segment);
    if (swallowed > 0) {
      return new TextChannel.Rest("", rest.agrees());
    }
    restReleased = rest.text().isEmpty() ? 0 : held;
    return rest;
  }

  public ChannelAccount account() {
    long released = text.released() + restReleased;
    return new ChannelAccount(
        key,
        text.seen() + swallowed,
        released,
        text.seen() - released,
        mostHeld,
        text.redactions(),
        swallowed);
  }
}
