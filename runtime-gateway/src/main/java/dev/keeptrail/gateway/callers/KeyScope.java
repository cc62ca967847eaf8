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
  /** The same, and what was administered by whom: the trail. Changes nothing. */
  AUDIT("audit"),
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
    return this == EVENTS || this == AUDIT || this == ADMIN;
  }

  /** Whether who has this one, on the operators' listener, may do what another is for. */
  boolean opens(KeyScope needed) {
    return switch (this) {
      case ADMIN -> true;
      case AUDIT -> needed == AUDIT || needed == EVENTS;
      case EVENTS -> needed == EVENTS;
      case INVOKE, MODELS -> false;
    };
  }

  public static Optional<KeyScope> of(String word) {
    return Stream.of(values()).filter(scope -> scope.word.equals(word)).findFirst();
  }
}
