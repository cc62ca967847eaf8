package dev.keeptrail.language.resolve;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a rule can do, with the options that go with it. */
public enum Verb {
  ALLOW("allow", false, "tags"),
  FLAG("flag", false, "tags"),
  TAG("tag", false, "tags"),
  REDACT("redact", true, "tags"),
  REWRITE("rewrite", true, "replacement", "tags"),
  ESCALATE("escalate", false, "message", "assign", "tags"),
  BLOCK("block", false, "message", "tags");

  private final String word;
  private final boolean edits;

  @SuppressWarnings("ImmutableEnumChecker") // List.of: never changes
  private final List<String> options;

  Verb(String word, boolean edits, String... options) {
    this.word = word;
    this.edits = edits;
    this.options = List.of(options);
  }

  public String word() {
    return word;
  }

  /** Whether it changes content, and so takes targets. */
  public boolean edits() {
    return edits;
  }

  public List<String> options() {
    return options;
  }

  public static List<String> words() {
    return Stream.of(values()).map(Verb::word).toList();
  }

  public static Optional<Verb> named(String word) {
    return Stream.of(values()).filter(verb -> verb.word.equals(word)).findFirst();
  }
}
