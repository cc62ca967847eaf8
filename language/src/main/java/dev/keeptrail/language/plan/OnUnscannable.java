package dev.keeptrail.language.plan;

/** What becomes of an exchange with a part that no detector can look at. */
public enum OnUnscannable {
  /** It passes; the event's coverage names the part. */
  ALLOW("allow"),
  /** It passes, and the event carries the tag {@code unscannable}. */
  FLAG("flag"),
  /** It is refused. */
  BLOCK("block");

  private final String word;

  OnUnscannable(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
