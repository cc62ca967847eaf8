package dev.keeptrail.gateway.sse;

/** A stream of events that is not read any further. Its message holds nothing of the stream. */
public final class SseFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  SseFormatException(String problem) {
    super(problem);
  }
}
