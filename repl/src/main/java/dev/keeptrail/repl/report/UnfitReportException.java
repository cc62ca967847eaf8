package dev.keeptrail.repl.report;

/** A report that an archive cannot state; the message says why. */
public final class UnfitReportException extends Exception {
  private static final long serialVersionUID = 1L;

  UnfitReportException(String message) {
    super(message);
  }
}
