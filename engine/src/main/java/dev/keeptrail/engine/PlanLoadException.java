package dev.keeptrail.engine;

/**
 * A checked plan that this installation cannot run; the message says what is missing and what to
 * do.
 */
public final class PlanLoadException extends Exception {
  private static final long serialVersionUID = 1L;

  public PlanLoadException(String message) {
    super(message);
  }
}
