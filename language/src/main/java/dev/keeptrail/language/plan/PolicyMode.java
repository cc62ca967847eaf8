package dev.keeptrail.language.plan;

/** Whether what a policy decides is carried out. */
public enum PolicyMode {
  ENFORCE("enforce"),
  /**
   * Recorded with what it would have done; content, later policies and the verdict are untouched.
   */
  SHADOW("shadow");

  private final String word;

  PolicyMode(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
