package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.exchange.Unscanned;
import dev.keeptrail.engine.listing.ToolVisibility;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Identifiers;
import dev.keeptrail.gateway.body.UnmaskableTextException;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.capture.Recording;
import dev.keeptrail.gateway.conversation.ToolConversations;
import dev.keeptrail.gateway.mcp.McpAnswer;
import dev.keeptrail.gateway.mcp.McpErrors;
import dev.keeptrail.gateway.mcp.McpRequest;
import dev.keeptrail.gateway.provider.McpReply;
import dev.keeptrail.gateway.provider.McpServer;
import dev.keeptrail.gateway.provider.ProviderException;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.telemetry.Sketch;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.ledger.escalation.Standing;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private static final Logger LOG = LoggerFactory.getLogger(McpExchange.class);
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,256}");
  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  private final EventDraft draft;
  private final Recording recording;
  private final PolicyProgram program;
  private final boolean governsTools;
  private final ToolVisibility visibility;
  private final McpServer server;
  private final ToolConversations conversations;
  private final McpRequest request;
  private final McpCaller caller;
  private final RequestFacts facts;
  private final List<Fact> shared;
  private final int blockStatus;
  private final Review review;
  private final NewsScreening news;
  private ToolConversations.@Nullable Call call;
  private @Nullable McpAnswer held;
  private Phase phase = Phase.INPUT;
  private Side side = Side.REQUEST;

  McpExchange(
      Recording recording,
      boolean governsTools,
      ToolVisibility visibility,
      McpServer server,
      ToolConversations conversations,
      McpRequest request,
      McpCaller caller,
      McpNews news,
      Review review) {
    this.review = review;
    this.conversations = conversations;
    this.draft = new EventDraft(false, recording);
    this.recording = recording;
    this.program = recording.program();
    this.governsTools = governsTools;
    this.visibility = visibility;
    this.server = server;
    this.request = request;
    this.caller = caller;
    this.blockStatus = this.program.plan().gateway().blockStatus();
    var plan = server.plan();
    this.facts = new RequestFacts(McpRunner.NO_MODEL, plan.id(), "/mcp/" + plan.id(), false);
    this.shared =
        SharedFacts.of(
            caller.claims(), plan.id(), plan.provider(), McpRunner.NO_MODEL, plan.dataPolicy(), 0);
    this.news = new NewsScreening(request, news, draft, new Parts());
  }

  EventDraft draft() {
    return draft;
  }

  McpEnd run() {
    try {
      if (Identifiers.isHarmless(request.method())) {
        draft.tag("mcp_method", request.method());
      }
      if (request.known().isEmpty()) {
        return ungoverned();
      }
      Standing.Why worthless = review.worthless().orElse(null);
      if (worthless != null) {
        return unapproved(worthless);
      }
      draft.transformed(request.withoutClientCapabilities());
      McpEnd refused = judge(Phase.INPUT, request.editedTexts(), List.of());
      if (refused == null) {
        refused = judgeCall();
      }
      return refused == null ? ask() : refused;
    } catch (RuntimeException | Error failure) {
      // As in every exchange: what fails here blocks and is on record.
      LOG.error("exchange failed in phase {}: {}", phase.word(), Sketch.of(failure));
      draft.faulted(phase.word(), failure.getClass().getSimpleName());
      return refused(side.blocked(), PolicyRefusals.internal());
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
      call =
          conversations.reserve(
              caller.name(), server.plan().id(), caller.session(), request.tool());
      List<Fact> known = new ArrayList<>(calls);
      known.addAll(call.counters());
      return judgeTool(request.textsOfCalls(), known);
    } catch (UnreadableToolException unreadable) {
      return unreadable(unreadable);
    }
  }

  /** Another pack may govern tools where this one does not. */
  private @Nullable McpEnd judgeTool(BodyTexts texts, List<Fact> known) {
    if (governsTools) {
      return judge(Phase.TOOL, texts, known);
    }
    recording.unjudged(texts, known);
    return null;
  }

  private @Nullable McpEnd unreadable(UnreadableToolException unreadable) {
    if (!governsTools) {
      LOG.debug("what no rule could read of a tool is not captured", unreadable);
      return null;
    }
    draft.settle(Verdict.BLOCK, PolicyRefusals.UNREADABLE_TOOL, null);
    return refused(side.blocked(), PolicyRefusals.unreadable(unreadable, side, blockStatus));
  }

  /** Judges one phase and carries out its edits; the end of the exchange when it is refused. */
  private @Nullable McpEnd judge(Phase judged, BodyTexts texts, List<Fact> own) {
    PhaseDecision decision = review.lift(decide(judged, texts, own));
    draft.judged(decision, texts.segments());
    McpEnd unscannable = checkUnscannable(texts.unscanned());
    if (unscannable != null) {
      return unscannable;
    }
    return switch (decision.verdict()) {
      case BLOCK -> refused(side.blocked(), PolicyRefusals.of(decision, side, blockStatus));
      case ESCALATE -> escalated(decision);
      case ALLOW, REDACT -> {
        McpEnd unmaskable = edit(texts, decision);
        yield unmaskable == null ? checkRewritten(judged, texts, decision, own) : unmaskable;
      }
    };
  }

  /** As in every exchange; what is rewritten of a result is judged with all of the answer. */
  private @Nullable McpEnd checkRewritten(
      Phase judged, BodyTexts texts, PhaseDecision decision, List<Fact> own) {
    McpAnswer answered = held;
    boolean later = side == Side.ANSWER && judged == Phase.TOOL;
    if (later || !Rewritten.is(decision)) {
      return null;
    }
    BodyTexts now =
        side == Side.ANSWER && answered != null ? answered.texts() : request.editedTexts();
    PhaseDecision after = decide(judged == Phase.TOOL ? Phase.INPUT : judged, now, own);
    phase = judged;
    if (!new Rewritten(decision, texts.segments()).reveals(after, now.segments())) {
      return null;
    }
    draft.settle(Verdict.BLOCK, PolicyRefusals.REWRITTEN, after.decisivePolicy());
    return refused(
        side.blocked(), PolicyRefusals.rewritten(after.decisivePolicy(), side, blockStatus));
  }

  private McpEnd escalated(PhaseDecision decision) {
    McpAnswer answered = held;
    byte[] back = answered == null ? null : answered.canonical();
    Refusal refusal = PolicyRefusals.of(decision, side, blockStatus);
    return new McpEnd(
        Outcome.ESCALATED,
        status(refusal),
        refusal,
        null,
        null,
        review.pending(decision, program.plan(), back));
  }

  private PhaseDecision decide(Phase judged, BodyTexts texts, List<Fact> own) {
    phase = judged;
    List<Fact> known = new ArrayList<>(shared);
    known.addAll(own);
    return program.evaluate(
        new PhaseContent(judged, facts, texts.segments(), known, texts.unscanned(), references()));
  }

  /** An answer is held against what was asked. */
  private List<Segment> references() {
    return side == Side.ANSWER ? request.texts().segments() : List.of();
  }

  private @Nullable McpEnd checkUnscannable(List<Unscanned> parts) {
    if (parts.isEmpty()) {
      return null;
    }
    return switch (program.plan().gateway().onUnscannable()) {
      case ALLOW -> null;
      case FLAG -> {
        draft.tag("unscannable", parts.getFirst().reason());
        yield null;
      }
      case BLOCK -> {
        draft.settle(Verdict.BLOCK, PolicyRefusals.UNSCANNABLE, null);
        yield refused(
            side.blocked(), PolicyRefusals.unscannable(parts.getFirst(), side, blockStatus));
      }
    };
  }

  private @Nullable McpEnd edit(BodyTexts texts, PhaseDecision decision) {
    try {
      draft.transformed(texts.apply(decision.redactions()));
      return null;
    } catch (UnmaskableTextException unmaskable) {
      draft.settle(Verdict.BLOCK, PolicyRefusals.UNMASKABLE, unmaskable.policy());
      return refused(side.blocked(), PolicyRefusals.unmaskable(unmaskable, side, blockStatus));
    }
  }

  private McpEnd ask() {
    McpAnswer back = review.heldAnswer().flatMap(request::answerAgain).orElse(null);
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
              this::listen);
    } catch (ProviderException failed) {
      if (mayHaveArrived(failed.kind())) {
        made();
      }
      draft.asked(server.plan().id(), System.nanoTime() - start, null, failed.kind().word(), null);
      return refused(Outcome.UPSTREAM_ERROR, UpstreamRefusals.of(failed.kind()));
    }
    long nanos = System.nanoTime() - start;
    made();
    return read(reply, nanos);
  }

  /** What the server says of a call that is under way goes where its answer will go. */
  private void listen(JsonNode message) {
    made();
    side = Side.ANSWER;
    news.take(message);
    side = Side.REQUEST;
  }

  private static boolean mayHaveArrived(ProviderException.Kind kind) {
    return switch (kind) {
      case UNREACHABLE, NOT_SPOKEN, NO_SECRET -> false;
      case TIMEOUT, BROKEN, TOO_LARGE -> true;
    };
  }

  private void made() {
    if (call != null) {
      call.made();
    }
  }

  /** What a tool answered and was held back: the tool is not called a second time. */
  private McpEnd release(McpAnswer back) {
    if (!review.use()) {
      return unapproved(Standing.Why.USED);
    }
    draft.tag("released", "true");
    side = Side.ANSWER;
    McpEnd refused = judgeAnswer(back);
    return refused == null
        ? new McpEnd(Outcome.DELIVERED, OK, null, back.canonical(), null, null)
        : refused;
  }

  private McpEnd read(McpReply reply, long nanos) {
    String id = server.plan().id();
    int status = reply.status();
    if (status < 200 || status > 299) {
      draft.asked(id, nanos, status, "status_" + status, null);
      return refused(Outcome.UPSTREAM_ERROR, UpstreamRefusals.ofServer(status));
    }
    String session = reply.session();
    String kept = session != null && VISIBLE.matcher(session).matches() ? session : null;
    if (kept != null) {
      conversations.begun(caller.name(), id, kept);
    }
    if (!request.hasId()) {
      draft.asked(id, nanos, status, null, null);
      return new McpEnd(Outcome.DELIVERED, ACCEPTED, null, null, kept, null);
    }
    McpAnswer answer =
        reply.message() == null ? null : request.answer(reply.message()).orElse(null);
    if (answer == null) {
      draft.asked(id, nanos, status, "invalid_response", null);
      return refused(Outcome.UPSTREAM_ERROR, UpstreamRefusals.NO_MESSAGE);
    }
    draft.asked(id, nanos, status, null, null);
    side = Side.ANSWER;
    McpEnd refused = judgeAnswer(answer);
    return refused == null
        ? new McpEnd(Outcome.DELIVERED, OK, null, answer.canonical(), kept, null)
        : refused;
  }

  private @Nullable McpEnd judgeAnswer(McpAnswer answer) {
    held = answer;
    draft.transformed(answer.withoutOtherCapabilities());
    McpEnd refused = judge(Phase.INPUT, answer.texts(), List.of());
    if (refused == null) {
      refused = judgeResult(answer);
    }
    if (refused == null) {
      refused = judge(Phase.OUTPUT, answer.texts(), List.of());
    }
    if (refused == null) {
      new ListScreening(answer, draft, recording, new Parts()).run();
    }
    return refused;
  }

  private @Nullable McpEnd judgeResult(McpAnswer answer) {
    try {
      List<Fact> results = answer.results();
      results.forEach(this::count);
      return results.isEmpty() ? null : judgeTool(answer.textsOfResults(), results);
    } catch (UnreadableToolException unreadable) {
      return unreadable(unreadable);
    }
  }

  private void count(Fact result) {
    if (call != null && result.fields().get("text") instanceof Value.Text(String text)) {
      call.answered(text);
    }
  }

  private McpEnd refused(Outcome outcome, Refusal refusal) {
    return new McpEnd(outcome, status(refusal), refusal, null, null, null);
  }

  private int status(Refusal refusal) {
    boolean policy = refusal.type() == ErrorType.POLICY_VIOLATION;
    // WHY: an answer to a request is a message of the protocol, whatever it says; clients take
    // another HTTP status for trouble on the way and never read it.
    return policy && request.hasId() ? OK : refusal.status();
  }

  /** Parts are judged as the answer is that they belong to. */
  private final class Parts implements PartJudging {
    @Override
    public Optional<PhaseDecision> hides(Fact listed) {
      List<Fact> known = new ArrayList<>(shared);
      known.add(listed);
      return visibility.hides(facts, known);
    }

    @Override
    public Optional<PhaseDecision> falls(Phase judged, BodyTexts texts) {
      PhaseDecision decision = decide(judged, texts, List.of());
      draft.judged(decision, texts.segments());
      boolean passes =
          decision.verdict() != Verdict.BLOCK
              && decision.verdict() != Verdict.ESCALATE
              && edit(texts, decision) == null;
      return passes ? Optional.empty() : Optional.of(decision);
    }
  }
}
