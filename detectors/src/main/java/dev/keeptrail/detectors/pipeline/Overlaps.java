package dev.keeptrail.detectors.pipeline;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Decides between findings at the same place within one family of categories: a checksum wins over
 * a shape, then the longer over the shorter, then the higher score. A loser goes only if the winner
 * covers it, or if the winner alone holds a checksum: whatever is masked later, nothing that was
 * found stays half in the open. What a model saw takes nothing from what a rule of another category
 * found, nor from what it saw more clearly in another reading.
 */
public final class Overlaps {
  /** The order of findings in a result, within one segment. */
  static final Comparator<Finding> BY_PLACE = Overlaps::comparePlaces;

  private static final String WEB_ADDRESS = "pii.url";
  private static final List<String> APART = List.of("custom.", "advice.", "bias.", "citation.");

  private Overlaps() {}

  private static int comparePlaces(Finding one, Finding other) {
    if (one.start() != other.start()) {
      return Integer.compare(one.start(), other.start());
    }
    if (one.end() != other.end()) {
      return Integer.compare(one.end(), other.end());
    }
    int category = one.category().compareTo(other.category());
    return category != 0 ? category : one.detector().compareTo(other.detector());
  }

  private static int compareStrength(Finding one, Finding other) {
    boolean checked = one.evidence() == Evidence.CHECKSUM;
    if (checked != (other.evidence() == Evidence.CHECKSUM)) {
      return checked ? 1 : -1;
    }
    int length = Integer.compare(one.end() - one.start(), other.end() - other.start());
    return length != 0 ? length : Double.compare(one.score(), other.score());
  }

  /** The findings of one segment that stand, in the order a result has them. */
  static List<Finding> resolve(List<Finding> candidates) {
    if (candidates.isEmpty()) {
      return List.of();
    }
    var families = new LinkedHashMap<String, List<Finding>>();
    var familyOf = new HashMap<String, List<Finding>>();
    for (Finding finding : withoutDuplicates(candidates)) {
      familyOf
          .computeIfAbsent(
              finding.category(),
              category -> families.computeIfAbsent(family(category), _ -> new ArrayList<>()))
          .add(finding);
    }
    var standing = new ArrayList<Finding>(candidates.size());
    families.values().forEach(family -> standing.addAll(standing(family)));
    standing.sort(BY_PLACE);
    return standing;
  }

  /** Sorted; of those that say the same of the same place the one that is surest. */
  private static List<Finding> withoutDuplicates(List<Finding> candidates) {
    var sorted = new ArrayList<>(candidates);
    sorted.sort(BY_PLACE);
    var best = new ArrayList<Finding>(sorted.size());
    for (Finding finding : sorted) {
      Finding last = best.isEmpty() ? null : best.getLast();
      if (last == null || comparePlaces(last, finding) != 0) {
        best.add(finding);
      } else if (finding.score() > last.score()) {
        best.set(best.size() - 1, finding);
      }
    }
    return best;
  }

  /**
   * The categories that a finding competes with. What users write stays apart: one policy's list
   * never hides what another's found. So do web addresses, which hold other data without being it,
   * and what is said of sentences and whole texts, of which one can say several things.
   */
  public static String family(String category) {
    int dot = category.indexOf('.');
    boolean apart = dot < 0 || category.equals(WEB_ADDRESS);
    for (int i = 0; i < APART.size() && !apart; i++) {
      apart = category.startsWith(APART.get(i));
    }
    return apart ? category : category.substring(0, dot);
  }

  private static List<Finding> standing(List<Finding> family) {
    if (family.size() == 1) {
      return family;
    }
    boolean[] lost = new boolean[family.size()];
    double[] surest = family.stream().mapToDouble(Finding::score).toArray();
    // INVARIANT: sorted by start, so whatever overlaps a finding comes before its end.
    for (int i = 0; i < family.size(); i++) {
      Finding one = family.get(i);
      for (int j = i + 1; j < family.size() && family.get(j).start() < one.end(); j++) {
        Finding other = family.get(j);
        int winner = compareStrength(one, other) >= 0 ? i : j;
        int loser = winner == i ? j : i;
        if (beats(family.get(winner), family.get(loser))) {
          lost[loser] = true;
          surest[winner] = Math.max(surest[winner], surer(family.get(winner), family.get(loser)));
        }
      }
    }
    var standing = new ArrayList<Finding>(family.size());
    for (int i = 0; i < lost.length; i++) {
      if (!lost[i]) {
        standing.add(family.get(i).withScore(surest[i]));
      }
    }
    return standing;
  }

  /** A model that saw the same within it more clearly, without what stands around, saw it. */
  private static double surer(Finding winner, Finding loser) {
    boolean same =
        winner.category().equals(loser.category())
            && winner.evidence() == Evidence.MODEL
            && loser.evidence() == Evidence.MODEL;
    return same ? loser.score() : 0;
  }

  private static boolean beats(Finding winner, Finding loser) {
    boolean checked =
        winner.evidence() == Evidence.CHECKSUM && loser.evidence() != Evidence.CHECKSUM;
    boolean guessed =
        winner.evidence() == Evidence.MODEL
            && (loser.evidence() != Evidence.MODEL || loser.score() > winner.score())
            && !winner.category().equals(loser.category());
    return checked || (winner.covers(loser) && !guessed);
  }
}
