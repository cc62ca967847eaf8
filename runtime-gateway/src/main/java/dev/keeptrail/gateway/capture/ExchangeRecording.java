package dev.keeptrail.gateway.capture;

import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.capture.CaptureJson;
import dev.keeptrail.engine.capture.CaptureMask;
import dev.keeptrail.engine.capture.CapturedDecision;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.capture.CapturedPhase.Masked;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.Counters;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.telemetry.Sketch;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.ledger.capture.CaptureKey;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps every phase that counts, and makes one exchange or capture of them at the end. */
final class ExchangeRecording implements Recording {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeRecording.class);

  private static final String TOO_LARGE = "too_large";
  private static final String TOO_MANY = "too_many_sensitive_values";
  private static final String FAILED = "failed";

  private final Captures captures;
  private final PolicyProgram program;
  private final List<CapturedPhase> phases = new ArrayList<>();
  private @Nullable PhaseContent lastContent;
  private @Nullable PhaseDecision lastDecision;

  ExchangeRecording(PolicyProgram watched, Captures captures) {
    this.captures = captures;
    this.program = new WatchedProgram(watched, this::evaluated);
  }

  @Override
  public PolicyProgram program() {
    return program;
  }

  private void evaluated(PhaseContent content, PhaseDecision decision) {
    lastContent = content;
    lastDecision = decision;
  }

  @Override
  public void judged(PhaseDecision decision, List<Segment> segments) {
    PhaseContent content = lastContent;
    if (content == null) {
      return;
    }
    // WHY: an answer that is judged while it comes is not evaluated as a whole by the program.
    PhaseContent judged =
        decision.equals(lastDecision)
            ? content
            : new PhaseContent(
                decision.phase(),
                content.request(),
                segments,
                content.facts(),
                decision.coverage().unscanned(),
                content.references());
    phases.add(
        new CapturedPhase(
            judged,
            captures.asked(decision.phase()),
            decision.findings(),
            List.of(),
            Masked.NOTHING,
            !decision.faults().isEmpty(),
            CapturedDecision.of(decision)));
  }

  @Override
  public void toolResults(ModelRequest request) {
    try {
      List<Fact> results = request.toolResults();
      if (!results.isEmpty()) {
        unjudged(request.textsOf(results), results);
      }
    } catch (UnreadableToolException unreadable) {
      LOG.debug("tool results that no rule could read are not captured", unreadable);
    }
  }

  @Override
  public void toolCalls(ModelRequest request, ModelAnswer answer) {
    try {
      List<Fact> calls = answer.toolCalls();
      if (!calls.isEmpty()) {
        List<Fact> known = new ArrayList<>(calls);
        known.add(Counters.fact(Counters.TOOL_RESULTS, request.toolResults().size()));
        unjudged(answer.textsOf(calls), known);
      }
    } catch (UnreadableToolException unreadable) {
      LOG.debug("tool calls that no rule could read are not captured", unreadable);
    }
  }

  @Override
  public void unjudged(BodyTexts texts, List<Fact> own) {
    PhaseContent content = lastContent;
    if (content == null) {
      return;
    }
    List<Fact> known = new ArrayList<>(content.facts().stream().filter(this::isShared).toList());
    known.addAll(own);
    phases.add(
        new CapturedPhase(
            new PhaseContent(
                Phase.TOOL, content.request(), texts.segments(), known, texts.unscanned()),
            List.of(),
            List.of(),
            List.of(),
            Masked.NOTHING,
            false,
            null));
  }

  private boolean isShared(Fact fact) {
    return fact.type() == FactType.IDENTITY
        || fact.type() == FactType.PROVIDER
        || fact.type() == FactType.CONVERSATION;
  }

  @Override
  public void finished(DecisionEvent event) {
    ExchangeTap tap = captures.tap();
    if (tap != null && !phases.isEmpty()) {
      captures.desk().leave(event, tap, new CapturedExchange(CaptureMode.FULL, phases));
    }
    if (captures.plan().mode() != CaptureMode.NONE) {
      keep(event);
    }
  }

  private void keep(DecisionEvent event) {
    String mode = captures.plan().mode().word();
    StoredCapture capture;
    try {
      capture = capture(event);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
      // The decision stands whatever becomes of its capture; the ledger says that there is none.
      LOG.error("event {} is not captured: {}", event.id(), Sketch.of(failure));
      capture = StoredCapture.omitted(mode, FAILED);
    }
    captures.desk().leave(event, capture);
  }

  private StoredCapture capture(DecisionEvent event) {
    CaptureMode mode = captures.plan().mode();
    long limit = captures.plan().maxKilobytes() * 1_024L;
    if (phases.isEmpty()) {
      return StoredCapture.omitted(mode.word(), FAILED);
    }
    if (characters() > limit) {
      return StoredCapture.omitted(mode.word(), TOO_LARGE);
    }
    var whole = new CapturedExchange(CaptureMode.FULL, phases);
    CapturedExchange kept =
        mode == CaptureMode.REDACTED ? CaptureMask.of(whole).orElse(null) : whole;
    if (kept == null) {
      return StoredCapture.omitted(mode.word(), TOO_MANY);
    }
    byte[] json = CaptureJson.write(kept).getBytes(StandardCharsets.UTF_8);
    if (json.length > limit) {
      return StoredCapture.omitted(mode.word(), TOO_LARGE);
    }
    CaptureKey key = captures.key();
    return key == null
        ? StoredCapture.open(mode.word(), json)
        : StoredCapture.sealed(mode.word(), json, key, event.id());
  }

  private long characters() {
    long characters = 0;
    for (CapturedPhase phase : phases) {
      for (Segment segment : phase.content().segments()) {
        characters += segment.text().length();
      }
    }
    return characters;
  }
}
