package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.mcp.McpEnvelope.Wrong;
import dev.keeptrail.gateway.mcp.McpErrors;
import dev.keeptrail.gateway.mcp.McpRevision;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import java.util.List;

/** Refusals of messages that nobody judges, in the words and with the statuses of the protocol. */
final class McpRefusals {
  /** Reason code of a method that nobody here can judge. */
  static final String METHOD_NOT_GOVERNED = "gateway.method_not_governed";

  /** Reason code of a revision of the protocol that nobody here can judge. */
  static final String REVISION_NOT_SPOKEN = "gateway.protocol_version_not_spoken";

  /** Reason code of headers that do not say what the message says. */
  static final String HEADER_MISMATCH = "gateway.header_mismatch";

  /** Reason code of a message without what every message of its revision says. */
  static final String INCOMPLETE = "gateway.message_incomplete";

  /** Reason code of a text that the server did not give this caller to carry. */
  static final String UNKNOWN_STATE = "gateway.unknown_request_state";

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  /** The caller has ended its request; nobody reads this. */
  static final Refusal LEFT =
      Refusal.of(
          End.NOBODY_LISTENS,
          ErrorType.UPSTREAM_ERROR,
          "cancelled",
          "the caller hung up before there was an answer");

  /** The server has let the caller down; what was heard so far holds. */
  static final Refusal NEWS_BROKE_OFF =
      Refusal.of(
          502,
          ErrorType.UPSTREAM_ERROR,
          "upstream_invalid_response",
          "the server ended the stream without a word; listen again, and list again what may have"
              + " changed");

  private McpRefusals() {}

  /** The reason code of what is wrong with a message. */
  static String reason(Wrong wrong) {
    return switch (wrong.fault()) {
      case NOT_SPOKEN -> REVISION_NOT_SPOKEN;
      case MISMATCH -> HEADER_MISMATCH;
      case INCOMPLETE -> INCOMPLETE;
    };
  }

  /** Clients of another revision that also speak one of these go on with it when they read this. */
  static Refusal of(Wrong wrong) {
    return switch (wrong.fault()) {
      case NOT_SPOKEN ->
          bad(
              McpErrors.REVISION_NOT_SPOKEN,
              "the gateway speaks the revisions %s of the protocol"
                  .formatted(String.join(", ", McpRevision.SPOKEN)),
              REVISION_NOT_SPOKEN);
      case MISMATCH -> bad(McpErrors.HEADER_MISMATCH, wrong.what(), HEADER_MISMATCH);
      case INCOMPLETE -> bad(McpErrors.INVALID_PARAMS, wrong.what(), INCOMPLETE);
    };
  }

  private static Refusal bad(String code, String message, String reason) {
    return Refusal.policy(BAD_REQUEST, code, message, null, reason);
  }

  static Refusal unknownState() {
    return bad(
        McpErrors.INVALID_PARAMS,
        "`requestState` is not what the server gave this caller for this; call without it",
        UNKNOWN_STATE);
  }

  /**
   * The server does not speak the revision of the message.
   *
   * @param others that it speaks, and that are spoken here; for clients that show nothing else
   */
  static Refusal unspokenThere(List<String> others) {
    return Refusal.of(
        BAD_REQUEST,
        ErrorType.UPSTREAM_ERROR,
        McpErrors.REVISION_NOT_SPOKEN,
        "the server does not speak this revision of the protocol, but "
            + String.join(", ", others));
  }

  /**
   * The method is not let through.
   *
   * @param stateless whether the revision wants a status of its own for that
   */
  static Refusal ungoverned(boolean stateless, int blockStatus) {
    String greeting =
        stateless ? "`server/discover` and `subscriptions/listen`" : "`initialize` and `ping`";
    return Refusal.policy(
        stateless ? NOT_FOUND : blockStatus,
        McpErrors.METHOD_NOT_GOVERNED,
        ("the gateway lets %s through, `tools`, `prompts` and `resources`"
                + " that are listed, called, got and read, and `completion/complete`")
            .formatted(greeting),
        null,
        METHOD_NOT_GOVERNED);
  }
}
