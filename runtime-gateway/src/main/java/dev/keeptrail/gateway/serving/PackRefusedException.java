package dev.keeptrail.gateway.serving;

/** A pack that cannot be served. The message says why, with diagnostics where it has errors. */
public final class PackRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  public PackRefusedException(String problem) {
    super(problem, null, false, false);
  }

  public String problem() {
    return String.valueOf(getMessage());
  }
}
