package dev.keeptrail.conformance.bypass;

import java.util.Locale;
import java.util.stream.Stream;

/** What must hold of an exchange, whatever its golden says. */
enum Must {
  /** It is delivered with the value masked: neither provider nor caller gets it. */
  MASK("masked"),
  /** A policy refuses it, on record; nothing of the value goes anywhere. */
  REFUSE("refused by policy"),
  /** It is no exchange: refused before anything is judged, and the provider is not asked. */
  REJECT("refused as no request"),
  /** It is delivered without the place that holds the value. */
  DROP("left out"),
  /** The answer counts as none: the caller gets an error and nothing of the value. */
  FAIL("refused as no answer"),
  /** The provider gets something in the place of the value, and the caller the value back. */
  RESTORE("masked, and put back for the caller"),
  /** It is delivered, and the event names the part that nobody could look at. */
  TELL("delivered, and named as not scanned"),
  /** It is delivered as it is: harmless, or a known limit. */
  PASS("delivered as it is");

  private final String says;

  Must(String says) {
    this.says = says;
  }

  String says() {
    return says;
  }

  static Must named(String word) {
    return Stream.of(values())
        .filter(must -> must.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing that must hold: " + word));
  }

  /** Whether the value may reach the provider. */
  boolean allowsProvider() {
    return this == PASS || this == TELL;
  }

  /** Whether the value may reach the caller. */
  boolean allowsCaller() {
    return allowsProvider() || this == RESTORE;
  }
}
