package dev.keeptrail.detectors;

/** Who or what a scanned text comes from, as far as detectors weigh it differently. */
public enum Source {
  /** Instructions of the application: system and developer messages. */
  SYSTEM("system"),
  /** What a person wrote to the model. */
  USER("user"),
  /** What a model wrote, now or in an earlier turn. */
  ASSISTANT("assistant"),
  /** A value inside the arguments of a tool call. */
  TOOL_ARGUMENTS("tool_arguments"),
  /** What a tool answered. */
  TOOL_RESULT("tool_result"),
  /** A file, page or retrieved passage handed to the model as such. */
  DOCUMENT("document"),
  /** Name, description and schema of a tool on offer. */
  TOOL_DEFINITION("tool_definition"),
  /** Names, identifiers and other short strings beside the content. */
  METADATA("metadata");

  private final String word;

  Source(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
