package dev.keeptrail.engine.decision;

/** What a policy, a phase or a whole exchange comes to, in rising precedence. */
public enum Verdict {
  ALLOW("allow"),
  REDACT("redact"),
  ESCALATE("escalate"),
  BLOCK("block");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public boolean outranks(Verdict other) {
    return compareTo(other) > 0;
  }
}
