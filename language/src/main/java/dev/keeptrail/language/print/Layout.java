package dev.keeptrail.language.print;

import java.util.List;

/**
 * Text whose line breaks are not settled yet: groups stay on one line where they fit, and are
 * broken at their gaps where they do not.
 */
sealed interface Layout {
  Layout NOTHING = new Sequence(List.of(), false);

  /** Whether what holds this cannot stay on one line. */
  boolean breaks();

  static Layout text(String text) {
    return new Text(text);
  }

  static Layout of(Layout... parts) {
    return of(List.of(parts));
  }

  static Layout of(List<Layout> parts) {
    return new Sequence(parts, parts.stream().anyMatch(Layout::breaks));
  }

  static Layout nest(Layout content) {
    return new Nest(content, content.breaks());
  }

  /** One line where it fits, unless the content cannot be on one line. */
  static Layout group(Layout content) {
    return new Group(content, content.breaks());
  }

  /** Broken at its gaps, fit or not. */
  static Layout broken(Layout content) {
    return new Group(content, true);
  }

  /** A space, unless a line ends there anyway. */
  static Layout space() {
    return new Space();
  }

  /** Nothing on one line, otherwise a line end. */
  static Layout softGap() {
    return new Gap("", "", false, false);
  }

  /** A space on one line, otherwise a line end. */
  static Layout gap() {
    return new Gap(" ", "", false, false);
  }

  /** A line end always, with an empty line after it if so. */
  static Layout line(boolean blank) {
    return new Gap("", "", true, blank);
  }

  /** Characters as they are; those of a text block may hold line ends. */
  record Text(String text) implements Layout {
    @Override
    public boolean breaks() {
      return text.indexOf('\n') >= 0;
    }
  }

  /** A space between two things on one line. */
  record Space() implements Layout {
    @Override
    public boolean breaks() {
      return false;
    }
  }

  /**
   * A place where a line may end.
   *
   * @param flat what stands there on one line
   * @param before what stands before the line end
   * @param hard whether the line always ends here
   * @param blank whether an empty line follows
   */
  record Gap(String flat, String before, boolean hard, boolean blank) implements Layout {
    @Override
    public boolean breaks() {
      return hard;
    }
  }

  /**
   * A comment, after which the line always ends.
   *
   * @param trailing whether it goes to the end of the line before
   * @param blank whether an empty line stands before it
   */
  record Remark(String text, boolean trailing, boolean blank) implements Layout {
    @Override
    public boolean breaks() {
      return true;
    }
  }

  /** One after the other. */
  record Sequence(List<Layout> parts, boolean breaks) implements Layout {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** Lines that start inside are indented by one more step. */
  record Nest(Layout content, boolean breaks) implements Layout {}

  /** Gaps inside, those of inner groups aside, are all broken or all not. */
  record Group(Layout content, boolean breaks) implements Layout {}
}
