package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.View;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.redaction.HashKey;
import dev.keeptrail.engine.redaction.MarkerFormat;
import dev.keeptrail.engine.redaction.MarkerStyle;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Chains and contents small enough to collide often: few categories, short texts, many overlaps.
 */
public final class CaseGenerator {
  private static final List<String> CATEGORIES =
      List.of("pii", "pii.email", "pii.email.work", "pii2", "pci.card", "secret.key");
  private static final List<String> ROOTS =
      List.of("pii", "pii.email", "pii.email.work", "pci", "pci.card", "secret", "none");
  private static final List<String> LETTERS = List.of("a", "b", "@", "\uD83D\uDE00");
  private static final List<Double> SCORES = List.of(0.1, 0.5, 0.9);

  private static final int CONTENTS = 4;

  private final Random random;

  public CaseGenerator(Random random) {
    this.random = random;
  }

  /** One chain with several contents, so that a session can be asked whether it remembers. */
  public record Case(ChainSpec chain, List<PhaseInput> inputs) {
    public PhaseInput first() {
      return inputs.getFirst();
    }
  }

  public Case next() {
    ChainSpec chain = chain();
    return new Case(chain, list(CONTENTS, CONTENTS, ignored -> input()));
  }

  public ChainSpec chain() {
    return new ChainSpec(Phase.INPUT, list(0, 4, this::policy));
  }

  public PhaseInput input() {
    List<Segment> segments = list(0, 3, this::segment);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      int segment = i;
      int length = segments.get(i).text().length();
      if (length > 0) {
        findings.addAll(list(0, 4, ignored -> finding(segment, length)));
      }
    }
    findings.sort(
        Comparator.comparingInt(Finding::segment)
            .thenComparingInt(Finding::start)
            .thenComparingInt(Finding::end)
            .thenComparing(Finding::category)
            .thenComparing(Finding::detector));
    List<DetectorFault> faults = chance(10) ? list(1, 2, this::fault) : List.of();
    var request = new RequestFacts(pick("m1", "m2"), "p", "/r", random.nextBoolean());
    return new PhaseInput(
        new PhaseContent(Phase.INPUT, request, segments, List.of()),
        new ScanResult(findings, faults, 0),
        random.nextBoolean() ? FailMode.BLOCK : FailMode.ALLOW);
  }

  private Segment segment(int index) {
    var location =
        new Location(
            pick(Channel.CONTENT, Channel.TOOL_RESULT), pick("user", "tool"), index, "/" + index);
    return new Segment(location, String.join("", list(0, 8, ignored -> pick(LETTERS))));
  }

  private Finding finding(int segment, int length) {
    int start = random.nextInt(length);
    int end = start + 1 + random.nextInt(length - start);
    String category = pick(CATEGORIES);
    return new Finding(
        segment,
        start,
        end,
        category,
        category.toUpperCase(java.util.Locale.ROOT),
        pick(SCORES),
        pick(Evidence.PATTERN, Evidence.CHECKSUM),
        pick(View.PLAIN, View.BASE64),
        pick("d@1", "e@1"));
  }

  private DetectorFault fault(int index) {
    return new DetectorFault("d@1", index, Set.of(pick(CATEGORIES)), pick("Broken", "Slow"));
  }

  private PolicySpec policy(int index) {
    List<Rule> rules = list(0, 4, this::rule);
    var scan = new ScanRequest(Set.of(pick(ROOTS)), List.of(), List.of());
    PolicyMode mode = chance(25) ? PolicyMode.SHADOW : PolicyMode.ENFORCE;
    return new PolicySpec(
        "policy" + index,
        "kind-" + index,
        mode,
        new PolicyLowering(scan, rules, markers(), chance(50) ? "message " + index : null));
  }

  private MarkerStyle markers() {
    MarkerFormat format = pick(MarkerFormat.values());
    return new MarkerStyle(
        format,
        random.nextBoolean(),
        chance(20) ? Map.of("pii.email", "<\uD83D\uDE00>") : Map.of(),
        format == MarkerFormat.HASH ? HashKey.of("key") : null,
        random.nextBoolean());
  }

  private Rule rule(int index) {
    List<Condition> when = new ArrayList<>(list(0, 2, ignored -> condition()));
    Effect effect = effect(index);
    if (effect instanceof Effect.Redact) {
      when.add(Condition.match(FactType.FINDING, constraints(FactType.FINDING)));
    }
    return Rule.of("rule" + index, when, effect);
  }

  private Effect effect(int index) {
    String code = "kind.code" + index;
    return switch (random.nextInt(8)) {
      case 0 -> new Effect.Allow(code);
      case 1, 2 -> new Effect.Flag(code);
      case 3 -> new Effect.Block(code);
      case 4 -> new Effect.Escalate(code);
      default -> new Effect.Redact(code);
    };
  }

  private Condition condition() {
    FactType type = chance(20) ? FactType.REQUEST : FactType.FINDING;
    List<Constraint> constraints = constraints(type);
    return switch (random.nextInt(5)) {
      case 0 -> Condition.absent(type, constraints);
      case 1 -> Condition.countAtLeast(type, constraints, 1 + random.nextInt(3));
      default -> Condition.match(type, constraints);
    };
  }

  private List<Constraint> constraints(FactType type) {
    return switch (type) {
      case FINDING -> list(0, 2, ignored -> findingConstraint());
      case REQUEST -> list(0, 1, ignored -> requestConstraint());
      case MESSAGE, TOOL_CALL, TOOL_RESULT, IDENTITY, PROVIDER, USAGE, COUNTER, CONVERSATION ->
          throw new IllegalArgumentException("no such facts");
    };
  }

  private Constraint findingConstraint() {
    return switch (random.nextInt(8)) {
      case 0 -> new Constraint.Equal("category", pick(CATEGORIES));
      case 1 -> new Constraint.OneOf("view", some("plain", "base64"));
      case 2 -> new Constraint.NoneOf("channel", some("content", "tool_result"));
      case 3 -> new Constraint.AtLeast("score", pick(SCORES));
      case 4 -> new Constraint.OneOf("detector", some("d@1", "e@1"));
      case 5 -> new Constraint.NoneOf("role", some("user", "tool"));
      default -> new Constraint.Under("category", list(0, 3, ignored -> pick(ROOTS)));
    };
  }

  private Constraint requestConstraint() {
    return switch (random.nextInt(3)) {
      case 0 -> new Constraint.Equal("model", pick("m1", "m2"));
      default -> new Constraint.NoneOf("phase", some("output", "input"));
    };
  }

  private Set<String> some(String first, String second) {
    return switch (random.nextInt(4)) {
      case 0 -> Set.of();
      case 1 -> Set.of(first);
      case 2 -> Set.of(second);
      default -> Set.of(first, second);
    };
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> List<T> list(int min, int max, IntFunction<T> element) {
    int size = min + random.nextInt(max - min + 1);
    return IntStream.range(0, size).mapToObj(element).toList();
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
