package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/** How old a thing is, as in {@code the certificate is 61 years old}: it is said right before. */
final class AgeOfThing {
  private static final int MAX_WORD = 14;
  private static final int MAX_WORDS = 5;

  private static final Set<String> BETWEEN =
      Set.of(
          "is", "are", "was", "were", "be", "been", "has", "have", "now", "already", "about",
          "over", "nearly", "almost", "only", "at", "least", "some", "roughly", "than", "more",
          "less");

  private static final Set<String> THINGS =
      Set.of(
          "certificate",
          "certificates",
          "cert",
          "backup",
          "backups",
          "snapshot",
          "snapshots",
          "package",
          "packages",
          "dependency",
          "dependencies",
          "file",
          "files",
          "server",
          "servers",
          "disk",
          "disks",
          "drive",
          "drives",
          "machine",
          "machines",
          "laptop",
          "laptops",
          "battery",
          "device",
          "devices",
          "building",
          "buildings",
          "house",
          "houses",
          "car",
          "cars",
          "vehicle",
          "tree",
          "trees",
          "wine",
          "whisky",
          "whiskey",
          "company",
          "firm",
          "bridge",
          "church",
          "version",
          "release",
          "bug",
          "ticket",
          "issue",
          "commit",
          "branch",
          "code",
          "codebase",
          "library",
          "book",
          "law",
          "log",
          "logs",
          "entry",
          "entries",
          "record",
          "records",
          "kernel",
          "driver",
          "engine",
          "universe",
          "planet",
          "painting",
          "model",
          "dataset");

  private static final Set<String> ARTICLES = Set.of("the", "a", "an", "this", "that");

  private AgeOfThing() {}

  static boolean isOne(ScannedText text, int number) {
    int end = number;
    for (int words = 0; words < MAX_WORDS; words++) {
      int start = wordStart(text, end);
      if (start < 0) {
        return false;
      }
      String word = word(text, start, end);
      if (!BETWEEN.contains(word)) {
        return THINGS.contains(word) && !isOwned(text, start);
      }
      end = start;
    }
    return false;
  }

  /** {@code the owner of the house}: then the age is the owner's. */
  private static boolean isOwned(ScannedText text, int thing) {
    int end = thing;
    int start = wordStart(text, end);
    if (start >= 0 && ARTICLES.contains(word(text, start, end))) {
      end = start;
      start = wordStart(text, end);
    }
    return start >= 0 && word(text, start, end).equals("of");
  }

  /** Where the word before a place begins, behind one blank; -1 if there is none. */
  private static int wordStart(ScannedText text, int end) {
    int start = end - 1;
    while (end - start < MAX_WORD && Character.isLetter(text.at(start - 1))) {
      start--;
    }
    return text.at(end - 1) == ' ' && start < end - 1 ? start : -1;
  }

  private static String word(ScannedText text, int start, int end) {
    return CaseFolding.fold(text.subSequence(start, end - 1));
  }
}
