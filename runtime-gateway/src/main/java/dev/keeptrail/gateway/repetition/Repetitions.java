package dev.keeptrail.gateway.repetition;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.engine.kind.bundled.BotDetector;
import dev.keeptrail.language.plan.PackPlan;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Counts for each {@code bot-detector} of a pack how many requests like the one at hand its caller
 * has sent lately. What is compared is what is new in a request: the texts behind the last turn of
 * the model, so that a conversation that goes on does not look like a repetition. Kept in memory
 * for the life of the program. Thread-safe.
 */
public final class Repetitions {
  /** Nothing is counted. */
  public static final Repetitions NONE = new Repetitions(List.of(), Clock.systemUTC());

  /** How many requests one policy remembers, at a kilobyte each. */
  private static final int OF_ALL = 20_000;

  private static final Set<Channel> WRITTEN =
      Set.of(Channel.CONTENT, Channel.DOCUMENT, Channel.TOOL_RESULT);

  private static final int FEWEST_OF_ONE = 64;
  private static final int OF_ONE = 1_000;

  private final List<Watch> watches;
  private final Clock clock;

  private Repetitions(List<Watch> watches, Clock clock) {
    this.watches = List.copyOf(watches);
    this.clock = clock;
  }

  /** What one policy asks for. */
  private record Watch(String policy, Fingerprints callers, RecentRequests requests) {}

  /**
   * What the plan asks for.
   *
   * @param clock one that nobody sets
   */
  public static Repetitions of(PackPlan plan, Clock clock) {
    List<Watch> watches = new ArrayList<>();
    if (plan.pack().enabled()) {
      var kind = new BotDetector();
      plan.chain().stream()
          .filter(policy -> policy.kind().equals(BotDetector.NAME))
          .forEach(policy -> {
            BotDetector.Config config =
                kind.configure(new Settings(kind.schema(), policy.settings()));
            watches.add(
                new Watch(
                    policy.name(),
                    new Fingerprints(config.fields()),
                    new RecentRequests(
                        config.windowSeconds() * 1_000L,
                        ofOne(config.maxRequests()),
                        OF_ALL,
                        config.similarity())));
          });
    }
    return watches.isEmpty() ? NONE : new Repetitions(watches, clock);
  }

  /** More than may be alike, so that other requests between them hide none. */
  private static int ofOne(int alike) {
    return Math.max(alike, Math.min(OF_ONE, Math.max(FEWEST_OF_ONE, 4 * alike)));
  }

  /** Remembers the request, and says what rules may know of those before it. */
  public List<Fact> count(Headers headers, List<Segment> texts) {
    if (watches.isEmpty()) {
      return List.of();
    }
    TextSketch sketch = TextSketch.of(newest(texts));
    long now = clock.millis();
    return watches.stream()
        .map(watch ->
            Counters.fact(
                Counters.similarOf(watch.policy()),
                watch.requests().add(watch.callers().of(headers), sketch, now)))
        .toList();
  }

  private static List<String> newest(List<Segment> texts) {
    int model =
        texts.stream()
            .filter(text -> text.location().role().equals("assistant"))
            .mapToInt(text -> text.location().index())
            .max()
            .orElse(-1);
    List<String> said = said(texts, model);
    return said.isEmpty() ? said(texts, -1) : said;
  }

  private static List<String> said(List<Segment> texts, int behind) {
    return texts.stream()
        .filter(text -> {
          Channel channel = text.location().channel();
          return WRITTEN.contains(channel)
              && text.location().index() > behind
              && !text.location().role().equals("system")
              && !text.location().role().equals("developer");
        })
        .map(Segment::text)
        .toList();
  }
}
