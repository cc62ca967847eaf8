package dev.keeptrail.gateway.stream;

/**
 * What was given out piece by piece is not the beginning of what the whole answer comes to: a fault
 * of ours. Its message holds nothing of the answer.
 */
public final class DisagreementException extends Exception {
  private static final long serialVersionUID = 1L;

  public DisagreementException(String place) {
    super("what was said at " + place + " is not what was decided on the whole answer");
  }
}
