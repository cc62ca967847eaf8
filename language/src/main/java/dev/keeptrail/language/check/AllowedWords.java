package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What to say to an author who wrote none of the words that a setting takes. */
final class AllowedWords {
  /** A longer list hides the word that was meant, where that can be told. */
  private static final int MOST_BESIDE_A_GUESS = 20;

  private AllowedWords() {}

  static String hint(String written, List<String> allowed) {
    Optional<String> meant =
        withoutItsGroup(written, allowed).or(() -> NearestWord.of(written, allowed));
    String question = meant.map(word -> "did you mean " + Quoted.word(word) + "?").orElse("");
    if (!question.isEmpty() && allowed.size() > MOST_BESIDE_A_GUESS) {
      return question;
    }
    return (question.isEmpty() ? "" : question + " ") + "allowed: " + Quoted.words(allowed);
  }

  /** {@code iban} for {@code pii.iban}, where one group alone has such a word. */
  private static Optional<String> withoutItsGroup(String written, List<String> allowed) {
    String end = "." + written.toLowerCase(Locale.ROOT).replace('-', '_');
    List<String> found = allowed.stream().filter(word -> word.endsWith(end)).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }
}
