package dev.keeptrail.language.diff;

import org.jspecify.annotations.Nullable;

/**
 * One difference between two plans.
 *
 * @param subject what it is about
 * @param name which target or policy; empty for the pack, the gateway and the chain
 * @param path what of it, such as a dotted setting or {@code rule large when}; empty for all of it
 * @param before as JSON or rule text; null when there was nothing
 * @param after as JSON or rule text; null when there is nothing
 */
public record Change(
    Subject subject,
    String name,
    String path,
    Sort sort,
    @Nullable String before,
    @Nullable String after) {
  /** What a difference can be about. */
  public enum Subject {
    PACK("pack"),
    PROVIDER("provider"),
    POLICY("policy"),
    GATEWAY("gateway");

    private final String word;

    Subject(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** In which way it differs. */
  public enum Sort {
    ADDED("added"),
    REMOVED("removed"),
    CHANGED("changed"),
    /** It stands at another place of its list; before and after are places counted from 1. */
    MOVED("moved"),
    /** It is the same under another name; before and after are the names. */
    RENAMED("renamed");

    private final String word;

    Sort(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }
}
