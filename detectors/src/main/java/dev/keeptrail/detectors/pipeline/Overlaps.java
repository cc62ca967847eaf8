package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Decides between findings at the same place within one family of categories: a checksum wins over
 * a shape, then the longer over the shorter, then the higher score. A loser goes only if the winner
 * covers it, or if the winner alone holds a checksum: whatever is masked later, nothing that was
 * found stays half in the open. What a model saw takes nothing from what a rule of another category
 * found.
 */
public final class Overlaps {
  /** The order of findings in a result, within one segment. */
  static final Comparator<Finding> BY_PLACE =
      Comparator.comparingInt(Finding::start)
          .thenComparingInt(Finding::end)
          .thenComparing(Finding::category)
          .thenComparing(Finding::detector);

  private static final Comparator<Finding> BY_STRENGTH =
      Comparator.comparing((Finding f) -> f.evidence() == Evidence.CHECKSUM)
          .thenComparingInt(f -> f.end() - f.start())
          .thenComparingDouble(Finding::score);

  private static final String WEB_ADDRESS = "pii.url";

  private Overlaps() {}

  private record Place(int start, int end, String category, String detector) {}

  /** The findings of one segment that stand, in the order a result has them. */
  static List<Finding> resolve(List<Finding> candidates) {
    if (candidates.isEmpty()) {
      return List.of();
    }
    var families = new LinkedHashMap<String, List<Finding>>();
    for (Finding finding : withoutDuplicates(candidates)) {
      families.computeIfAbsent(family(finding.category()), k -> new ArrayList<>()).add(finding);
    }
    var standing = new ArrayList<Finding>(candidates.size());
    families.values().forEach(family -> standing.addAll(standing(family)));
    standing.sort(BY_PLACE);
    return standing;
  }

  private static Collection<Finding> withoutDuplicates(List<Finding> candidates) {
    var best = new LinkedHashMap<Place, Finding>();
    for (Finding finding : candidates) {
      var place = new Place(finding.start(), finding.end(), finding.category(), finding.detector());
      best.merge(place, finding, (a, b) -> b.score() > a.score() ? b : a);
    }
    return best.values();
  }

  /**
   * The categories that a finding competes with. What users write stays apart: one policy's list
   * never hides what another's found. So do web addresses, which hold other data without being it.
   */
  public static String family(String category) {
    int dot = category.indexOf('.');
    boolean apart = category.startsWith("custom.") || category.equals(WEB_ADDRESS);
    return dot < 0 || apart ? category : category.substring(0, dot);
  }

  private static List<Finding> standing(List<Finding> family) {
    family.sort(BY_PLACE);
    boolean[] lost = new boolean[family.size()];
    // INVARIANT: sorted by start, so whatever overlaps a finding comes before its end.
    for (int i = 0; i < family.size(); i++) {
      Finding one = family.get(i);
      for (int j = i + 1; j < family.size() && family.get(j).start() < one.end(); j++) {
        Finding other = family.get(j);
        if (BY_STRENGTH.compare(one, other) >= 0) {
          lost[j] |= beats(one, other);
        } else {
          lost[i] |= beats(other, one);
        }
      }
    }
    var standing = new ArrayList<Finding>(family.size());
    for (int i = 0; i < lost.length; i++) {
      if (!lost[i]) {
        standing.add(family.get(i));
      }
    }
    return standing;
  }

  private static boolean beats(Finding winner, Finding loser) {
    boolean checked =
        winner.evidence() == Evidence.CHECKSUM && loser.evidence() != Evidence.CHECKSUM;
    boolean guessed =
        winner.evidence() == Evidence.MODEL
            && loser.evidence() != Evidence.MODEL
            && !winner.category().equals(loser.category());
    return checked || (winner.covers(loser) && !guessed);
  }
}
