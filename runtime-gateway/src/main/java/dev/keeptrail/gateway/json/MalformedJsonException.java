package dev.keeptrail.gateway.json;

/** A body that is not the JSON we accept. The message never repeats what the body holds. */
public final class MalformedJsonException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String pointer;

  MalformedJsonException(String problem, String pointer) {
    super(problem, null, false, false);
    this.problem = problem;
    this.pointer = pointer;
  }

  /** What is wrong and what to do, fit for the caller. */
  public String problem() {
    return problem;
  }

  /** JSON Pointer of the place; empty when it is the body as a whole. */
  public String pointer() {
    return pointer;
  }
}
