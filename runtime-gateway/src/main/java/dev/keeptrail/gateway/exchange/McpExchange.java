package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.listing.ToolVisibility;
import dev.keeptrail.gateway.body.Identifiers;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.capture.Recording;
import dev.keeptrail.gateway.conversation.ToolConversations;
import dev.keeptrail.gateway.mcp.McpAnswer;
import dev.keeptrail.gateway.mcp.McpEnvelope;
import dev.keeptrail.gateway.mcp.McpErrors;
import dev.keeptrail.gateway.mcp.McpMemory;
import dev.keeptrail.gateway.mcp.McpRequest;
import dev.keeptrail.gateway.opinion.Consultation;
import dev.keeptrail.gateway.provider.McpReply;
import dev.keeptrail.gateway.provider.McpServer;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.provider.Recall;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.telemetry.Sketch;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.ledger.escalation.Standing;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  /** The tag of an event whose approval was used for a call of which nobody knows what it did. */
  private static final String OUTCOME = "call_outcome";

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int REQUEST_TIMEOUT = 408;

  private static final Logger LOG = LoggerFactory.getLogger(McpExchange.class);
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,256}");

  private final EventDraft draft;
  private final McpServer server;
  private final ToolConversations conversations;
  private final McpRequest request;
  private final McpCaller caller;
  private final Review review;
  private final McpEnvelope.Standing standing;
  private final McpGate gate;
  private final McpJudge judge;
  private final McpQuestions questions;
  private final McpAnswers answers;
  private final McpNews told;
  private final Recall cut;
  private final NewsScreening news;
  private final @Nullable McpListening listening;
  private ToolConversations.@Nullable Call call;

  McpExchange(
      Recording recording,
      boolean governsTools,
      ToolVisibility visibility,
      McpServer server,
      ToolConversations conversations,
      McpMemory memory,
      McpRequest request,
      McpEnvelope.Standing standing,
      McpCaller caller,
      McpNews news,
      Review review,
      Consultation judges,
      ListenBounds bounds) {
    this.review = review;
    this.conversations = conversations;
    this.draft = new EventDraft(false, recording);
    this.server = server;
    this.request = request;
    this.caller = caller;
    this.standing = standing;
    String id = server.plan().id();
    this.gate =
        new McpGate(
            draft,
            id,
            server.origin(),
            conversations,
            memory,
            request,
            caller,
            review,
            recording.program().plan().gateway().blockStatus());
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
    this.questions = new McpQuestions(draft, judge, request, caller, id, conversations);
    this.answers =
        new McpAnswers(draft, recording, judge, questions, gate, memory, server.origin());
    this.told = news;
    this.cut = news.cut();
    this.news = new NewsScreening(news, draft, judge);
    this.listening =
        request.isListening()
            ? new McpListening(request, news, draft, judge, this.news, bounds)
            : null;
  }

  EventDraft draft() {
    return draft;
  }

  McpEnd run() {
    try {
      McpEnd refused = gate.refuse(standing);
      if (refused == null) {
        draft.transformed(request.withoutClientCapabilities(questions.allowed()));
        refused = judge.judge(Phase.INPUT, request.editedTexts(), List.of());
      }
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
      if (listening == null) {
        news.finish("mcp_progress_removed");
      } else {
        listening.finish();
      }
      questions.close();
      if (call != null) {
        call.close();
      }
    }
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
    if (isStateless() && !request.hasId()) {
      // WHY: clients end a request by hanging up and say so as well; ids of other callers' requests
      // may be the same, and to the server all callers are one.
      return McpEnd.taken(null);
    }
    long start = System.nanoTime();
    McpReply reply;
    try {
      reply = listening == null ? send() : send(listening);
    } catch (ProviderException failed) {
      McpEnd heard = listening == null ? null : listening.withoutAnswer();
      if (heard != null) {
        made();
        draft.asked(server.plan().id(), System.nanoTime() - start, OK, null);
        return heard;
      }
      if (cut.isCalled()) {
        made();
        draft.asked(server.plan().id(), System.nanoTime() - start, null, null);
        if (told.isLeft()) {
          return unanswered(true, Outcome.CANCELLED, McpRefusals.LEFT);
        }
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

  private McpReply send() throws ProviderException {
    JsonNode id = request.hasId() ? request.id() : null;
    return server.send(request.canonical(), id, headers(), this::listen, cut);
  }

  private McpReply send(McpListening listener) throws ProviderException {
    try (McpNews.Stay _ = told.stay(listener::end)) {
      return server.listen(request.canonical(), request.id(), headers(), listener, cut);
    }
  }

  /** What the protocol wants sent beside the message, made of what was judged. */
  private Map<String, String> headers() {
    Map<String, String> headers = request.headers(gate.known());
    return headers.isEmpty() ? caller.headers() : headers;
  }

  /** What the server says of a call that is under way goes where its answer will go. */
  private void listen(JsonNode message) {
    made();
    judge.face(Side.MCP_ANSWER);
    request.progress(message).ifPresent(news::pass);
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
      return gate.unapproved(Standing.Why.USED);
    }
    draft.tag("released", "true");
    judge.face(Side.MCP_ANSWER);
    McpEnd refused = judgeAnswer(back);
    return refused == null ? McpEnd.delivered(answers.sent(back), null) : refused;
  }

  private McpEnd read(McpReply reply, long nanos) {
    String id = server.plan().id();
    int status = reply.status();
    if (status < 200 || status > 299) {
      McpAnswer fault = fault(reply);
      if (fault != null) {
        draft.asked(id, nanos, status, null);
        review.giveBack();
        return told(fault, status);
      }
      draft.asked(id, nanos, status, "status_" + status);
      return unanswered(mayHaveRun(status), UpstreamRefusals.ofServer(status));
    }
    String session = reply.session();
    String kept = session != null && !isStateless() && mayReturn(session) ? session : null;
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
      boolean heard = listening != null && listening.stays() && reply.message() == null;
      draft.asked(id, nanos, status, heard ? "broke_off" : "invalid_response");
      return unanswered(true, heard ? McpRefusals.NEWS_BROKE_OFF : UpstreamRefusals.NO_MESSAGE);
    }
    draft.asked(id, nanos, status, null);
    judge.face(Side.MCP_ANSWER);
    McpEnd refused = judgeAnswer(answer);
    return refused == null ? McpEnd.delivered(answers.sent(answer), kept) : refused;
  }

  private boolean isStateless() {
    return standing instanceof McpEnvelope.Spoken(boolean stateless) && stateless;
  }

  /** What a server finds wrong with the message, where it says so in one of its own. */
  private @Nullable McpAnswer fault(McpReply reply) {
    boolean says =
        (reply.status() == BAD_REQUEST || reply.status() == NOT_FOUND) && request.hasId();
    JsonNode message = reply.message();
    return says && message != null
        ? request.answer(message).filter(this::isFault).orElse(null)
        : null;
  }

  /** Where there are sessions, only a server that has none says anything that clients need. */
  private boolean isFault(McpAnswer answer) {
    return isStateless() ? answer.error().isPresent() : isOfAnotherRevision(answer);
  }

  private static boolean isOfAnotherRevision(McpAnswer answer) {
    return answer.error().orElse(0) == McpErrors.UNSUPPORTED_REVISION && !answer.spoken().isEmpty();
  }

  /** It has carried nothing out, and clients read from the error how they can go on. */
  private McpEnd told(McpAnswer fault, int status) {
    if (isOfAnotherRevision(fault)) {
      return McpEnd.unspoken(McpRefusals.unspokenThere(fault.spoken()), fault.spoken());
    }
    judge.face(Side.MCP_ANSWER);
    McpEnd refused = judgeAnswer(fault);
    return refused == null ? McpEnd.told(fault.canonical(), status) : refused;
  }

  /** The id of a session is a secret of the server's by right, but no personal data. */
  private static boolean mayReturn(String session) {
    return VISIBLE.matcher(session).matches() && Identifiers.isNobodys(session);
  }

  private @Nullable McpEnd judgeAnswer(McpAnswer answer) {
    return answers.judge(answer, call);
  }

  private McpEnd refused(Outcome outcome, Refusal refusal) {
    return McpEnd.refused(request, outcome, refusal);
  }
}
