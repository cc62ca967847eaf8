package dev.keeptrail.language.schema;

import java.util.List;

/** What the effect of a rule can be, with the options that it takes. */
public enum Verb {
  BLOCK("block", "stops delivery and ends the chain", List.of("message", "tags")),
  ESCALATE(
      "escalate",
      "withholds delivery until a person has looked",
      List.of("message", "assign", "tags")),
  REDACT("redact", "masks the matched findings, or the targets", List.of("targets", "tags")),
  REWRITE(
      "rewrite",
      "puts a text in the place of the matched findings, or of the targets",
      List.of("targets", "replacement", "tags")),
  FLAG("flag", "lets the content pass and records the match", List.of("tags")),
  TAG("tag", "lets the content pass and sets tags", List.of("tags")),
  ALLOW("allow", "lets the content pass, and says why", List.of("tags"));

  private final String word;
  private final String doc;

  @SuppressWarnings("ImmutableEnumChecker") // List.of: never changes
  private final List<String> options;

  Verb(String word, String doc, List<String> options) {
    this.word = word;
    this.doc = doc;
    this.options = options;
  }

  public String word() {
    return word;
  }

  public String doc() {
    return doc;
  }

  /** Keys that may stand beside the verb in YAML, or in its braces in text. */
  public List<String> options() {
    return options;
  }
}
