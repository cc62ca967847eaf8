package dev.keeptrail.language.diagnostic;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the category that an author probably meant. Other products have other names for the same:
 * `iban` without a group, `credit_card` for `pci.card`, `DATE_OF_BIRTH` for `pii.birth_date`.
 */
public final class NearestCategory {
  private NearestCategory() {}

  /** Of words that have groups with dots between, as of others, the nearest. */
  public static Optional<String> of(String written, Collection<String> known) {
    String plain = written.toLowerCase(Locale.ROOT).replace('-', '_');
    return withoutItsGroup(plain, known)
        .or(() -> NearestWord.of(written, known))
        .or(() -> byItsWords(plain, known));
  }

  private static Optional<String> withoutItsGroup(String plain, Collection<String> known) {
    List<String> found = known.stream().filter(word -> word.endsWith("." + plain)).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /**
   * The category with most of its words, all of which are written; of equals, the one named first.
   */
  private static Optional<String> byItsWords(String plain, Collection<String> known) {
    List<String> written = words(plain.substring(plain.lastIndexOf('.') + 1));
    String nearest = null;
    int most = 0;
    int place = 0;
    for (String candidate : known.stream().sorted().toList()) {
      int dot = candidate.indexOf('.');
      List<String> words = words(candidate.substring(dot + 1));
      if (dot < 0 || candidate.indexOf('.', dot + 1) >= 0 || !written.containsAll(words)) {
        continue;
      }
      int first = words.stream().mapToInt(written::indexOf).min().orElse(0);
      if (words.size() > most || (words.size() == most && first < place)) {
        nearest = candidate;
        most = words.size();
        place = first;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static List<String> words(String name) {
    return Arrays.asList(name.split("_", -1));
  }
}
