package dev.keeptrail.gateway.callers;

import java.util.Optional;
import java.util.stream.Stream;

/** What a key is good for. */
public enum KeyScope {
  /** Asking models: every {@code POST} below {@code /v1}. */
  INVOKE("invoke"),
  /** Listing models: {@code GET /v1/models}. */
  MODELS("models"),
  /** Reading what is on record, on the operator's listener. */
  EVENTS("events"),
  /** Everything on the operator's listener. */
  ADMIN("admin");

  private final String word;

  KeyScope(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** Whether it opens something of the operators' listener. */
  public boolean isForOperators() {
    return this == EVENTS || this == ADMIN;
  }

  public static Optional<KeyScope> of(String word) {
    return Stream.of(values()).filter(scope -> scope.word.equals(word)).findFirst();
  }
}
