package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Whole networks with their prefix length that are nobody's: the three that RFC 5737 keeps for
 * documentation, and all addresses there are. A single address inside them may stand for one that
 * is real.
 */
final class ReservedNetworks {
  private static final Set<String> NETWORKS =
      Set.of("0.0.0.0/0", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24");
  private static final int LONGEST = "198.51.100.0/24".length();

  private ReservedNetworks() {}

  static boolean isOne(ScannedText text, int start, int end) {
    return end - start <= LONGEST && NETWORKS.contains(text.subSequence(start, end));
  }
}
