package dev.keeptrail.gateway.conversation;

import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.value.ToolName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How often callers have called which tools of which servers, and what came back: messages to a
 * server carry one call each and no results of earlier ones, so it is kept here. A conversation is
 * a session that the server has begun with the caller; calls outside of one are a conversation,
 * too, which ends when it has been still for an hour. In memory, at most {@link
 * #MOST_CONVERSATIONS} of them, those that are used last. Thread-safe.
 */
public final class ToolConversations {
  static final int MOST_CONVERSATIONS = 10_000;
  static final int MOST_TOOLS = 256;
  static final Duration STILL = Duration.ofHours(1);

  /** All tools beyond {@link #MOST_TOOLS} are counted together, so that none goes uncounted. */
  private static final String OTHERS = "";

  private final LongSupplier nanos;
  private final Map<Key, Conversation> known = new LinkedHashMap<>(16, 0.75f, true);

  /** With how many callers each session has been begun. */
  private final Map<Session, Integer> callers = new HashMap<>();

  /**
   * Nothing was called so far.
   *
   * @param nanos as {@link System#nanoTime}: whoever sets the time of day ends no conversation
   */
  public ToolConversations(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** A caller and a server; with the session, where the server has begun one. */
  private record Key(String caller, String server, String session) {
    Session of() {
      return new Session(server, session);
    }
  }

  /** A session of a server, whoever it has been begun with. */
  private record Session(String server, String id) {}

  private static final class Conversation {
    private final Map<String, Count> tools = new HashMap<>();
    private long calls;
    private long last;

    Conversation(long now) {
      this.last = now;
    }

    /** What is counted for a call, by all that the name of its tool can be read as. */
    Map<String, Count> counts(String tool) {
      Map<String, Count> counts = new LinkedHashMap<>();
      ToolName.readings(tool).forEach(reading -> counts.put(reading, count(reading)));
      return counts;
    }

    private Count count(String name) {
      return tools.containsKey(name) || tools.size() < MOST_TOOLS
          ? tools.computeIfAbsent(name, _ -> new Count())
          : tools.computeIfAbsent(OTHERS, _ -> new Count());
    }
  }

  private static final class Count {
    private long calls;
    private long tokens;
  }

  /** The server has begun a session with the caller. */
  public synchronized void begun(String caller, String server, String session) {
    var key = new Key(caller, server, session);
    if (known.putIfAbsent(key, new Conversation(nanos.getAsLong())) == null) {
      callers.merge(key.of(), 1, Integer::sum);
    }
    if (known.size() > MOST_CONVERSATIONS) {
      forget(known.keySet().iterator().next());
    }
  }

  private void forget(Key key) {
    if (known.remove(key) != null) {
      callers.computeIfPresent(key.of(), (_, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Whether the server has begun this session with the caller, as far as is still known. */
  public synchronized boolean isBegun(String caller, String server, String session) {
    return known.containsKey(new Key(caller, server, session));
  }

  /** Whether the server has begun this session with others and not with the caller. */
  public synchronized boolean isAnothers(String caller, String server, String session) {
    return !isBegun(caller, server, session) && callers.containsKey(new Session(server, session));
  }

  /**
   * Reserves a call, so that calls at the same time do not all see the same count. Whoever does so
   * closes it, however the call ends.
   *
   * @param session as the caller sends it; one that no server has begun with this caller is none
   */
  public synchronized Call reserve(
      String caller, String server, @Nullable String session, String tool) {
    Conversation conversation = conversation(caller, server, session);
    Map<String, Count> counts = conversation.counts(tool);
    List<Fact> counters = counters(conversation.calls, counts, 0, 0);
    conversation.calls++;
    Set<Count> each = new LinkedHashSet<>(counts.values());
    each.forEach(count -> count.calls++);
    return new Call(counters, conversation, each, true);
  }

  /**
   * A call that was made before and is not made again, because its answer was held back and is
   * there: it counts once, and is no call in front of itself.
   *
   * @param session as the caller sends it; one that no server has begun with this caller is none
   * @param tokens what its answer came to
   */
  public synchronized Call again(
      String caller, String server, @Nullable String session, String tool, long tokens) {
    Conversation conversation = conversation(caller, server, session);
    Map<String, Count> counts = conversation.counts(tool);
    return new Call(
        counters(Math.max(0, conversation.calls - 1), counts, 1, tokens),
        conversation,
        new LinkedHashSet<>(counts.values()),
        false);
  }

  /**
   * @param calls how many of the calls that were counted are no earlier ones
   * @param tokens how many of the tokens are no earlier ones
   */
  private static List<Fact> counters(
      long results, Map<String, Count> counts, long calls, long tokens) {
    List<Fact> counters = new ArrayList<>();
    counters.add(Counters.fact(Counters.TOOL_RESULTS, results));
    counts.forEach((tool, count) -> {
      counters.add(Counters.fact(Counters.resultsOf(tool), Math.max(0, count.calls - calls)));
      counters.add(Counters.fact(Counters.tokensOf(tool), Math.max(0, count.tokens - tokens)));
    });
    return counters;
  }

  private Conversation conversation(String caller, String server, @Nullable String session) {
    Conversation conversation =
        session == null ? null : known.get(new Key(caller, server, session));
    if (conversation == null) {
      conversation = withoutSession(caller, server);
    }
    conversation.last = nanos.getAsLong();
    return conversation;
  }

  private Conversation withoutSession(String caller, String server) {
    var key = new Key(caller, server, "");
    Conversation open = known.get(key);
    if (open == null || nanos.getAsLong() - open.last > STILL.toNanos()) {
      forget(key);
      begun(caller, server, "");
      open = known.get(key);
    }
    return open == null ? new Conversation(nanos.getAsLong()) : open;
  }

  /** One call; used by one thread. */
  public final class Call implements AutoCloseable {
    private final List<Fact> counters;
    private final Conversation conversation;
    private final Set<Count> counts;
    private final boolean reserved;
    private boolean made;

    private Call(
        List<Fact> counters, Conversation conversation, Set<Count> counts, boolean reserved) {
      this.reserved = reserved;
      this.counters = counters;
      this.conversation = conversation;
      this.counts = counts;
    }

    /** What the conversation had come to before, as facts. */
    public List<Fact> counters() {
      return counters;
    }

    /** The server may have carried the call out: it counts. */
    public void made() {
      made = true;
    }

    /** The tool has answered with this text; one that was not called now has done so before. */
    public void answered(String text) {
      if (!made) {
        return;
      }
      synchronized (ToolConversations.this) {
        counts.forEach(count -> count.tokens += Counters.tokens(text));
      }
    }

    /** Gives back a call that was not made. */
    @Override
    public void close() {
      if (reserved && !made) {
        made = true;
        synchronized (ToolConversations.this) {
          conversation.calls--;
          counts.forEach(count -> count.calls--);
        }
      }
    }
  }
}
