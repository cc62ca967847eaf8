package dev.keeptrail.engine.exchange;

/** What part of a message a text belongs to. */
public enum Channel {
  CONTENT("content"),
  REFUSAL("refusal"),
  REASONING("reasoning"),
  TOOL_ARGUMENTS("tool_arguments"),
  TOOL_RESULT("tool_result"),
  TOOL_DEFINITION("tool_definition"),
  /**
   * The text of a document that a message carries, or of a page that a text names and that was
   * fetched to be judged with it; a page stands in no body.
   */
  DOCUMENT("document"),
  /** Names, end-user ids and other short strings beside the content. */
  METADATA("metadata");

  private final String word;

  Channel(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
