package dev.keeptrail.language.lint;

import java.util.List;
import java.util.Locale;

/** Terms as detectors compare them: in any case, white space of any width. */
final class Term {
  private Term() {}

  static List<String> words(String term) {
    return List.of(term.strip().toLowerCase(Locale.ROOT).split("\\s+"));
  }

  static String normal(String term) {
    return String.join(" ", words(term));
  }
}
