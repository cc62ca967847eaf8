package dev.keeptrail.language.resolve;

import dev.keeptrail.language.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * Where a piece of a rule's condition comes from: the rule itself, or one use of a definition. Two
 * uses of a definition are two origins, so that bindings inside do not meet.
 *
 * @param path what diagnostics call the place
 * @param use the place in the rule that uses the definition; null for what the rule says itself
 */
record Origin(Scope scope, String path, Frame frame, @Nullable Span use) {
  /** Keeps bindings of different origins apart; identity is the object. */
  static final class Frame {}

  static Origin of(Scope scope, String path) {
    return new Origin(scope, path, new Frame(), null);
  }

  /** The same for a definition that is used at a place of this origin. */
  Origin inside(Scope.Definition definition, Span place) {
    return new Origin(
        definition.home(), Definitions.path(definition), new Frame(), use == null ? place : use);
  }

  /** The place to point at in the rule. */
  Span shown(Span span) {
    return use == null ? span : use;
  }
}
