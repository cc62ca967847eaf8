package dev.keeptrail.engine.chain;

import dev.keeptrail.engine.exchange.Location;
import java.util.Set;

/**
 * Which texts of a streamed answer are given out together: those of one choice, which end at the
 * end of the answer, and those of one block, item or part of an item, each of which goes out when
 * it is complete. What went out cannot be taken back, so nothing is read across the border of two.
 * Stateless.
 */
final class StreamedParts {
  private static final Set<String> LISTS = Set.of("choices", "content", "output");

  private StreamedParts() {}

  /** The name of the part that a text is in; empty for what stands beside the parts. */
  static String of(Location location) {
    String[] steps = location.pointer().split("/", 6);
    if (steps.length < 3 || !LISTS.contains(steps[1])) {
      return "";
    }
    String part = steps[1] + '/' + steps[2];
    boolean within = steps.length > 4 && steps[1].equals("output") && steps[3].equals("content");
    return within ? part + '/' + steps[4] : part;
  }
}
