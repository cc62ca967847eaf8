package dev.keeptrail.gateway.exchange;

import dev.keeptrail.detectors.Finding;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.Coverage;
import dev.keeptrail.engine.decision.Fault;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.PolicyOutcome;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.pseudonym.Restoration;
import dev.keeptrail.gateway.body.FinishReasons;
import dev.keeptrail.gateway.body.ModelAnswer;
import dev.keeptrail.gateway.body.ModelRequest;
import dev.keeptrail.gateway.capture.Recording;
import dev.keeptrail.gateway.opinion.Consultation;
import dev.keeptrail.gateway.provider.Target;
import dev.keeptrail.gateway.telemetry.ProviderCall;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.rule.Assignee;
import dev.keeptrail.ledger.event.DecisionEvent;
import dev.keeptrail.ledger.event.DecisionEvent.Outcome;
import dev.keeptrail.ledger.event.DecisionEvent.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what an exchange's event will say, phase by phase. The verdict is that of the phase that
 * ranks highest, the first one on a tie. One use, one thread.
 */
final class EventDraft {
  /** The tag that says that the answer is one which was held back. */
  private static final String RELEASED = "released";

  static final String PASSED = "all_policies_passed";

  /** The tag that names the trace a request belongs to. */
  private static final String TRACE = "trace_id";

  private final List<DecisionEvent.PolicyResult> policyResults = new ArrayList<>();
  private final List<DecisionEvent.RecordedFinding> findings = new ArrayList<>();
  private final List<DecisionEvent.RecordedRedaction> redactions = new ArrayList<>();
  private final List<DecisionEvent.RecordedFault> faults = new ArrayList<>();
  private final List<DecisionEvent.PhaseCoverage> coverage = new ArrayList<>();
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final Map<String, String> marks = new LinkedHashMap<>();
  private final List<DecisionEvent.Attempt> attempts = new ArrayList<>();
  private final List<ProviderCall> calls = new ArrayList<>();
  private final boolean listsAttempts;
  private final @Nullable Recording recording;
  private Verdict verdict = Verdict.ALLOW;
  private String reasonCode = PASSED;
  private @Nullable String decisivePolicy;
  private boolean transformed;
  private boolean wentOut;
  private DecisionEvent.@Nullable Upstream upstream;
  private DecisionEvent.@Nullable Usage usage;
  private DecisionEvent.@Nullable Cost cost;
  private @Nullable String cache;
  private @Nullable String review;
  private @Nullable Assignee assignee;
  private List<DecisionEvent.RecordedRestoration> restorations = List.of();
  private long upstreamNanos;
  private long heldNanos;

  /**
   * @param listsAttempts whether the event lists each target that was asked
   * @param recording looks on; null where nothing is captured
   */
  EventDraft(boolean listsAttempts, @Nullable Recording recording) {
    this.listsAttempts = listsAttempts;
    this.recording = recording;
  }

  void judged(PhaseDecision decision, List<Segment> segments) {
    if (recording != null) {
      recording.judged(decision, segments);
    }
    String phase = decision.phase().word();
    boolean saysMore = reasonCode.equals(PASSED) && verdict == decision.verdict();
    if (decision.verdict().outranks(verdict) || saysMore) {
      settle(decision.verdict(), decision.reasonCode(), decision.decisivePolicy());
      assignee = decision.assignee();
    }
    decision.tags().forEach(tags::putIfAbsent);
    decision.policies().forEach(outcome -> policyResults.add(result(outcome)));
    decision.findings().forEach(finding -> findings.add(recorded(phase, finding, segments)));
    decision.redactions().stream()
        .filter(Redaction::recorded)
        .forEach(edit -> redactions.add(recorded(phase, edit, segments)));
    decision.faults().forEach(fault -> faults.add(recorded(phase, fault)));
    coverage.add(recorded(phase, decision.coverage()));
  }

  /** Overrules the phases: the gateway itself had to refuse. */
  void settle(Verdict settled, String reason, @Nullable String policy) {
    verdict = settled;
    reasonCode = reason;
    decisivePolicy = policy;
    assignee = null;
  }

  void faulted(String phase, String problem) {
    faults.add(new DecisionEvent.RecordedFault(phase, "", "gateway", problem));
    settle(Verdict.BLOCK, "gateway.fault", null);
  }

  /** Adds a tag of the gateway's own; one of a policy's by the same name counts more. */
  void tag(String name, String value) {
    marks.putIfAbsent(name, value);
  }

  /** Judges were asked, or would have been. */
  void consulted(Consultation judges) {
    judges.marks().forEach(this::tag);
    review = judges.returned().orElse(null);
  }

  /** What the caller is told of what a judge thinks; null for nothing. */
  @Nullable String review() {
    return review;
  }

  /** A part of the answer is with the caller already, and so is the status. */
  void wentOut() {
    wentOut = true;
    tag("delivery", "live");
  }

  /** The longest that a part of a streamed text waited, in nanoseconds. */
  void held(long nanos) {
    heldNanos = nanos;
  }

  void transformed(boolean changed) {
    transformed |= changed;
  }

  /** How often which originals came back; what they are is nobody's business here. */
  void restored(Restoration restoration) {
    if (restoration.isEmpty()) {
      return;
    }
    restorations =
        restoration.counts().entrySet().stream()
            .map(entry ->
                new DecisionEvent.RecordedRestoration(
                    entry.getKey().policy(), entry.getKey().category(), entry.getValue()))
            .toList();
    transformed |= !restorations.isEmpty();
  }

  /** What was asked for in the call that was made last, and how its answers ended. */
  void answered(ModelRequest request, ModelAnswer answer) {
    int choices = Math.max(1, request.tree().path("n").asInt(1));
    calls.add(calls.removeLast().answering(choices, FinishReasons.of(answer.tree())));
  }

  /** A target was asked. */
  void asked(
      Target target,
      long nanos,
      @Nullable Integer status,
      @Nullable String error,
      @Nullable String model) {
    called(target.id(), nanos, status, error);
    upstream = new DecisionEvent.Upstream(status, error, model, List.of(), target.isSimulated());
  }

  /** A server of tools was asked, which has no model. */
  void asked(String server, long nanos, @Nullable Integer status, @Nullable String error) {
    called(server, nanos, status, error);
    upstream = new DecisionEvent.Upstream(status, error, null);
  }

  private void called(String whom, long nanos, @Nullable Integer status, @Nullable String error) {
    upstreamNanos += nanos;
    calls.add(new ProviderCall(whom, status, error, System.nanoTime(), nanos));
    attempts.add(new DecisionEvent.Attempt(whom, status, error, nanos / 1_000));
  }

  /** A target was not asked; what was asked before counts more. */
  void passedOver(String target, String why) {
    attempts.add(new DecisionEvent.Attempt(target, null, why, 0));
    if (upstream == null) {
      upstream = new DecisionEvent.Upstream(null, why, null);
    }
  }

  private DecisionEvent.@Nullable Upstream upstream() {
    DecisionEvent.Upstream last = upstream;
    return last == null || !listsAttempts
        ? last
        : new DecisionEvent.Upstream(
            last.status(), last.error(), last.model(), attempts, last.simulated());
  }

  /** The answer was kept from an earlier exchange; nobody was asked. */
  void kept(DecisionEvent.Cost nothing) {
    cache = DecisionEvent.CACHE_HIT;
    cost = nothing;
  }

  /** The answer was held back for a person's review, and paid for then. */
  void released(DecisionEvent.Cost nothing) {
    tag(RELEASED, "true");
    cost = nothing;
  }

  void spent(DecisionEvent.@Nullable Usage counted, DecisionEvent.Cost priced) {
    usage = counted;
    cost = priced;
  }

  DecisionEvent finish(Stamp stamp, PolicyProgram program, Outcome outcome, int status) {
    DecisionEvent event = event(stamp, program, outcome, status);
    if (recording != null) {
      recording.finished(event);
    }
    return event;
  }

  private DecisionEvent event(Stamp stamp, PolicyProgram program, Outcome outcome, int status) {
    var pack = program.plan().pack();
    stamp.correlation().calls().addAll(calls);
    String traceId = stamp.correlation().traceId();
    if (traceId != null) {
      tag(TRACE, traceId);
    }
    long total = System.nanoTime() - stamp.correlation().startNanos();
    return new DecisionEvent(
        stamp.eventId(),
        stamp.timestamp(),
        verdict.word(),
        reasonCode,
        stamp.model(),
        stamp.provider(),
        pack.version(),
        stamp.correlation().requestId(),
        stamp.correlation().clientRequestId(),
        stamp.decider().gatewayId(),
        stamp.route(),
        stamp.stream(),
        new DecisionEvent.PackRef(
            pack.name(), pack.version(), program.planDigest(), pack.enabled()),
        decisivePolicy,
        outcome,
        wentOut ? 200 : status,
        transformed,
        !faults.isEmpty() || !pack.enabled(),
        policyResults,
        findings,
        redactions,
        faults,
        coverage,
        upstream(),
        usage,
        cost,
        new DecisionEvent.Latency(
            total / 1_000,
            upstreamNanos / 1_000,
            (total - upstreamNanos) / 1_000,
            heldNanos / 1_000),
        recordedTags(program.plan()),
        recorded(assignee),
        restorations,
        stamp.caller(),
        cache,
        stamp.decider().build());
  }

  private Map<String, String> recordedTags(PackPlan plan) {
    Map<String, String> recorded = RecordedTags.of(tags, plan);
    if (marks.isEmpty()) {
      return recorded;
    }
    Map<String, String> all = new LinkedHashMap<>(marks);
    all.putAll(recorded);
    return all;
  }

  private static DecisionEvent.@Nullable RecordedAssignee recorded(@Nullable Assignee named) {
    return named == null
        ? null
        : new DecisionEvent.RecordedAssignee(named.kind().word(), named.name());
  }

  private static DecisionEvent.PolicyResult result(PolicyOutcome outcome) {
    return new DecisionEvent.PolicyResult(
        outcome.policy(),
        outcome.kind(),
        outcome.phase().word(),
        outcome.mode().word(),
        outcome.status().word(),
        outcome.verdict().word(),
        outcome.action().word(),
        outcome.reasonCode(),
        outcome.rules(),
        outcome.findings().size());
  }

  private static DecisionEvent.RecordedFinding recorded(
      String phase, Finding finding, List<Segment> segments) {
    return new DecisionEvent.RecordedFinding(
        place(phase, segments.get(finding.segment()).location()),
        finding.start(),
        finding.end(),
        finding.category(),
        finding.score(),
        finding.evidence().word(),
        finding.view().word(),
        finding.detector());
  }

  private static DecisionEvent.RecordedRedaction recorded(
      String phase, Redaction edit, List<Segment> segments) {
    return new DecisionEvent.RecordedRedaction(
        place(phase, segments.get(edit.segment()).location()),
        edit.start(),
        edit.end(),
        edit.policy(),
        edit.category(),
        edit.format());
  }

  private static DecisionEvent.RecordedFault recorded(String phase, Fault fault) {
    return new DecisionEvent.RecordedFault(phase, fault.policy(), fault.source(), fault.problem());
  }

  private static DecisionEvent.PhaseCoverage recorded(String phase, Coverage covered) {
    return new DecisionEvent.PhaseCoverage(
        phase,
        covered.segments(),
        covered.characters(),
        covered.scannedCharacters(),
        covered.unscanned().stream()
            .map(part -> new DecisionEvent.UnscannedPart(part.pointer(), part.reason()))
            .toList());
  }

  private static Place place(String phase, Location location) {
    return new Place(phase, location.role(), location.channel().word(), location.pointer());
  }
}
