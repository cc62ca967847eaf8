package dev.keeptrail.gateway.stream;

/** A provider's stream that is not read any further. Its message holds nothing of the stream. */
public sealed class BrokenStreamException extends Exception permits FailedStreamException {
  private static final long serialVersionUID = 1L;

  public BrokenStreamException(String problem) {
    super(problem);
  }
}
