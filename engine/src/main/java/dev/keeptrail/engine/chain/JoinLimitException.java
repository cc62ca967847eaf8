package dev.keeptrail.engine.chain;

/** Rules compared more combinations of facts than one phase allows. */
public final class JoinLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JoinLimitException() {
    super("rules compared more than " + ChainRunner.MAX_JOINS + " combinations of facts");
  }
}
