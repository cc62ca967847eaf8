package dev.keeptrail.cli.demo;

/** The demo could not run to its end; the message says what stopped it. */
public final class DemoFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  public DemoFailedException(String message) {
    super(message);
  }
}
