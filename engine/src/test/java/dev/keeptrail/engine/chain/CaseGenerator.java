package dev.keeptrail.engine.chain;

import dev.keeptrail.detectors.DetectorFault;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.View;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.redaction.HashKey;
import dev.keeptrail.engine.redaction.MarkerFormat;
import dev.keeptrail.engine.redaction.MarkerStyle;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Chains and contents small enough to collide often: few categories, short texts, many overlaps.
 */
public final class CaseGenerator {
  static final List<String> CATEGORIES =
      List.of("pii", "pii.email", "pii.email.work", "pii2", "pci.card", "secret.key");
  static final List<String> ROOTS =
      List.of("pii", "pii.email", "pii.email.work", "pci", "pci.card", "secret", "none");

  /** What fields of facts hold, and what rules ask for. */
  static final List<String> TEXTS =
      List.of(
          "a", "b", "ab", "id0", "id1", "m1", "m2", "p", "/r", "PII", "d@1", "plain", "pattern");

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
    return new Case(chain, list(CONTENTS, CONTENTS, ignored -> input(chain.phase())));
  }

  public ChainSpec chain() {
    return new ChainSpec(pick(Phase.values()), list(0, 4, this::policy));
  }

  public PhaseInput input(Phase phase) {
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
        new PhaseContent(phase, request, segments, facts(segments.size()), List.of()),
        new ScanResult(findings, faults, 0),
        random.nextBoolean() ? FailMode.BLOCK : FailMode.ALLOW);
  }

  private Segment segment(int index) {
    var location =
        new Location(
            pick(Channel.CONTENT, Channel.TOOL_RESULT),
            pick("user", "tool"),
            index,
            "/" + index + pick("", "/1", "/1/a"));
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
    List<Rule> rules = list(0, 4, new RuleGenerator(random)::rule);
    var scan = new ScanRequest(Set.of(pick(ROOTS)), List.of(), List.of());
    PolicyMode mode = chance(25) ? PolicyMode.SHADOW : PolicyMode.ENFORCE;
    return new PolicySpec(
        "policy" + index,
        chance(20) ? "rules" : "kind-" + index,
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

  private List<Fact> facts(int segments) {
    List<Fact> facts = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      facts.add(fact(FactType.TOOL_CALL, segments));
      facts.add(fact(FactType.TOOL_RESULT, segments));
    }
    for (FactType type :
        List.of(FactType.IDENTITY, FactType.PROVIDER, FactType.CONVERSATION, FactType.USAGE)) {
      if (chance(60)) {
        facts.add(fact(type, segments));
      }
    }
    facts.addAll(list(0, 2, ignored -> fact(FactType.COUNTER, segments)));
    return facts;
  }

  private Fact fact(FactType type, int segments) {
    Map<String, Value> fields = new LinkedHashMap<>();
    var exprs = new ExprGenerator(random, new TreeMap<>());
    for (FactField field : FactSchema.fields(type)) {
      if (chance(85)) {
        fields.put(
            field.name(),
            switch (field.type()) {
              case TEXT, CATEGORY -> new Value.Text(pick(TEXTS));
              case NUMBER -> new Value.Decimal(pick(0.0, -0.0, 0.5, 1.0, 2.0));
              case TRUTH -> new Value.Truth(random.nextBoolean());
              case TEXTS -> Value.Sequence.texts(list(0, 3, ignored -> pick(TEXTS)));
              case NUMBERS -> new Value.Sequence(List.of(new Value.Decimal(1)));
              case JSON -> exprs.value(3);
            });
      }
    }
    return new Fact(type, pick("", "/" + random.nextInt(segments + 1), "/0/1"), fields);
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
