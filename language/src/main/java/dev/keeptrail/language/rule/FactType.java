package dev.keeptrail.language.rule;

/** The kinds of fact that a rule can ask about. {@link FactSchema} says what each one has. */
public enum FactType {
  /** The request as a whole: one per phase. */
  REQUEST("request"),
  /** One text of the phase, as the earlier policies of the chain left it. */
  MESSAGE("message"),
  /** Something a detector found in a text. */
  FINDING("finding"),
  /** A call of a tool that the model asks for. */
  TOOL_CALL("tool_call"),
  /** What a tool answered, as the client sends it. */
  TOOL_RESULT("tool_result"),
  /** Who is asking: at most one. */
  IDENTITY("identity"),
  /** The target that serves the request: at most one. */
  PROVIDER("provider"),
  /** What the answer cost: at most one, in the output phase. */
  USAGE("usage"),
  /** A number that the gateway keeps across requests, as it stood when the request came. */
  COUNTER("counter"),
  /** The conversation that the request belongs to: at most one. */
  CONVERSATION("conversation");

  private final String word;

  FactType(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
