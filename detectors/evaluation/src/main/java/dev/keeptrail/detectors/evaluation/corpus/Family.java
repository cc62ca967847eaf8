package dev.keeptrail.detectors.evaluation.corpus;

/** What kind of thing rows are labelled for, and with it how they are scored. */
public enum Family {
  INJECTION("injection"),
  /** Marked spans in texts, and values that must be found or refused. */
  PII("pii"),
  SECRETS("secrets"),
  TOOL_ARGUMENTS("tool-arguments"),
  KEYWORDS("keywords");

  private final String word;

  Family(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
