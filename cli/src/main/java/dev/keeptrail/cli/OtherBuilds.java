package dev.keeptrail.cli;

import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.input.ReplayInputException;
import dev.keeptrail.repl.input.ReplayItem;
import dev.keeptrail.repl.input.ReplaySource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Counts which exchanges another Keeptrail has judged than the one that judges them again: what it
 * decided otherwise need not be due to the pack. Thread-safe.
 */
final class OtherBuilds {
  private static final String UNTOLD = "a Keeptrail that did not record its version";

  /** The reader of a note wants to know that there are others, not all of them. */
  private static final int NAMED = 3;

  private final DecisionEvent.Build own;
  private final Map<String, LongAdder> others = new ConcurrentHashMap<>();

  OtherBuilds(DecisionEvent.Build own) {
    this.own = own;
  }

  /** The source, with what is read of it counted. */
  ReplaySource counting(ReplaySource source) {
    return new Counting(source);
  }

  /** What is to be said of them; empty where there are none. */
  Optional<String> note() {
    long all = others.values().stream().mapToLong(LongAdder::sum).sum();
    if (all == 0) {
      return Optional.empty();
    }
    String names =
        others.entrySet().stream()
            .sorted(
                Map.Entry.<String, LongAdder>comparingByValue(
                        (one, two) -> Long.compare(two.sum(), one.sum()))
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(NAMED)
            .map(other ->
                String.format(Locale.ROOT, "%,d by %s", other.getValue().sum(), other.getKey()))
            .collect(Collectors.joining("; "));
    return Optional.of(
        String.format(
            Locale.ROOT,
            "other builds than this one (%s) decided %,d of the exchanges, which can be why some are decided otherwise now: %s%s",
            own.told(),
            all,
            names,
            others.size() > NAMED ? "; and others" : ""));
  }

  private void count(ReplayCase one) {
    DecisionEvent event = one.event();
    if (event != null && !own.equals(event.build())) {
      String name = event.build() == null ? UNTOLD : event.build().told();
      others.computeIfAbsent(name, _ -> new LongAdder()).increment();
    }
  }

  private final class Counting implements ReplaySource {
    private final ReplaySource source;

    Counting(ReplaySource source) {
      this.source = source;
    }

    @Override
    public OptionalLong count() {
      return source.count();
    }

    @Override
    public Optional<ReplayItem> next() throws ReplayInputException {
      return source
          .next()
          .map(item ->
              () -> {
                ReplayCase read = item.read();
                OtherBuilds.this.count(read);
                return read;
              });
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
