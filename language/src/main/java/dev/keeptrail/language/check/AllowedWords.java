package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.NearestCategory;
import dev.keeptrail.language.diagnostic.Quoted;
import java.util.List;
import java.util.Optional;

/** What to say to an author who wrote none of the words that a setting takes. */
final class AllowedWords {
  /** A longer list hides the word that was meant, where that can be told. */
  private static final int MOST_BESIDE_A_GUESS = 20;

  private AllowedWords() {}

  static String hint(String written, List<String> allowed) {
    Optional<String> meant = NearestCategory.of(written, allowed);
    String question = meant.map(word -> "did you mean " + Quoted.word(word) + "?").orElse("");
    if (allowed.size() <= MOST_BESIDE_A_GUESS) {
      return (question.isEmpty() ? "" : question + " ") + "allowed: " + Quoted.words(allowed);
    }
    return question.isEmpty() ? "allowed: " + summary(allowed) : question;
  }

  /** Where the words have groups, the groups: nobody reads dozens of words. */
  private static String summary(List<String> allowed) {
    List<String> groups = allowed.stream().filter(word -> word.indexOf('.') < 0).toList();
    boolean grouped =
        !groups.isEmpty()
            && allowed.stream()
                .allMatch(word -> groups.contains(word.substring(0, (word + ".").indexOf('.'))));
    return grouped && groups.size() < allowed.size()
        ? "%s and %d words below them, such as %s"
            .formatted(
                Quoted.words(groups),
                allowed.size() - groups.size(),
                Quoted.word(
                    allowed.stream()
                        .filter(word -> word.indexOf('.') >= 0)
                        .findFirst()
                        .orElseThrow()))
        : Quoted.words(allowed);
  }
}
