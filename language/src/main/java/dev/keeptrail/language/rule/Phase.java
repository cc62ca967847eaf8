package dev.keeptrail.language.rule;

/** When in the life of a request a policy looks at it. */
public enum Phase {
  /** Before the provider is called. */
  INPUT("input"),
  /** Tool calls that the model asks for, tool results that the client sends. */
  TOOL("tool"),
  /** After the provider answered, before the client sees it. */
  OUTPUT("output");

  private final String word;

  Phase(String word) {
    this.word = word;
  }

  /** The word used in packs, traces and events. */
  public String word() {
    return word;
  }
}
