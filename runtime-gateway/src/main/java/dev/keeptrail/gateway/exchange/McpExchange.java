package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.listing.ToolVisibility;
import dev.keeptrail.gateway.body.Identifiers;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.capture.Recording;
import dev.keeptrail.gateway.conversation.ToolConversations;
import dev.keeptrail.gateway.mcp.McpAnswer;
import dev.keeptrail.gateway.mcp.McpErrors;
import dev.keeptrail.gateway.mcp.McpRequest;
import dev.keeptrail.gateway.mcp.McpRevision;
import dev.keeptrail.gateway.opinion.Consultation;
import dev.keeptrail.gateway.provider.McpReply;
import dev.keeptrail.gateway.provider.McpServer;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.provider.Recall;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.telemetry.Sketch;
import dev.keeptrail.language.plan.OnUnscannable;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.ledger.escalation.Standing;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One message to an MCP server and its answer. What the client sends is judged as a request and, a
 * call of a tool, in the tool phase; what the server answers goes to a model, so it is judged as a
 * request too, in the tool phase, and as an answer. One use, one thread.
 */
final class McpExchange {
  /** Reason code of a method that nobody here can judge. */
  static final String METHOD_NOT_GOVERNED = "gateway.method_not_governed";

  /** Reason code of a revision of the protocol that nobody here can judge. */
  static final String REVISION_NOT_SPOKEN = "gateway.protocol_version_not_spoken";

  /** Reason code of a session that is no plain id or another's, and not begun with the caller. */
  static final String UNKNOWN_SESSION = "gateway.unknown_session";

  /** The tag of an event whose approval was used for a call of which nobody knows what it did. */
  private static final String OUTCOME = "call_outcome";

  private static final int BAD_REQUEST = 400;
  private static final int REQUEST_TIMEOUT = 408;

  private static final Logger LOG = LoggerFactory.getLogger(McpExchange.class);
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,256}");

  private final EventDraft draft;
  private final Recording recording;
  private final McpServer server;
  private final ToolConversations conversations;
  private final McpRequest request;
  private final McpCaller caller;
  private final int blockStatus;
  private final Review review;
  private final McpJudge judge;
  private final Recall cut;
  private final NewsScreening news;
  private ToolConversations.@Nullable Call call;

  McpExchange(
      Recording recording,
      boolean governsTools,
      ToolVisibility visibility,
      McpServer server,
      ToolConversations conversations,
      McpRequest request,
      McpCaller caller,
      McpNews news,
      Review review,
      Consultation judges) {
    this.review = review;
    this.conversations = conversations;
    this.draft = new EventDraft(false, recording);
    this.recording = recording;
    this.server = server;
    this.request = request;
    this.caller = caller;
    this.blockStatus = recording.program().plan().gateway().blockStatus();
    this.judge =
        new McpJudge(
            draft,
            recording,
            governsTools,
            visibility,
            server.plan(),
            request,
            caller.claims(),
            review,
            judges);
    this.cut = news.cut();
    this.news = new NewsScreening(request, news, draft, judge);
  }

  EventDraft draft() {
    return draft;
  }

  McpEnd run() {
    try {
      if (Identifiers.isHarmless(request.method())) {
        draft.tag("mcp_method", request.method());
      }
      if (!McpRevision.isSpoken(caller.version()) || !request.isSpoken()) {
        return unspoken();
      }
      if (request.known().isEmpty()) {
        return ungoverned();
      }
      if (!maySend(caller.session())) {
        return unknownSession();
      }
      Standing.Why worthless = review.worthless().orElse(null);
      if (worthless != null) {
        return unapproved(worthless);
      }
      draft.transformed(request.withoutClientCapabilities());
      McpEnd refused = judge.judge(Phase.INPUT, request.editedTexts(), List.of());
      if (refused == null) {
        refused = judgeCall();
      }
      return refused == null ? ask() : refused;
    } catch (RuntimeException | Error failure) {
      // As in every exchange: what fails here blocks and is on record.
      LOG.error("exchange failed in phase {}: {}", judge.phase().word(), Sketch.of(failure));
      draft.faulted(judge.phase().word(), failure.getClass().getSimpleName());
      return refused(judge.side().blocked(), PolicyRefusals.internal());
    } finally {
      news.finish();
      if (call != null) {
        call.close();
      }
    }
  }

  private McpEnd unapproved(Standing.Why why) {
    boolean open = why == Standing.Why.OPEN;
    draft.settle(open ? Verdict.ESCALATE : Verdict.BLOCK, PolicyRefusals.reason(why), null);
    return refused(
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
    String id = server.plan().id();
    return Identifiers.isHarmless(session)
        ? !conversations.isAnothers(caller.name(), id, session)
        : conversations.isBegun(caller.name(), id, session);
  }

  private McpEnd unknownSession() {
    draft.settle(Verdict.BLOCK, UNKNOWN_SESSION, null);
    return refused(Outcome.INPUT_BLOCKED, UpstreamRefusals.NO_SESSION);
  }

  /**
   * Clients of a later revision that also speak an earlier one go on with {@code initialize} when
   * they read this.
   */
  private McpEnd unspoken() {
    draft.settle(Verdict.BLOCK, REVISION_NOT_SPOKEN, null);
    return McpEnd.unspoken(
        Refusal.policy(
            BAD_REQUEST,
            McpErrors.REVISION_NOT_SPOKEN,
            "the gateway speaks the revisions %s of the protocol, which begin with `initialize`"
                .formatted(String.join(", ", McpRevision.SPOKEN)),
            null,
            REVISION_NOT_SPOKEN));
  }

  private McpEnd ungoverned() {
    draft.settle(Verdict.BLOCK, METHOD_NOT_GOVERNED, null);
    return refused(
        Outcome.INPUT_BLOCKED,
        Refusal.policy(
            blockStatus,
            McpErrors.METHOD_NOT_GOVERNED,
            "the gateway lets `initialize` and `ping` through, `tools`, `prompts` and `resources`"
                + " that are listed, called, got and read, and `completion/complete`",
            null,
            METHOD_NOT_GOVERNED));
  }

  private @Nullable McpEnd judgeCall() {
    try {
      List<Fact> calls = request.calls();
      if (calls.isEmpty()) {
        return null;
      }
      call = callOf(heldAnswer());
      List<Fact> known = new ArrayList<>(calls);
      known.addAll(call.counters());
      return judge.judgeTool(request.textsOfCalls(), known);
    } catch (UnreadableToolException unreadable) {
      return judge.unreadable(unreadable);
    }
  }

  /** What the server answered before, and a person has let through. */
  private @Nullable McpAnswer heldAnswer() {
    return review.heldAnswer().flatMap(request::answerAgain).orElse(null);
  }

  /**
   * The call in its conversation.
   *
   * @param back the answer that it got already; null where it is still to be made
   */
  private ToolConversations.Call callOf(@Nullable McpAnswer back) throws UnreadableToolException {
    String id = server.plan().id();
    if (back == null) {
      return conversations.reserve(caller.name(), id, caller.session(), request.tool());
    }
    long tokens = 0;
    for (Fact result : back.results()) {
      if (result.fields().get("text") instanceof Value.Text(String text)) {
        tokens += Counters.tokens(text);
      }
    }
    return conversations.again(caller.name(), id, caller.session(), request.tool(), tokens);
  }

  private McpEnd ask() {
    McpAnswer back = heldAnswer();
    if (back != null) {
      return release(back);
    }
    long start = System.nanoTime();
    McpReply reply;
    try {
      reply =
          server.send(
              request.canonical(),
              request.hasId() ? request.id() : null,
              caller.headers(),
              this::listen,
              cut);
    } catch (ProviderException failed) {
      if (cut.isCalled()) {
        made();
        draft.asked(server.plan().id(), System.nanoTime() - start, null, null);
        draft.tag(End.CUT_BY, "shutdown");
        return unanswered(true, Outcome.CANCELLED, End.STOPPED);
      }
      boolean arrived = mayHaveArrived(failed.kind());
      if (arrived) {
        made();
      }
      draft.asked(server.plan().id(), System.nanoTime() - start, null, failed.kind().word());
      return unanswered(arrived, UpstreamRefusals.of(failed.kind()));
    }
    long nanos = System.nanoTime() - start;
    made();
    return read(reply, nanos);
  }

  /** What the server says of a call that is under way goes where its answer will go. */
  private void listen(JsonNode message) {
    made();
    judge.face(Side.MCP_ANSWER);
    news.take(message);
    judge.face(Side.MCP_REQUEST);
  }

  private static boolean mayHaveArrived(ProviderException.Kind kind) {
    return switch (kind) {
      case UNREACHABLE, NOT_SPOKEN, NO_SECRET -> false;
      case TIMEOUT, NO_ANSWER, BROKEN, TOO_LARGE -> true;
    };
  }

  /** A server that finds fault with a message has not carried it out. */
  private static boolean mayHaveRun(int status) {
    return status < 400 || status == REQUEST_TIMEOUT || status > 499;
  }

  private void made() {
    if (call != null) {
      call.made();
    }
  }

  /**
   * There is no answer. An approval that let the message through is good again where the server has
   * carried nothing out; where it may have, nobody may have it do so a second time unasked.
   */
  private McpEnd unanswered(boolean mayHaveRun, Refusal refusal) {
    return unanswered(mayHaveRun, Outcome.UPSTREAM_ERROR, refusal);
  }

  private McpEnd unanswered(boolean mayHaveRun, Outcome outcome, Refusal refusal) {
    String used = review.usedId();
    if (used == null || !mayHaveRun) {
      review.giveBack();
      return refused(outcome, refusal);
    }
    draft.tag(OUTCOME, "unknown");
    return refused(outcome, UpstreamRefusals.approvalUsed(refusal, used));
  }

  /** What a tool answered and was held back: the tool is not called a second time. */
  private McpEnd release(McpAnswer back) {
    if (!review.use()) {
      return unapproved(Standing.Why.USED);
    }
    draft.tag("released", "true");
    judge.face(Side.MCP_ANSWER);
    McpEnd refused = judgeAnswer(back);
    return refused == null ? McpEnd.delivered(back.canonical(), null) : refused;
  }

  private McpEnd read(McpReply reply, long nanos) {
    String id = server.plan().id();
    int status = reply.status();
    if (status < 200 || status > 299) {
      draft.asked(id, nanos, status, "status_" + status);
      return unanswered(mayHaveRun(status), UpstreamRefusals.ofServer(status));
    }
    String session = reply.session();
    String kept = session != null && mayReturn(session) ? session : null;
    if (kept != null) {
      conversations.begun(caller.name(), id, kept);
    }
    if (!request.hasId()) {
      draft.asked(id, nanos, status, null);
      return McpEnd.taken(kept);
    }
    McpAnswer answer =
        reply.message() == null ? null : request.answer(reply.message()).orElse(null);
    if (answer == null) {
      draft.asked(id, nanos, status, "invalid_response");
      return unanswered(true, UpstreamRefusals.NO_MESSAGE);
    }
    draft.asked(id, nanos, status, null);
    judge.face(Side.MCP_ANSWER);
    McpEnd refused = judgeAnswer(answer);
    return refused == null ? McpEnd.delivered(answer.canonical(), kept) : refused;
  }

  /** The id of a session is a secret of the server's by right, but no personal data. */
  private static boolean mayReturn(String session) {
    return VISIBLE.matcher(session).matches() && Identifiers.isNobodys(session);
  }

  private @Nullable McpEnd judgeAnswer(McpAnswer answer) {
    judge.hold(answer);
    draft.transformed(answer.withoutOtherCapabilities());
    if (recording.program().plan().gateway().onUnscannable() == OnUnscannable.BLOCK) {
      withoutIcons(answer);
    }
    McpEnd refused = judge.judge(Phase.INPUT, answer.texts(), List.of());
    if (refused == null) {
      refused = judgeResult(answer);
    }
    if (refused == null) {
      refused = judge.judge(Phase.OUTPUT, answer.texts(), List.of());
    }
    if (refused == null) {
      new ListScreening(answer, draft, recording, judge).run();
    }
    return refused;
  }

  /** Nobody looks at them, and nothing but a picture on a screen depends on them. */
  private void withoutIcons(McpAnswer answer) {
    int removed = answer.withoutEmbeddedIcons();
    if (removed > 0) {
      draft.transformed(true);
      draft.tag("mcp_icons_removed", Integer.toString(removed));
    }
  }

  private @Nullable McpEnd judgeResult(McpAnswer answer) {
    try {
      List<Fact> results = answer.results();
      results.forEach(this::count);
      return results.isEmpty() ? null : judge.judgeTool(answer.textsOfResults(), results);
    } catch (UnreadableToolException unreadable) {
      return judge.unreadable(unreadable);
    }
  }

  private void count(Fact result) {
    if (call != null && result.fields().get("text") instanceof Value.Text(String text)) {
      call.answered(text);
    }
  }

  private McpEnd refused(Outcome outcome, Refusal refusal) {
    return McpEnd.refused(request, outcome, refusal);
  }
}
