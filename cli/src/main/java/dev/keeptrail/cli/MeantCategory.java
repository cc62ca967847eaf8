package dev.keeptrail.cli;

import dev.keeptrail.language.diagnostic.NearestWord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    return withoutItsGroup(category, known)
        .or(() -> NearestWord.of(category, known))
        .map("did you mean `%s`?"::formatted)
        .orElseGet(() -> "they begin with %s; `kt detect list` shows all".formatted(roots(known)));
  }

  /** {@code email} for {@code pii.email}, where one group alone has such a word. */
  private static Optional<String> withoutItsGroup(String category, Set<String> known) {
    String end = "." + category.toLowerCase(Locale.ROOT).replace('-', '_');
    List<String> found = known.stream().filter(word -> word.endsWith(end)).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static String roots(Set<String> known) {
    return known.stream()
        .filter(word -> word.indexOf('.') < 0)
        .sorted()
        .map(root -> "`" + root + "`")
        .collect(Collectors.joining(", "));
  }
}
