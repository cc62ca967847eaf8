package dev.keeptrail.gateway.json;

/** A body that is not the JSON we accept. The message never repeats what the body holds. */
public final class MalformedJsonException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String pointer;
  private final boolean json;

  private MalformedJsonException(String problem, String pointer, boolean json) {
    super(problem, null, false, false);
    this.problem = problem;
    this.pointer = pointer;
    this.json = json;
  }

  /** JSON beyond our bounds, or JSON that two readers could take for different things. */
  MalformedJsonException(String problem, String pointer) {
    this(problem, pointer, true);
  }

  /** Not JSON at all. */
  static MalformedJsonException notJson(String problem) {
    return new MalformedJsonException(problem, "", false);
  }

  /** Whether somebody else may well read it as JSON: it is too large, too deep, or ambiguous. */
  public boolean isJson() {
    return json;
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
