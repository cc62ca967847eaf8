package dev.keeptrail.repl.session;

import dev.keeptrail.language.diagnostic.NearestWord;
import java.util.Collection;

/** Hints for words that nobody knows. */
final class Nearest {
  private Nearest() {}

  /** The word that was probably meant, or all there are. */
  static String hint(String word, Collection<String> known, String what) {
    return NearestWord.of(word, known)
        .map("did you mean `%s`?"::formatted)
        .orElse(what + ": " + String.join(", ", known));
  }
}
