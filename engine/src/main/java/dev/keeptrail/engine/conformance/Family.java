package dev.keeptrail.engine.conformance;

import java.util.Optional;
import java.util.stream.Stream;

/** What kind of promise a case holds. The word is the name of the family's folder. */
public enum Family {
  /** A source, and every diagnostic and the plan that come of it. */
  LANGUAGE("language"),
  /** A pack and one phase of content, and the decision and trace that come of it. */
  TRACE("trace"),
  /** The same pack in both notations, and the one plan that comes of both. */
  EQUIVALENCE("equivalence");

  private final String word;

  Family(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<Family> named(String word) {
    return Stream.of(values()).filter(family -> family.word.equals(word)).findFirst();
  }
}
