package dev.keeptrail.detectors.evaluation.corpus;

/** A row that has the fields of a format and not the values; the message says which and why. */
final class BrokenRowException extends Exception {
  private static final long serialVersionUID = 1L;

  BrokenRowException(String problem) {
    super(problem);
  }
}
