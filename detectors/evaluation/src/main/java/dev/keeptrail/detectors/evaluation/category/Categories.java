package dev.keeptrail.detectors.evaluation.category;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.Origin;
import dev.keeptrail.detectors.ScanInput;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.plugin.PlugIn;
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

  /** What policies look for only when asked. */
  private static final Set<String> ON_REQUEST =
      Set.of(
          "pii.name",
          "pii.location",
          "pii.organization",
          "pii.reference",
          "pii.last_digits",
          "phi.medication",
          "pii.address",
          "pii.url",
          "pii.date",
          "pii.age",
          "profanity",
          "language",
          "code",
          "advice",
          "bias",
          "citation");

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

  public static boolean covers(Collection<String> roots, String category) {
    return roots.stream().anyMatch(root -> covers(root, category));
  }

  private static boolean covers(String root, String category) {
    return category.startsWith(root)
        && (category.length() == root.length()
            || category.charAt(root.length()) == '.'
            || category.charAt(root.length()) == '_');
  }

  /** Everything but what policies look for only when asked, such as names and dates. */
  public static Set<String> usual() {
    var usual = new TreeSet<>(BUILT_IN);
    usual.removeIf(category -> covers(ON_REQUEST, category));
    return usual;
  }

  /** All categories and all their branches: the words that a category may be asked for by. */
  public static Set<String> branches() {
    return branchesOf(BUILT_IN);
  }

  /** These categories and all their branches. */
  public static Set<String> branchesOf(Set<String> categories) {
    var branches = new TreeSet<String>();
    for (String category : categories) {
      branches.add(category);
      for (int dot = category.indexOf('.'); dot > 0; dot = category.indexOf('.', dot + 1)) {
        branches.add(category.substring(0, dot));
      }
    }
    return branches;
  }

  /** A scanner for these categories, which may be none. */
  public static Scanner scanner(Set<String> categories) {
    return scanner(categories, List.of());
  }

  /** The same with plug-ins, which may report any of the categories. */
  public static Scanner scanner(Set<String> categories, List<PlugIn> plugIns) {
    var request = new ScanRequest(shortest(categories), List.of(), List.of());
    return Detectors.pluggedScanner(request, plugIns);
  }

  /** The same categories in fewest words: a branch instead of all its leaves. */
  public static Set<String> shortest(Set<String> categories) {
    var shortest = new TreeSet<String>();
    for (String category : categories) {
      String branch = category;
      for (int dot = category.lastIndexOf('.'); dot > 0; dot = branch.lastIndexOf('.')) {
        String parent = branch.substring(0, dot);
        // WHY: a root asks for less than all of its leaves, as names are asked for by name only.
        boolean whole =
            parent.indexOf('.') > 0
                && BUILT_IN.stream()
                    .filter(other -> other.startsWith(parent + ".") || other.equals(parent))
                    .allMatch(categories::contains);
        if (!whole) {
          break;
        }
        branch = parent;
      }
      shortest.add(branch);
    }
    return shortest;
  }

  public static List<Finding> findings(Scanner scanner, String text, Origin origin) {
    return scanner.scan(new ScanInput(List.of(new ScanText(text, origin)), List.of())).findings();
  }

  public static List<Finding> findings(Scanner scanner, String text) {
    return findings(scanner, text, Origin.UNKNOWN);
  }
}
