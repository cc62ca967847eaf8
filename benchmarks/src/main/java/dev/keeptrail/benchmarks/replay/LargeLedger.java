package dev.keeptrail.benchmarks.replay;

import dev.keeptrail.benchmarks.Prose;
import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.capture.CaptureJson;
import dev.keeptrail.engine.capture.CaptureMask;
import dev.keeptrail.engine.capture.CapturedDecision;
import dev.keeptrail.engine.capture.CapturedExchange;
import dev.keeptrail.engine.capture.CapturedPhase;
import dev.keeptrail.engine.capture.CapturedPhase.Masked;
import dev.keeptrail.engine.capture.ScanKeys;
import dev.keeptrail.engine.chain.ChainLowering;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.CaptureMode;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.capture.StoredCapture;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Makes a ledger with many events, the first of them with captures of requests of 1 kB. The last
 * capture is of a user whom {@link #CANDIDATE} refuses; all others are decided alike.
 */
final class LargeLedger implements AutoCloseable {
  static final String RECORDED =
      """
      pack: {name: recorded, version: 1.0.0}
      providers: {targets: [{id: simulated, provider: simulated}]}
      policies: {chain: [prompt-injection, pii-detector, audit-logger]}
      policy:
        pii-detector: {action: redact}
      """;

  static final String CANDIDATE =
      """
      pack: {name: candidate, version: 1.1.0}
      providers: {targets: [{id: simulated, provider: simulated}]}
      policies: {chain: [prompt-injection, pii-detector, users, audit-logger]}
      policy:
        pii-detector: {action: redact}
        users:
          kind: rules
          on: [input]
          rules:
            - {name: last, when: 'identity(user == "last")', then: {block: users.last}}
      """;

  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final int DIFFERENT = 200;
  private static final int REQUEST_CHARACTERS = 1_000;
  private static final int PIECE = 4_096;
  private static final int WRITERS = 64;

  private final PolicyProgram program;
  private final Map<Phase, List<String>> asked = new EnumMap<>(Phase.class);

  private final CaptureMode mode;

  /**
   * @param mode what is kept of an exchange
   */
  LargeLedger(CaptureMode mode) throws PlanLoadException {
    this.mode = mode;
    var options = new EngineOptions(FailMode.BLOCK, _ -> Optional.empty());
    this.program = PolicyEngines.named(PolicyEngines.DEFAULT).load(plan(), options);
    new ChainLowering(PolicyKinds.installed())
        .lower(program.plan(), options.secrets())
        .forEach((phase, chain) -> asked.put(phase, ScanKeys.of(chain.scan())));
  }

  private static PackPlan plan() {
    PackPlan plan =
        new PackCompiler(PackSchemas.installed())
            .compileYaml(new SourceText("recorded.yaml", RECORDED))
            .plan();
    if (plan == null) {
      throw new IllegalStateException("a pack of ours has errors");
    }
    return plan;
  }

  void write(Path folder, int events, int captured)
      throws LedgerException, InterruptedException, ExecutionException {
    List<PhaseDecision> decisions = new ArrayList<>();
    List<byte[]> captures = new ArrayList<>();
    for (int i = 0; i < DIFFERENT; i++) {
      captures.add(capture("user" + i % 20, text(i), decisions));
    }
    byte[] last = capture("last", text(DIFFERENT), decisions);
    try (EventStore store = Ledgers.openForAppend(folder, Durability.BATCH);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int from = 0; from < events; from += PIECE) {
        List<Future<Long>> piece = new ArrayList<>();
        for (int i = from; i < Math.min(events, from + PIECE); i++) {
          boolean isLast = i == captured - 1;
          DecisionEvent event = event(i, decisions.get(isLast ? DIFFERENT : i % DIFFERENT));
          StoredCapture capture =
              i < captured
                  ? StoredCapture.open(mode.word(), isLast ? last : captures.get(i % DIFFERENT))
                  : null;
          if (isLast || i == captured) {
            // WHY: the last capture is to stand behind all others and before what has none.
            finish(piece);
          }
          piece.add(writers.submit(() -> store.append(event, capture)));
        }
        finish(piece);
      }
    }
  }

  private static void finish(List<Future<Long>> piece)
      throws InterruptedException, ExecutionException {
    for (Future<Long> append : piece) {
      append.get();
    }
    piece.clear();
  }

  private static String text(int number) {
    return number % 4 == 0
        ? Prose.withPersonalValues(REQUEST_CHARACTERS, number, 2)
        : Prose.clean(REQUEST_CHARACTERS, number);
  }

  /** Judges the exchange and adds its decision to the list. */
  private byte[] capture(String user, String text, List<PhaseDecision> decisions) {
    List<CapturedPhase> phases = new ArrayList<>();
    List<Segment> asking = List.of(segment("user", "/messages/0/content", text));
    PhaseDecision input = judge(Phase.INPUT, user, asking, List.of(), phases);
    if (input.verdict() == Verdict.ALLOW || input.verdict() == Verdict.REDACT) {
      List<Segment> answer =
          List.of(segment("assistant", "/choices/0/message/content", "This is done."));
      judge(Phase.OUTPUT, user, answer, asking, phases);
    }
    decisions.add(input);
    var full = new CapturedExchange(CaptureMode.FULL, phases);
    CapturedExchange kept = mode == CaptureMode.FULL ? full : CaptureMask.of(full).orElseThrow();
    return CaptureJson.write(kept).getBytes(StandardCharsets.UTF_8);
  }

  private PhaseDecision judge(
      Phase phase,
      String user,
      List<Segment> segments,
      List<Segment> references,
      List<CapturedPhase> phases) {
    var content =
        new PhaseContent(
            phase,
            new RequestFacts("gpt-5.4-mini", "simulated", "/v1/chat/completions", false),
            segments,
            List.of(new Fact(FactType.IDENTITY, "", Map.of("user", new Value.Text(user)))),
            List.of(),
            references);
    PhaseDecision decision = program.evaluate(content);
    phases.add(
        new CapturedPhase(
            content,
            asked.getOrDefault(phase, List.of()),
            decision.findings(),
            List.of(),
            Masked.NOTHING,
            false,
            CapturedDecision.of(decision)));
    return decision;
  }

  private static Segment segment(String role, String pointer, String text) {
    return new Segment(new Location(Channel.CONTENT, role, 0, pointer), text);
  }

  private DecisionEvent event(int number, PhaseDecision decisive) {
    var pack = program.plan().pack();
    boolean delivered = decisive.verdict() == Verdict.ALLOW || decisive.verdict() == Verdict.REDACT;
    return new DecisionEvent(
        "evt_%026d".formatted(number),
        START.plusMillis(number),
        decisive.verdict().word(),
        decisive.reasonCode(),
        "gpt-5.4-mini",
        "simulated",
        pack.version(),
        "req_" + number,
        null,
        "gateway",
        "/v1/chat/completions",
        false,
        new DecisionEvent.PackRef(pack.name(), pack.version(), program.planDigest(), true),
        decisive.decisivePolicy(),
        delivered ? DecisionEvent.Outcome.DELIVERED : DecisionEvent.Outcome.INPUT_BLOCKED,
        delivered ? 200 : 409,
        false,
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        new DecisionEvent.Latency(900, 0, 900));
  }

  @Override
  public void close() {
    program.close();
  }
}
