package dev.keeptrail.language.rule;

/** One step into a JSON value. A step that leads nowhere leads to a missing value. */
public sealed interface PathStep {
  /** A member of an object. */
  record Member(String name) implements PathStep {}

  /** An element of an array, counted from 0. */
  record Element(int index) implements PathStep {}
}
