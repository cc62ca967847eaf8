package dev.keeptrail.gateway.body;

/**
 * A tool call or result that rules cannot be given as it is, while the one who carries it out may
 * well understand it. The exchange must be refused. The message never repeats what it says.
 */
public final class UnreadableToolException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  public UnreadableToolException(String problem, String pointer) {
    super(problem, null, false, false);
    this.pointer = pointer;
  }

  /** JSON Pointer of the call or result. */
  public String pointer() {
    return pointer;
  }
}
