package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.evaluation.corpus.LabelledRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A few texts of each group, chosen by their hash: the same for the same corpus, whatever its
 * order. For one thread.
 */
public final class Samples {
  private static final int LONGEST = 4_000;

  /** Of each set. */
  private static final int MARKED = 100;

  private final int atMost;
  private final Map<String, NavigableMap<String, String>> groups = new TreeMap<>();
  private final Map<String, NavigableMap<String, LabelledRow.Spans>> marked = new TreeMap<>();

  public Samples(int atMost) {
    this.atMost = atMost;
  }

  void offer(String group, String text) {
    keep(groups, group, text, text, atMost);
  }

  /** A text with marked values, of its set. */
  void offer(LabelledRow.Spans row) {
    keep(marked, row.set(), row.text(), row, MARKED);
  }

  private static <T> void keep(
      Map<String, NavigableMap<String, T>> groups,
      String group,
      String text,
      T sample,
      int atMost) {
    if (text.isBlank() || text.length() > LONGEST) {
      return;
    }
    var crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    NavigableMap<String, T> kept = groups.computeIfAbsent(group, _ -> new TreeMap<>());
    kept.put("%08x %s".formatted(crc.getValue(), text), sample);
    if (kept.size() > atMost) {
      kept.pollLastEntry();
    }
  }

  /** The texts with marked values, set by set. */
  List<LabelledRow.Spans> marked() {
    return marked.values().stream().flatMap(rows -> rows.values().stream()).toList();
  }

  /** Those of a group, in the order of their hashes. */
  List<String> of(String group) {
    return List.copyOf(groups.getOrDefault(group, new TreeMap<>()).values());
  }
}
