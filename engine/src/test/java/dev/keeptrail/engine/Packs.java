package dev.keeptrail.engine;

import dev.keeptrail.engine.chain.ScannerFactory;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.engine.redaction.Redactions;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.SecretRef;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;

/** A pack under test, judged by both engines at once: whatever they disagree on fails the test. */
public final class Packs {
  private final List<PolicyPlan> chain = new ArrayList<>();
  private ScannerFactory detectors = FakeDetectors.usual();
  private FailMode failMode = FailMode.BLOCK;
  private boolean enabled = true;

  public static Packs chain() {
    return new Packs();
  }

  /** Adds an enforced policy; settings alternate dotted paths and values. */
  public Packs with(String kind, Object... settings) {
    chain.add(new PolicyPlan(kind, kind, PolicyMode.ENFORCE, mapping(settings)));
    return this;
  }

  public Packs shadow(String kind, Object... settings) {
    chain.add(new PolicyPlan(kind, kind, PolicyMode.SHADOW, mapping(settings)));
    return this;
  }

  public Packs detectors(ScannerFactory factory) {
    detectors = factory;
    return this;
  }

  public Packs failMode(FailMode mode) {
    failMode = mode;
    return this;
  }

  public Packs disabled() {
    enabled = false;
    return this;
  }

  public PackPlan plan() {
    return new PackPlan(
        new PackIdentity("test", "1.0.0", enabled, null), List.of(), chain, GatewayPlan.DEFAULT);
  }

  public PolicyProgram load(String engine) throws PlanLoadException {
    return PolicyEngines.named(engine, PolicyKinds.installed(), detectors)
        .load(plan(), new EngineOptions(failMode, Packs::secret));
  }

  /** What both engines make of one user message. */
  public PhaseDecision judge(String text) {
    return judge(Phase.INPUT, segment(Channel.CONTENT, text));
  }

  public PhaseDecision judge(Phase phase, Segment... segments) {
    var content =
        new PhaseContent(
            phase,
            new RequestFacts("gpt", "simulated", "/v1/chat/completions", false),
            List.of(segments),
            List.of());
    return judge(content);
  }

  public PhaseDecision judge(PhaseContent content) {
    try (var drools = load("drools");
        var reference = load("reference")) {
      PhaseDecision decision = drools.evaluate(content);
      Assertions.assertThat(decision).isEqualTo(reference.evaluate(content));
      return decision;
    } catch (PlanLoadException e) {
      throw new AssertionError(e);
    }
  }

  /** The user message as it goes on. */
  public String edit(String text) {
    List<Segment> segments = List.of(segment(Channel.CONTENT, text));
    PhaseDecision decision = judge(Phase.INPUT, segments.getFirst());
    return Redactions.apply(segments, decision.redactions()).getFirst().text();
  }

  public static Segment segment(Channel channel, String text) {
    return new Segment(new Location(channel, "user", 0, "/messages/0/content"), text);
  }

  private static Optional<String> secret(SecretRef ref) {
    return ref.equals(new SecretRef.Env("REDACTION_KEY")) ? Optional.of("k") : Optional.empty();
  }

  private static PlanValue.Mapping mapping(Object... settings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      put(tree, (String) settings[i], settings[i + 1]);
    }
    return (PlanValue.Mapping) value(tree);
  }

  @SuppressWarnings("unchecked")
  private static void put(Map<String, Object> tree, String path, Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      tree.put(path, value);
    } else {
      var nested =
          (Map<String, Object>)
              tree.computeIfAbsent(
                  path.substring(0, dot), ignored -> new LinkedHashMap<String, Object>());
      put(nested, path.substring(dot + 1), value);
    }
  }

  private static PlanValue value(Object value) {
    return switch (value) {
      case PlanValue plan -> plan;
      case String text -> new PlanValue.Text(text);
      case Boolean bool -> new PlanValue.Bool(bool);
      case Integer number -> new PlanValue.Int(number);
      case Double number -> new PlanValue.Decimal(number);
      case SecretRef ref -> new PlanValue.Secret(ref);
      case List<?> items ->
          new PlanValue.Sequence(items.stream().<PlanValue>map(Packs::value).toList());
      case Map<?, ?> entries -> {
        Map<String, PlanValue> values = new LinkedHashMap<>();
        entries.forEach((key, item) -> values.put((String) key, value(item)));
        yield new PlanValue.Mapping(values);
      }
      default -> throw new IllegalArgumentException("no plan value: " + value);
    };
  }
}
