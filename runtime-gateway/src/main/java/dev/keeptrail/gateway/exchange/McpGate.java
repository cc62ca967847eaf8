package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.gateway.body.Identifiers;
import dev.keeptrail.gateway.conversation.ToolConversations;
import dev.keeptrail.gateway.mcp.McpEnvelope;
import dev.keeptrail.gateway.mcp.McpMemory;
import dev.keeptrail.gateway.mcp.McpRequest;
import dev.keeptrail.gateway.mcp.McpRevision;
import dev.keeptrail.gateway.mcp.RequestStates;
import dev.keeptrail.gateway.mcp.ToolHeaders;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.escalation.Standing;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a message to a server has to be before anybody judges it: of a revision and a method that
 * are governed, in a session of the caller's own, with nothing in it or beside it that says
 * something else. One use, one thread.
 */
final class McpGate {
  /** Reason code of a session that is no plain id or another's, and not begun with the caller. */
  static final String UNKNOWN_SESSION = "gateway.unknown_session";

  private final EventDraft draft;
  private final String server;
  private final String origin;
  private final ToolConversations conversations;
  private final McpMemory memory;
  private final McpRequest request;
  private final McpCaller caller;
  private final Review review;
  private final int blockStatus;

  McpGate(
      EventDraft draft,
      String server,
      String origin,
      ToolConversations conversations,
      McpMemory memory,
      McpRequest request,
      McpCaller caller,
      Review review,
      int blockStatus) {
    this.draft = draft;
    this.server = server;
    this.origin = origin;
    this.conversations = conversations;
    this.memory = memory;
    this.request = request;
    this.caller = caller;
    this.review = review;
    this.blockStatus = blockStatus;
  }

  /** The end of the exchange where the message does not pass; null where it does. */
  @Nullable McpEnd refuse(McpEnvelope.Standing standing) {
    if (Identifiers.isHarmless(request.method())) {
      draft.tag("mcp_method", request.method());
    }
    return switch (standing) {
      case McpEnvelope.Wrong wrong -> wrong(wrong);
      case McpEnvelope.Spoken(boolean stateless) -> refuse(stateless);
    };
  }

  private @Nullable McpEnd refuse(boolean stateless) {
    if (stateless) {
      draft.tag("mcp_revision", McpRevision.STATELESS);
    }
    if (request.known().filter(method -> method.isSpoken(stateless)).isEmpty()) {
      return ungoverned(stateless);
    }
    if (!maySend(caller.session())) {
      return unknownSession();
    }
    McpEnvelope.Wrong headers =
        stateless ? McpEnvelope.ofParameters(request, caller.told(), known()).orElse(null) : null;
    if (headers != null) {
      return wrong(headers);
    }
    if (!request.opens(memory.states(), owner())) {
      draft.settle(Verdict.BLOCK, McpRefusals.UNKNOWN_STATE, null);
      return McpEnd.ofProtocol(McpRefusals.unknownState(), List.of());
    }
    Standing.Why worthless = review.worthless().orElse(null);
    return worthless == null ? null : unapproved(worthless);
  }

  /** What is known of the headers of the tool that is called; empty for nothing. */
  Optional<ToolHeaders> known() {
    return memory.tools().find(origin, request.tool());
  }

  /** Whose the texts are that the server gives this caller to carry. */
  RequestStates.Owner owner() {
    return request.owner(caller.name(), server);
  }

  McpEnd unapproved(Standing.Why why) {
    boolean open = why == Standing.Why.OPEN;
    draft.settle(open ? Verdict.ESCALATE : Verdict.BLOCK, PolicyRefusals.reason(why), null);
    return McpEnd.refused(
        request,
        open ? Outcome.ESCALATED : Outcome.INPUT_BLOCKED,
        PolicyRefusals.unapproved(why, blockStatus));
  }

  /**
   * Nobody judges a header: what may be somebody's data has to come from the server itself. To the
   * server all callers are one, so what it knows of a session is only for those it began it with.
   */
  private boolean maySend(@Nullable String session) {
    if (session == null) {
      return true;
    }
    return Identifiers.isHarmless(session)
        ? !conversations.isAnothers(caller.name(), server, session)
        : conversations.isBegun(caller.name(), server, session);
  }

  private McpEnd unknownSession() {
    draft.settle(Verdict.BLOCK, UNKNOWN_SESSION, null);
    return McpEnd.refused(request, Outcome.INPUT_BLOCKED, UpstreamRefusals.NO_SESSION);
  }

  private McpEnd wrong(McpEnvelope.Wrong wrong) {
    draft.settle(Verdict.BLOCK, McpRefusals.reason(wrong), null);
    return McpEnd.ofProtocol(McpRefusals.of(wrong), memory.revisions().of(origin));
  }

  private McpEnd ungoverned(boolean stateless) {
    draft.settle(Verdict.BLOCK, McpRefusals.METHOD_NOT_GOVERNED, null);
    Refusal refusal = McpRefusals.ungoverned(stateless && request.hasId(), blockStatus);
    return stateless
        ? McpEnd.ofProtocol(refusal, List.of())
        : McpEnd.refused(request, Outcome.INPUT_BLOCKED, refusal);
  }
}
