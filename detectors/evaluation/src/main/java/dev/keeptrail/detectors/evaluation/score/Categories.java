package dev.keeptrail.detectors.evaluation.score;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Scanner;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Roots of the category tree, and which built-in categories lie under them. A root covers its
 * branches and, in one leaf's name, its variants: {@code pii.national_id.es} covers {@code
 * pii.national_id.es_nie}.
 */
public final class Categories {
  private static final Set<String> BUILT_IN = Detectors.categories();

  private Categories() {}

  /** The built-in categories under any of the roots, sorted; empty where nobody looks for them. */
  public static Set<String> under(Collection<String> roots) {
    var found = new TreeSet<String>();
    for (String category : BUILT_IN) {
      if (covers(roots, category)) {
        found.add(category);
      }
    }
    return found;
  }

  static boolean covers(Collection<String> roots, String category) {
    return roots.stream().anyMatch(root -> covers(root, category));
  }

  private static boolean covers(String root, String category) {
    return category.startsWith(root)
        && (category.length() == root.length()
            || category.charAt(root.length()) == '.'
            || category.charAt(root.length()) == '_');
  }

  /** A scanner for these categories, which may be none. */
  static Scanner scanner(Set<String> categories) {
    return Detectors.scanner(new ScanRequest(categories, List.of(), List.of()));
  }

  static List<Finding> findings(Scanner scanner, String text, Origin origin) {
    return scanner.scan(new ScanInput(List.of(new ScanText(text, origin)), List.of())).findings();
  }

  static List<Finding> findings(Scanner scanner, String text) {
    return findings(scanner, text, Origin.UNKNOWN);
  }
}
