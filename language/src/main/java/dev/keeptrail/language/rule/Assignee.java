package dev.keeptrail.language.rule;

/** Who is to look at what was escalated. */
public record Assignee(Kind kind, String name) {
  /** Whether a name is a person's or a group's. */
  public enum Kind {
    TEAM("team"),
    USER("user");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
