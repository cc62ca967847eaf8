package dev.keeptrail.language.diff;

import dev.keeptrail.language.diff.Change.Sort;
import dev.keeptrail.language.diff.Change.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers the differences of one subject. */
final class Changes {
  private final List<Change> all;
  private final Subject subject;
  private final String name;

  private Changes(List<Change> all, Subject subject, String name) {
    this.all = all;
    this.subject = subject;
    this.name = name;
  }

  static Changes of(Subject subject) {
    return new Changes(new ArrayList<>(), subject, "");
  }

  /** A view for another subject that adds to the same list. */
  Changes about(Subject other, String otherName) {
    return new Changes(all, other, otherName);
  }

  List<Change> all() {
    return all;
  }

  void compare(String path, @Nullable String before, @Nullable String after) {
    if (!Objects.equals(before, after)) {
      Sort sort = before == null ? Sort.ADDED : after == null ? Sort.REMOVED : Sort.CHANGED;
      add(path, sort, before, after);
    }
  }

  void add(String path, Sort sort, @Nullable String before, @Nullable String after) {
    all.add(new Change(subject, name, path, sort, before, after));
  }
}
