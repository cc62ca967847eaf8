package dev.keeptrail.detectors;

import org.jspecify.annotations.Nullable;

/**
 * Where a scanned text comes from.
 *
 * @param message position of its message in the exchange, or of the choice in a response; texts of
 *     one message are parts of it, in order; -1 beside the messages
 * @param parameter set for values of tool arguments only
 */
public record Origin(Source source, int message, @Nullable Parameter parameter) {
  /** A text of which nothing else is known: taken for a person's. */
  public static final Origin UNKNOWN = new Origin(Source.USER, -1, null);

  public static Origin of(Source source, int message) {
    return new Origin(source, message, null);
  }
}
