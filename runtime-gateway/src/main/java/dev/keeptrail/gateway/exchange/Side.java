package dev.keeptrail.gateway.exchange;

import dev.keeptrail.ledger.event.DecisionEvent.Outcome;

/** Which half of an exchange is judged; the tool phase has a part in both. */
enum Side {
  REQUEST("the request", "a tool result of the request", "input_blocked", Outcome.INPUT_BLOCKED),
  ANSWER("the answer", "a tool call of the answer", "output_blocked", Outcome.OUTPUT_BLOCKED),

  /** Of an exchange with a server of tools, where the caller calls and the server answers. */
  MCP_REQUEST("the request", "the call", "input_blocked", Outcome.INPUT_BLOCKED),
  MCP_ANSWER("the answer", "the result of the call", "output_blocked", Outcome.OUTPUT_BLOCKED);

  private final String subject;
  private final String toolSubject;
  private final String code;
  private final Outcome blocked;

  Side(String subject, String toolSubject, String code, Outcome blocked) {
    this.subject = subject;
    this.toolSubject = toolSubject;
    this.code = code;
    this.blocked = blocked;
  }

  /** What messages call it. */
  String subject() {
    return subject;
  }

  /** What messages call its part in the tool phase. */
  String toolSubject() {
    return toolSubject;
  }

  /** The error code of a block. */
  String code() {
    return code;
  }

  Outcome blocked() {
    return blocked;
  }
}
