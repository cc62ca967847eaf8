package dev.keeptrail.gateway.stream;

import dev.keeptrail.engine.chain.AnswerStream;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All texts and tool calls of one answer while it comes, whatever the protocol: one state for each
 * choice and channel, and limits for all of them together. Confined to one thread.
 */
public final class AnswerChannels {
  private final AnswerStream answer;
  private final StreamBudget budget;
  private final Map<ChannelKey, DeltaChannel> channels = new LinkedHashMap<>();
  private final Map<List<Integer>, ToolCallBuffer> calls = new LinkedHashMap<>();

  public AnswerChannels(AnswerStream answer, StreamLimits limits) {
    this.answer = answer;
    this.budget = new StreamBudget(limits);
  }

  /**
   * The state of one text, made when its first piece comes; empty if the answer has more texts than
   * are kept.
   *
   * @param location where the text will stand in the complete answer
   */
  public Optional<DeltaChannel> channel(ChannelKey key, Location location) {
    DeltaChannel known = channels.get(key);
    if (known == null && budget.open()) {
      known = new DeltaChannel(key, answer.channel(location), budget);
      channels.put(key, known);
    }
    return Optional.ofNullable(known);
  }

  /** The state of one tool call; empty if the answer has more of them than are kept. */
  public Optional<ToolCallBuffer> call(int choice, int index) {
    List<Integer> key = List.of(choice, index);
    ToolCallBuffer known = calls.get(key);
    if (known == null && budget.open()) {
      known = new ToolCallBuffer(choice, index, budget);
      calls.put(key, known);
    }
    return Optional.ofNullable(known);
  }

  /** All texts, in the order in which they began. */
  public List<DeltaChannel> channels() {
    return List.copyOf(channels.values());
  }

  /** All calls, in the order in which they began. */
  public List<ToolCallBuffer.Call> calls() {
    return calls.values().stream().map(ToolCallBuffer::complete).toList();
  }

  /** The texts as they came, in the order of {@link #channels()}. */
  public List<Segment> segments() {
    List<Segment> segments = new ArrayList<>(channels.size());
    channels.values().forEach(channel -> segments.add(channel.segment()));
    return segments;
  }

  /** Whether nothing more may be given out: a policy stopped the answer, or it is too long. */
  public boolean isStopped() {
    return answer.isStopped() || budget.blocks();
  }

  /** Whether some of the answer came beyond the limits. */
  public boolean isOverflown() {
    return budget.isExceeded();
  }

  public List<ChannelAccount> accounts() {
    return channels.values().stream().map(DeltaChannel::account).toList();
  }
}
