package dev.keeptrail.detectors.name;

import org.jspecify.annotations.Nullable;

/** What a token is to a name: nothing, the beginning of one of four kinds, or its continuation. */
public final class Tag {
  public static final int NONE = 0;
  public static final int COUNT = 9;

  private Tag() {}

  /** The kinds of names, in the order of their tags. */
  public enum Kind {
    PERSON(1),
    PLACE(3),
    ORGANIZATION(5),
    ADDRESS(7);

    private static final Kind[] ALL = {PERSON, PLACE, ORGANIZATION, ADDRESS};

    private final int begin;

    Kind(int begin) {
      this.begin = begin;
    }

    public int begin() {
      return begin;
    }

    public int inside() {
      return begin + 1;
    }
  }

  static boolean isInside(int tag) {
    return tag != NONE && (tag & 1) == 0;
  }

  /** Whether a tag may follow another. */
  static boolean follows(int previous, int tag) {
    return !isInside(tag) || previous == tag || previous == tag - 1;
  }

  public static @Nullable Kind kind(int tag) {
    return tag == NONE ? null : Kind.ALL[(tag - 1) / 2];
  }
}
