package dev.keeptrail.engine.conformance;

/** A subject failed on a case; the message says how. */
public final class SubjectException extends Exception {
  private static final long serialVersionUID = 1L;

  public SubjectException(String message) {
    super(message);
  }
}
