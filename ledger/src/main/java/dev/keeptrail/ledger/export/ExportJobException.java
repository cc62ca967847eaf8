package dev.keeptrail.ledger.export;

/** A job that is not there or cannot be run. The message says why. */
public final class ExportJobException extends Exception {
  private static final long serialVersionUID = 1L;

  public ExportJobException(String problem) {
    super(problem);
  }

  public String problem() {
    return String.valueOf(getMessage());
  }
}
