package dev.keeptrail.detectors.evaluation.score;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * A few texts of each group, chosen by their hash: the same for the same corpus, whatever its
 * order. For one thread.
 */
public final class Samples {
  private static final int LONGEST = 4_000;

  private final int atMost;
  private final Map<String, TreeMap<String, String>> groups = new TreeMap<>();

  public Samples(int atMost) {
    this.atMost = atMost;
  }

  void offer(String group, String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      return;
    }
    var crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    TreeMap<String, String> kept = groups.computeIfAbsent(group, _ -> new TreeMap<>());
    kept.put("%08x %s".formatted(crc.getValue(), text), text);
    if (kept.size() > atMost) {
      kept.pollLastEntry();
    }
  }

  /** Those of a group, in the order of their hashes. */
  List<String> of(String group) {
    return List.copyOf(groups.getOrDefault(group, new TreeMap<>()).values());
  }
}
