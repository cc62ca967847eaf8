package dev.keeptrail.ledger.store;

import dev.keeptrail.ledger.LedgerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the notice of a pruning says of counts. Hours are those since 1970.
 *
 * @param after number of the last notice before it that said something of counts; 0 for none
 * @param digests by the hour, of what all events of it had counted for that were pruned so far
 * @param uncounted hours of which events went, and nobody knows what those had counted for that
 *     went under notices of earlier builds
 * @param miscounted hours of which events went, and whose counts were not what earlier notices had
 *     said
 */
record CountsNotice(
    long after, Map<Long, String> digests, List<Long> uncounted, List<Long> miscounted) {
  private static final String COUNTS = "counts";
  private static final String AFTER = "counts_after";
  private static final String UNCOUNTED = "uncounted";
  private static final String MISCOUNTED = "miscounted";

  /** Whether a notice says anything of it; those of earlier builds do not. */
  static boolean isIn(Map<String, String> details) {
    return details.containsKey(COUNTS);
  }

  Map<String, String> details() {
    Map<String, String> details = new LinkedHashMap<>();
    details.put(
        COUNTS,
        digests.entrySet().stream()
            .map(one -> one.getKey() + "=" + one.getValue())
            .collect(Collectors.joining(" ")));
    details.put(AFTER, Long.toString(after));
    put(details, UNCOUNTED, uncounted);
    put(details, MISCOUNTED, miscounted);
    return details;
  }

  private static void put(Map<String, String> details, String name, List<Long> hours) {
    if (!hours.isEmpty()) {
      details.put(name, hours.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
  }

  static CountsNotice of(Map<String, String> details) throws LedgerException {
    try {
      Map<Long, String> digests = new LinkedHashMap<>();
      for (String one : words(details.getOrDefault(COUNTS, ""))) {
        int sign = one.indexOf('=');
        digests.put(Long.parseLong(one.substring(0, sign)), one.substring(sign + 1));
      }
      return new CountsNotice(
          Long.parseLong(details.getOrDefault(AFTER, "")),
          digests,
          hours(details.getOrDefault(UNCOUNTED, "")),
          hours(details.getOrDefault(MISCOUNTED, "")));
    } catch (NumberFormatException | IndexOutOfBoundsException damaged) {
      throw new LedgerException("a notice of a pruning is damaged", damaged);
    }
  }

  private static List<Long> hours(String text) {
    return words(text).stream().map(Long::valueOf).toList();
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }
}
