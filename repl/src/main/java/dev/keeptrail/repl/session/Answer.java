package dev.keeptrail.repl.session;

import org.jspecify.annotations.Nullable;

/** What a session says to one line. */
public sealed interface Answer {
  /**
   * Something to show.
   *
   * @param text whole lines; empty for nothing to say
   */
  record Page(String text) implements Answer {}

  /**
   * The line could not be carried out, and nothing has changed.
   *
   * @param hint what to do; null when there is nothing to say
   */
  record Problem(String message, @Nullable String hint) implements Answer {}

  /** The screen is to be emptied, where there is one. */
  record Clear() implements Answer {}

  /** The session is to end. */
  record End() implements Answer {}
}
