package dev.keeptrail.gateway.stream;

import dev.keeptrail.engine.chain.AnswerStream;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.Segment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All texts of one answer while it comes, whatever the protocol: one state for each choice and
 * channel, and limits for all of them together. Confined to one thread.
 */
public final class AnswerChannels {
  private final AnswerStream answer;
  private final StreamBudget budget;
  private final Map<ChannelKey, DeltaChannel> channels = new LinkedHashMap<>();
  private long begun;

  public AnswerChannels(AnswerStream answer, StreamLimits limits) {
    this.answer = answer;
    this.budget = new StreamBudget(limits);
  }

  /**
   * The state of one text, made when it begins; empty if the answer has more texts than are kept.
   *
   * @param places where a text will stand in the complete answer
   */
  public Optional<DeltaChannel> channel(ChannelKey key, Function<ChannelKey, Location> places) {
    DeltaChannel known = channels.get(key);
    if (known == null && budget.open()) {
      begun = channels.isEmpty() ? System.nanoTime() : begun;
      known = new DeltaChannel(answer.channel(places.apply(key)), budget);
      channels.put(key, known);
    }
    return Optional.ofNullable(known);
  }

  /**
   * The longest that a piece of a text was held back, in nanoseconds, up to now; 0 where none was.
   *
   * @param speaks whether anything is given out at all before the end
   */
  public long held(boolean speaks) {
    long now = System.nanoTime();
    return speaks
        ? channels.values().stream().mapToLong(channel -> channel.held(now)).max().orElse(0)
        : channels.isEmpty() ? 0 : now - begun;
  }

  /** The texts as they came, in the order in which they began. */
  public List<Segment> segments() {
    return channels.values().stream().map(DeltaChannel::segment).toList();
  }

  /** Whether a policy stopped the answer: nothing more of it may be given out. */
  public boolean isStopped() {
    return answer.isStopped();
  }

  /** Whether the answer has more than may be kept; nothing more of it may be given out either. */
  public boolean isOverflown() {
    return budget.isExceeded();
  }
}
