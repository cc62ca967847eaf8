package dev.keeptrail.language.plan;

/** A text is no plan JSON, or holds a plan that the checks never make. */
public final class PlanFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  public PlanFormatException(String message) {
    super(message);
  }
}
