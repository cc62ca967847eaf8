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
import dev.keeptrail.gateway.body.ToolNames;
import dev.keeptrail.gateway.body.UnmaskableTextException;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.capture.Recording;
import dev.keeptrail.gateway.mcp.McpAnswer;
import dev.keeptrail.gateway.mcp.McpRequest;
import dev.keeptrail.gateway.opinion.Consultation;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges a message to an MCP server and what comes back, phase by phase, and carries out the edits.
 * Parts of an answer are judged as the answer is that they belong to. One use, one thread.
 */
final class McpJudge implements PartJudging {
  private static final Logger LOG = LoggerFactory.getLogger(McpJudge.class);

  private final EventDraft draft;
  private final Recording recording;
  private final PolicyProgram program;
  private final boolean governsTools;
  private final ToolVisibility visibility;
  private final McpRequest request;
  private final RequestFacts facts;
  private final List<Fact> shared;
  private final int blockStatus;
  private final Review review;
  private final Consultation judges;
  private @Nullable McpAnswer held;
  private Phase phase = Phase.INPUT;
  private Side side = Side.MCP_REQUEST;

  McpJudge(
      EventDraft draft,
      Recording recording,
      boolean governsTools,
      ToolVisibility visibility,
      ProviderPlan plan,
      McpRequest request,
      Claims claims,
      Review review,
      Consultation judges) {
    this.draft = draft;
    this.recording = recording;
    this.program = recording.program();
    this.governsTools = governsTools;
    this.visibility = visibility;
    this.request = request;
    this.review = review;
    this.judges = judges;
    this.blockStatus = program.plan().gateway().blockStatus();
    this.facts = new RequestFacts(McpRunner.NO_MODEL, plan.id(), "/mcp/" + plan.id(), false);
    this.shared =
        SharedFacts.of(
            claims, plan.id(), plan.provider(), McpRunner.NO_MODEL, plan.dataPolicy(), 0);
  }

  Phase phase() {
    return phase;
  }

  Side side() {
    return side;
  }

  /** Judges as that side from here on. */
  void face(Side other) {
    side = other;
  }

  /** What is put before a person where the answer escalates. */
  void hold(McpAnswer answered) {
    held = answered;
  }

  /** Judges one phase and carries out its edits; the end of the exchange when it is refused. */
  @Nullable McpEnd judge(Phase judged, BodyTexts texts, List<Fact> own) {
    PhaseDecision decision = review.lift(judges.decide(program, content(judged, texts, own)));
    draft.judged(decision, texts.segments());
    draft.consulted(judges);
    McpEnd unscannable = checkUnscannable(texts.unscanned());
    if (unscannable != null) {
      return unscannable;
    }
    return switch (decision.verdict()) {
      case BLOCK -> refused(PolicyRefusals.of(decision, side, blockStatus));
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
    boolean later = side == Side.MCP_ANSWER && judged == Phase.TOOL;
    if (later || !Rewritten.is(decision)) {
      return null;
    }
    BodyTexts now =
        side == Side.MCP_ANSWER && answered != null ? answered.texts() : request.editedTexts();
    PhaseDecision after = revealed(judged, texts, decision, own, now).orElse(null);
    if (after == null) {
      return null;
    }
    draft.settle(Verdict.BLOCK, PolicyRefusals.REWRITTEN, after.decisivePolicy());
    return refused(PolicyRefusals.rewritten(after.decisivePolicy(), side, blockStatus));
  }

  /** What policies decide on texts as they stand now, where rewriting made what they mind. */
  private Optional<PhaseDecision> revealed(
      Phase judged, BodyTexts texts, PhaseDecision decision, List<Fact> own, BodyTexts now) {
    PhaseDecision after = decide(judged == Phase.TOOL ? Phase.INPUT : judged, now, own);
    phase = judged;
    return new Rewritten(decision, texts.segments()).reveals(after, now.segments())
        ? Optional.of(after)
        : Optional.empty();
  }

  /** The same in the tool phase. Another pack may govern tools where this one does not. */
  @Nullable McpEnd judgeTool(BodyTexts texts, List<Fact> known) {
    if (governsTools) {
      return judge(Phase.TOOL, texts, known);
    }
    recording.unjudged(texts, known);
    return null;
  }

  /** The end of an exchange with a call or a result that somebody else might read differently. */
  @Nullable McpEnd unreadable(UnreadableToolException unreadable) {
    if (!governsTools) {
      LOG.debug("what no rule could read of a tool is not captured", unreadable);
      return null;
    }
    draft.settle(Verdict.BLOCK, PolicyRefusals.UNREADABLE_TOOL, null);
    return refused(PolicyRefusals.unreadable(unreadable, side, blockStatus));
  }

  @Override
  public Optional<PhaseDecision> hides(Fact listed) {
    List<Fact> known = new ArrayList<>(shared);
    known.add(listed);
    return visibility.hides(facts, known);
  }

  /** Whether policies refuse calls of which nothing but this is known, or have a person look. */
  boolean minds(List<Fact> calls) {
    if (!governsTools) {
      return false;
    }
    List<Fact> known = new ArrayList<>(shared);
    known.addAll(calls);
    Verdict verdict =
        program
            .evaluate(new PhaseContent(Phase.TOOL, facts, List.of(), known, List.of(), List.of()))
            .verdict();
    return verdict == Verdict.BLOCK || verdict == Verdict.ESCALATE;
  }

  @Override
  public Optional<Fall> unreadable(String name) {
    return governsTools && !name.isEmpty() && !ToolNames.isPlain(name)
        ? Optional.of(new Fall(PolicyRefusals.UNREADABLE_TOOL, null))
        : Optional.empty();
  }

  @Override
  public Optional<Fall> falls(Phase judged, Supplier<BodyTexts> part) {
    BodyTexts texts = part.get();
    PhaseDecision decision = decide(judged, texts, List.of());
    draft.judged(decision, texts.segments());
    if (decision.verdict() == Verdict.BLOCK || decision.verdict() == Verdict.ESCALATE) {
      return Optional.of(Fall.of(decision));
    }
    if (isUnscannable(texts)) {
      return Optional.of(new Fall(PolicyRefusals.UNSCANNABLE, null));
    }
    if (edit(texts, decision) != null) {
      return Optional.of(Fall.of(decision));
    }
    return Rewritten.is(decision)
        ? revealed(judged, texts, decision, List.of(), part.get())
            .map(after -> new Fall(PolicyRefusals.REWRITTEN, after.decisivePolicy()))
        : Optional.empty();
  }

  /** Whether a part is left out because nobody can look at something in it. */
  private boolean isUnscannable(BodyTexts part) {
    if (part.unscanned().isEmpty()) {
      return false;
    }
    return switch (program.plan().gateway().onUnscannable()) {
      case ALLOW -> false;
      case FLAG -> {
        draft.tag("unscannable", part.unscanned().getFirst().reason());
        yield false;
      }
      case BLOCK -> true;
    };
  }

  private PhaseDecision decide(Phase judged, BodyTexts texts, List<Fact> own) {
    return program.evaluate(content(judged, texts, own));
  }

  private PhaseContent content(Phase judged, BodyTexts texts, List<Fact> own) {
    phase = judged;
    List<Fact> known = new ArrayList<>(shared);
    known.addAll(own);
    known.addAll(judges.opinions());
    return new PhaseContent(
        judged, facts, texts.segments(), known, texts.unscanned(), references());
  }

  /** An answer is held against what was asked. */
  private List<Segment> references() {
    return side == Side.MCP_ANSWER ? request.texts().segments() : List.of();
  }

  private McpEnd escalated(PhaseDecision decision) {
    if (!review.hasPlace()) {
      draft.settle(Verdict.BLOCK, PolicyRefusals.NO_PLACE, decision.decisivePolicy());
      return refused(PolicyRefusals.noPlace(decision, side, blockStatus));
    }
    McpAnswer answered = held;
    byte[] back = answered == null ? null : answered.canonical();
    return McpEnd.escalated(
        request,
        PolicyRefusals.of(decision, side, blockStatus),
        review.pending(decision, program.plan(), back));
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
        yield refused(PolicyRefusals.unscannable(parts.getFirst(), side, blockStatus));
      }
    };
  }

  private @Nullable McpEnd edit(BodyTexts texts, PhaseDecision decision) {
    try {
      draft.transformed(texts.apply(decision.redactions()));
      return null;
    } catch (UnmaskableTextException unmaskable) {
      draft.settle(Verdict.BLOCK, PolicyRefusals.UNMASKABLE, unmaskable.policy());
      return refused(PolicyRefusals.unmaskable(unmaskable, side, blockStatus));
    }
  }

  private McpEnd refused(Refusal refusal) {
    return McpEnd.refused(request, side.blocked(), refusal);
  }
}
