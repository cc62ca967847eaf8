package dev.keeptrail.engine.chain;

/** Rules fired more often than one phase allows. */
public final class FiringLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FiringLimitException() {
    super("rules fired more than " + ChainRunner.MAX_FIRINGS + " times");
  }
}
