package dev.keeptrail.benchmarks.decision;

import dev.keeptrail.benchmarks.Prose;
import dev.keeptrail.detectors.Detectors;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.Scanner;
import dev.keeptrail.detectors.View;
import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.chain.ScannerFactory;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The chain of {@code packs/audit-trail-example}, compiled and loaded the way the gateway does it,
 * and the contents it is measured on.
 */
public final class ExampleChain {
  /** A power of two, so that going round costs a mask. */
  static final int TEXTS = 64;

  private static final String PACK =
      """
      pack:
        name: audit-trail-example
        version: 1.0.0
        enabled: true
      providers:
        targets:
          - id: openai-primary
            provider: openai
            model: gpt-5.4-mini-mini
            secret_key_ref:
              env: OPENAI_API_KEY
      policies:
        chain:
          - prompt-injection
          - pii-detector
          - audit-logger
      policy:
        prompt-injection:
          response:
            action: block
        pii-detector:
          action: redact
          redaction:
            marker_format: label
        audit-logger: {}
      """;

  private ExampleChain() {}

  /** The plan; what does not compile is a mistake of this class. */
  public static PackPlan plan() {
    var compiled =
        new PackCompiler(PackSchemas.installed())
            .compileYaml(new SourceText("audit-trail-example", PACK));
    PackPlan plan = compiled.plan();
    if (plan == null) {
      throw new IllegalStateException("the example pack has errors: " + compiled.diagnostics());
    }
    return plan;
  }

  /** The plan on an engine, with scanners of the caller's choice. */
  public static PolicyProgram load(String engine, ScannerFactory scanners) {
    try {
      return PolicyEngines.named(engine, PolicyKinds.installed(), scanners)
          .load(plan(), new EngineOptions(FailMode.BLOCK, reference -> Optional.empty()));
    } catch (PlanLoadException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** The plan on an engine that does not scan, but is told what was found. */
  public static PolicyProgram rulesOnly(String engine, List<Finding> findings) {
    var prepared = new ScanResult(findings, List.of(), 0);
    return load(engine, (request, plugIns) -> segments -> prepared);
  }

  /** The scanner that the input phase of the chain asks for. */
  public static Scanner scanner() {
    List<ScanRequest> requests = new ArrayList<>();
    ScannerFactory recording =
        (request, plugIns) -> {
          requests.add(request);
          return Detectors.scanner(request);
        };
    load(PolicyEngines.DEFAULT, recording).close();
    // INVARIANT: a plan's phases are loaded in their own order, and input is the first.
    return Detectors.scanner(requests.getFirst());
  }

  /** A user message of one text in the input phase. */
  public static PhaseContent content(String text) {
    var location = new Location(Channel.CONTENT, "user", 0, "/messages/0/content");
    return new PhaseContent(
        Phase.INPUT,
        new RequestFacts("gpt-5.4-mini-mini", "openai-primary", "/v1/chat/completions", false),
        List.of(new Segment(location, text)),
        List.of());
  }

  /**
   * Prompt texts by the words that the benchmarks' parameters use. They are many, because a
   * processor that sees one text again and again learns its branches by heart.
   */
  public static List<String> texts(String kind, int length) {
    List<String> texts = new ArrayList<>();
    for (int seed = 1; seed <= TEXTS; seed++) {
      texts.add(
          switch (kind) {
            case "clean" -> Prose.clean(length, seed);
            case "personal" -> Prose.withPersonalValues(length, seed, 4);
            default -> throw new IllegalArgumentException("unknown text `" + kind + "`");
          });
    }
    return List.copyOf(texts);
  }

  /** So many prepared e-mail findings, as a scan would report them. */
  public static List<Finding> findings(int count) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      findings.add(
          new Finding(
              0,
              20 + 40 * i,
              40 + 40 * i,
              "pii.email",
              "EMAIL",
              0.99,
              Evidence.PATTERN,
              View.PLAIN,
              "email@1"));
    }
    return List.copyOf(findings);
  }
}
