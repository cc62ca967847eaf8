package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.NearestCategory;
import java.util.Set;
import java.util.stream.Collectors;

/** What to say to somebody who asked for a category that there is not. */
final class MeantCategory {
  private MeantCategory() {}

  /**
   * The category that was probably meant, or where all of them begin.
   *
   * @param known all categories and their branches
   */
  static String hint(String category, Set<String> known) {
    return NearestCategory.of(category, known)
        .map("did you mean `%s`?"::formatted)
        .orElseGet(() -> "they begin with %s; `kt detect list` shows all".formatted(roots(known)));
  }

  private static String roots(Set<String> known) {
    return known.stream()
        .filter(word -> word.indexOf('.') < 0)
        .sorted()
        .map(root -> "`" + root + "`")
        .collect(Collectors.joining(", "));
  }
}
