package dev.keeptrail.language.plan;

/** What is kept of an exchange beside its event, so that it can be judged again. */
public enum CaptureMode {
  /** Nothing; the default. */
  NONE("none"),
  /** Its texts with typed placeholders where something sensitive stood. */
  REDACTED("redacted"),
  /** Its texts as they were, sealed with a key. */
  FULL("full");

  private final String word;

  CaptureMode(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
