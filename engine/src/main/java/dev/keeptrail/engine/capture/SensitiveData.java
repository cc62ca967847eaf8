package dev.keeptrail.engine.capture;

import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.Scanner;
import java.util.List;
import java.util.Set;

/** What a redacted capture never holds, whatever the pack asks for. */
public final class SensitiveData {
  /** Roots of the category tree. */
  public static final List<String> CATEGORIES =
      List.of("secret", "pii", "pci", "phi", "pii.name", "pii.address");

  private SensitiveData() {}

  /** Looks for all of it; made when it is first needed, and shared. */
  static Scanner scanner() {
    return Holder.SCANNER;
  }

  /** What is sensitive in one text, by the places in it. */
  public static List<Finding> in(String text) {
    return scanner().scan(List.of(text)).findings();
  }

  /** Whether the scan for captures looks for everything that a scan for the category looks for. */
  public static boolean covers(String category) {
    return Detectors.byNameOnly(category)
        .map(CATEGORIES::contains)
        .orElseGet(() -> CATEGORIES.stream().anyMatch(root -> isUnder(category, root)));
  }

  private static boolean isUnder(String category, String root) {
    return category.equals(root) || category.startsWith(root + ".");
  }

  private static final class Holder {
    static final Scanner SCANNER =
        Detectors.scanner(new ScanRequest(Set.copyOf(CATEGORIES), List.of(), List.of()));
  }
}
