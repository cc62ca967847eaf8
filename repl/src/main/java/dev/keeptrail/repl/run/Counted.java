package dev.keeptrail.repl.run;

import dev.keeptrail.repl.compare.Change;
import dev.keeptrail.repl.report.ReplayReport.Group;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts changes by name. One thread. */
final class Counted {
  private static final int EXAMPLES = 3;
  private static final int MAX_GROUPS = 50;

  private final Map<String, Row> rows = new TreeMap<>();

  /** One name. */
  private static final class Row {
    private final Map<Change, Long> changes = new EnumMap<>(Change.class);
    private final Smallest<String> examples = new Smallest<>(EXAMPLES);
    private long events;
  }

  void add(String name, Change change, String id) {
    Row row = rows.computeIfAbsent(name, _ -> new Row());
    row.events++;
    row.changes.merge(change, 1L, Long::sum);
    if (change != Change.SAME) {
      row.examples.offer(id, () -> id);
    }
  }

  void add(Counted other) {
    other.rows.forEach((name, row) -> {
      Row own = rows.computeIfAbsent(name, _ -> new Row());
      own.events += row.events;
      row.changes.forEach((change, count) -> own.changes.merge(change, count, Long::sum));
      own.examples.add(row.examples);
    });
  }

  Map<String, TallyState.Row> state() {
    Map<String, TallyState.Row> state = new TreeMap<>();
    rows.forEach((name, row) -> {
      Map<String, Long> changes = new TreeMap<>();
      row.changes.forEach((change, count) -> changes.put(change.word(), count));
      state.put(name, new TallyState.Row(row.events, changes, row.examples.values()));
    });
    return state;
  }

  static Counted of(Map<String, TallyState.Row> state) {
    var counted = new Counted();
    state.forEach((name, kept) -> {
      var row = new Row();
      row.events = kept.events();
      kept.changes().forEach((word, count) -> row.changes.put(Change.of(word), count));
      kept.examples().forEach(id -> row.examples.offer(id, () -> id));
      counted.rows.put(name, row);
    });
    return counted;
  }

  /** Those with the most changes first, then by name; a bounded number of them. */
  List<Group> groups() {
    return rows.entrySet().stream()
        .map(entry ->
            new Group(
                entry.getKey(),
                entry.getValue().events,
                new EnumMap<>(entry.getValue().changes),
                entry.getValue().examples.values()))
        .sorted(Comparator.comparingLong(Counted::notSame).reversed().thenComparing(Group::name))
        .limit(MAX_GROUPS)
        .toList();
  }

  private static long notSame(Group group) {
    return group.events() - group.changes().getOrDefault(Change.SAME, 0L);
  }
}
