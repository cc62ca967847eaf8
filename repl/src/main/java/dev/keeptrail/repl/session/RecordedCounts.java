package dev.keeptrail.repl.session;

import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.json.JsonWriter;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.repl.input.Recording.Entry;
import dev.keeptrail.repl.input.Recording.Walk;
import dev.keeptrail.repl.input.ReplayCase;
import dev.keeptrail.repl.input.ReplayInputException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Counts what is recorded, without a pack. */
final class RecordedCounts {
  private static final int MAX_NAMES = 1_000;
  private static final int MAX_SHOWN = 20;
  private static final String OTHERS = "(others)";

  private final Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
  private long events;
  private boolean stopped;

  void count(SessionState state) throws ProblemException, ReplayInputException {
    Walk walk = state.recording().from(1);
    Optional<Entry> next = state.next(walk);
    while (next.isPresent() && !stopped) {
      count(next.get().item().read());
      stopped = state.surroundings().isInterrupted();
      next = state.next(walk);
    }
  }

  private void count(ReplayCase recorded) {
    events++;
    DecisionEvent event = recorded.event();
    add("verdict", event == null ? "(none)" : event.verdict());
    add("reason", event == null ? "(none)" : event.reasonCode());
    add("model", event == null ? "(none)" : event.model());
    add(
        "capture",
        recorded.exchange() == null ? recorded.missing() : recorded.exchange().mode().word());
  }

  private void add(String dimension, String name) {
    Map<String, Long> names = counts.computeIfAbsent(dimension, _ -> new LinkedHashMap<>());
    boolean room = names.size() < MAX_NAMES || names.containsKey(name);
    names.merge(room ? name : OTHERS, 1L, Long::sum);
  }

  private static Map<String, Long> sorted(Map<String, Long> names) {
    Map<String, Long> sorted = new LinkedHashMap<>();
    names.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  String text() {
    var text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%,d events%s%n", events, stopped ? ", stopped" : ""));
    counts.forEach((dimension, names) -> {
      text.append('\n').append(dimension).append('\n');
      sorted(names).entrySet().stream()
          .limit(MAX_SHOWN)
          .forEach(entry ->
              text.append(
                  String.format(
                      Locale.ROOT,
                      "  %,10d  %s%n",
                      entry.getValue(),
                      FrameRenderer.safe(entry.getKey()))));
    });
    return text.toString();
  }

  String json() {
    JsonWriter json = JsonWriter.indented().beginObject();
    json.name("events").value(events);
    json.name("stopped").value(stopped);
    counts.forEach((dimension, names) -> {
      json.name(dimension).beginObject();
      sorted(names).forEach((name, count) -> json.name(name).value(count.longValue()));
      json.endObject();
    });
    return json.endObject() + "\n";
  }
}
