package dev.keeptrail.language.diagnostic;

import dev.keeptrail.language.source.Span;
import java.util.Collection;
import java.util.Optional;

/** The one wording for a key that does not exist. */
public final class UnknownKey {
  private UnknownKey() {}

  /**
   * An {@code E002} with the nearest valid key and the list of them all.
   *
   * @param place the path of the block that holds the key; empty for the document itself
   */
  public static Diagnostic of(Span span, String place, String key, Collection<String> valid) {
    String path = place.isEmpty() ? key : place + "." + key;
    String where = place.isEmpty() ? "at the top level" : "in " + Quoted.word(place);
    return new Diagnostic(
        DiagnosticCode.UNKNOWN_KEY,
        span,
        path,
        "unknown key " + Quoted.word(key) + " " + where,
        hint(NearestWord.of(key, valid), valid));
  }

  private static String hint(Optional<String> nearest, Collection<String> valid) {
    String list =
        valid.isEmpty() ? "no keys are allowed here" : "valid keys: " + Quoted.words(valid);
    return nearest.map(word -> "did you mean " + Quoted.word(word) + "? " + list).orElse(list);
  }
}
