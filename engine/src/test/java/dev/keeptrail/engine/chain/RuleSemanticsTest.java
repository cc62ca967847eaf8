package dev.keeptrail.engine.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.View;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.decision.Redaction;
import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.engine.drools.DroolsRunner;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.reference.ReferenceRunner;
import dev.keeptrail.engine.trace.TraceEvent;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Assignee;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What rules do beyond single expressions; every case runs on both engines. */
final class RuleSemanticsTest {
  private static final String TEXT = "write to bob@example.com now";
  private static final List<Constraint> SECRET = List.of(contains("bob@"));

  @Test
  void messagesShowWhatEarlierPoliciesLeft() {
    var mask = rule("mask", new Effect.Redact("p.mask"), match(FactType.FINDING));
    var look = rule("look", new Effect.Block("p.look"), Condition.match(FactType.MESSAGE, SECRET));
    assertThat(run(policy("first", mask), policy("second", look)).verdict())
        .isEqualTo(Verdict.REDACT);
    assertThat(run(policy("first", look), policy("second", mask)).verdict())
        .isEqualTo(Verdict.BLOCK);
    var shadow = policy("first", PolicyMode.SHADOW, mask);
    assertThat(run(shadow, policy("second", look)).verdict()).isEqualTo(Verdict.BLOCK);
  }

  @Test
  void anEditDoesNotWakeEarlierPolicies() {
    var none = rule("none", new Effect.Block("p.none"), Condition.absent(FactType.MESSAGE, SECRET));
    var mask = rule("mask", new Effect.Redact("p.mask"), match(FactType.FINDING));
    ChainResult result = run(policy("first", none), policy("second", mask));
    assertThat(result.verdict()).isEqualTo(Verdict.REDACT);
    assertThat(result.policies().getFirst().rules()).isEmpty();
  }

  @Test
  void aWholeMessageIsMaskedOrRewrittenAndHidesItsFindings() {
    var redact = new Effect.Redact(Template.of("p.whole"), List.of(0));
    ChainResult masked = run(policy("p", rule("whole", redact, match(FactType.MESSAGE))));
    assertThat(masked.redactions())
        .containsExactly(
            new Redaction(0, 0, TEXT.length(), "[MESSAGE]", "p", "message", "label", true));
    assertThat(masked.trace().events())
        .contains(
            new TraceEvent.RuleFired(
                "p", "whole", "redact", "p.whole", List.of(), List.of("message[0]")),
            new TraceEvent.FindingHidden("p", 0));
    var rewrite =
        new Effect.Rewrite(
            Template.of("p.whole"), List.of(0), template("was ", field(0, "role"), "'s"));
    assertThat(run(policy("p", rule("whole", rewrite, match(FactType.MESSAGE)))).redactions())
        .extracting(Redaction::marker, Redaction::format)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("was user's", "rewrite"));
  }

  @Test
  void aWholeMessageStandsForWhatAnEarlierPolicyMaskedInIt() {
    var mask = rule("mask", new Effect.Redact("p.mask"), match(FactType.FINDING));
    var whole =
        rule(
            "whole",
            new Effect.Rewrite(Template.of("p.whole"), List.of(0), Template.of("gone")),
            match(FactType.MESSAGE));
    assertThat(run(policy("first", mask), policy("second", whole)).redactions())
        .extracting(Redaction::marker)
        .containsExactly("gone");
  }

  @Test
  void aRewrittenFindingCarriesTheFirstFiringsReplacement() {
    var first =
        rule(
            "first",
            new Effect.Rewrite(
                Template.of("p.first"), List.of(), template("<", field(0, "category"), ">")),
            match(FactType.FINDING));
    var second = rule("second", new Effect.Redact("p.second"), match(FactType.FINDING));
    assertThat(run(policy("p", first, second)).redactions())
        .extracting(Redaction::marker)
        .containsExactly("<pii.email>");
  }

  @Test
  void theSameFactsFireOnceHoweverManyAlternativesTheyFit() {
    var any = new Alternative(List.of(match(FactType.FINDING)));
    var other =
        new Alternative(
            List.of(
                Condition.match(
                    FactType.FINDING, List.of(new Constraint.Under("category", List.of("pii"))))));
    var rule = new Rule("either", List.of(any, other, any), new Effect.Flag("p.either"), Map.of());
    assertThat(run(policy("p", rule)).trace().events())
        .filteredOn(TraceEvent.RuleFired.class::isInstance)
        .hasSize(1);
  }

  @Test
  void groupsJoinAndDoNotMultiplyFirings() {
    Pattern call = pattern(0, FactType.TOOL_CALL);
    Pattern finding = pattern(1, FactType.FINDING, new Constraint.Joined("call", 0, "id"));
    var exists =
        rule("exists", new Effect.Flag("p.e"), new Condition.Exists(List.of(call, finding)));
    var absent =
        rule("absent", new Effect.Flag("p.a"), new Condition.Absent(List.of(call, finding)));
    assertThat(run(policy("p", exists, absent)).policies().getFirst().rules())
        .containsExactly("exists");
  }

  @Test
  void theStrongestRulesFirstFiringSpeaks() {
    var weak =
        new Rule(
            "weak",
            List.of(new Alternative(List.of(match(FactType.TOOL_CALL)))),
            new Effect.Flag("p.weak"),
            Map.of("tool", template("", field(0, "name"), ""), "who", Template.of("weak")));
    var strong =
        new Rule(
            "strong",
            List.of(new Alternative(List.of(match(FactType.TOOL_CALL)))),
            new Effect.Escalate(
                template("p.strong.", field(1, "phase"), ""),
                template("ask for ", amount(0), ""),
                new Assignee(Assignee.Kind.TEAM, "treasury")),
            Map.of("who", Template.of("strong")));
    var both =
        new Rule(
            strong.name(),
            List.of(
                new Alternative(
                    List.of(
                        match(FactType.TOOL_CALL),
                        new Condition.Match(pattern(1, FactType.REQUEST))))),
            strong.then(),
            strong.tags());
    ChainResult result = run(policy("p", weak, both));
    assertThat(result.reasonCode()).isEqualTo("p.strong.tool");
    assertThat(result.message()).isEqualTo("ask for 20000");
    assertThat(result.assignee()).isEqualTo(new Assignee(Assignee.Kind.TEAM, "treasury"));
    assertThat(result.tags()).containsOnly(Map.entry("tool", "wire"), Map.entry("who", "weak"));
  }

  @Test
  void tagsOfShadowPoliciesStayTheirOwn() {
    var rule =
        new Rule(
            "tags",
            List.of(new Alternative(List.of(match(FactType.REQUEST)))),
            new Effect.Tag(Template.of("p.tags")),
            Map.of("a", Template.of("1")));
    ChainResult result = run(policy("p", PolicyMode.SHADOW, rule));
    assertThat(result.tags()).isEmpty();
    assertThat(result.policies().getFirst().tags()).containsEntry("a", "1");
  }

  @Test
  void templatesShowNoControlCharactersAndNoEndlessValues() {
    var shown =
        rule(
            "shown",
            new Effect.Block(Template.of("p.shown"), template("", member("long"), "|")),
            match(FactType.TOOL_CALL));
    assertThat(run(policy("p", shown)).message())
        .isEqualTo("\uFFFD[31m" + "x".repeat(195) + "\u2026|");
    var missing =
        rule(
            "missing",
            new Effect.Block(Template.of("p.missing"), template("", member("none"), "")),
            match(FactType.TOOL_CALL));
    assertThat(run(policy("p", missing)).message()).isEqualTo("(missing)");
  }

  @Test
  void joinsInsideAHugeArgumentEndInTime() {
    Value deep = new Value.Text("end");
    for (int i = 0; i < 5_000; i++) {
      deep = new Value.Sequence(List.of(deep));
    }
    List<Value> wide = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      wide.add(new Value.Decimal(i));
    }
    var call =
        new Fact(
            FactType.TOOL_CALL,
            "/calls/0",
            Map.of(
                "arguments",
                new Value.Mapping(Map.of("deep", deep, "wide", new Value.Sequence(wide)))));
    var sought = new Expr.In(new Expr.Literal(new Value.Decimal(-1)), member("wide"));
    var rule =
        rule(
            "huge",
            new Effect.Flag(Template.of("p.huge")),
            Condition.match(
                FactType.TOOL_CALL,
                List.of(
                    new Constraint.Test(new Expr.Not(sought)),
                    new Constraint.Test(new Expr.Present(member("deep"))))));
    var tagged =
        new Rule(
            rule.name(),
            rule.alternatives(),
            rule.then(),
            Map.of("d", template("", member("deep"), "")));
    ChainResult result = run(input(List.of(call)), policy("p", tagged));
    assertThat(result.tags().get("d")).startsWith("[[[[").hasSize(Template.MAX_VALUE + 1);
  }

  @Test
  void alternativesCountAgainstTheFiringLimitOnce() {
    var three =
        new Alternative(
            List.of(
                new Condition.Match(pattern(0, FactType.COUNTER)),
                new Condition.Match(pattern(1, FactType.COUNTER)),
                new Condition.Match(pattern(2, FactType.COUNTER))));
    var rule = new Rule("many", List.of(three, three), new Effect.Flag("p.many"), Map.of());
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      facts.add(new Fact(FactType.COUNTER, "", Map.of()));
    }
    assertThat(run(input(facts), policy("p", rule)).trace().events()).hasSize(40 * 40 * 40 + 3);
    for (int i = 0; i < 10; i++) {
      facts.add(new Fact(FactType.COUNTER, "", Map.of()));
    }
    assertThatThrownBy(() -> run(input(facts), policy("p", rule)))
        .isInstanceOf(FiringLimitException.class);
  }

  private static ChainResult run(PolicySpec... policies) {
    Map<String, Value> arguments =
        Map.of(
            "amount",
            new Value.Decimal(20_000),
            "long",
            new Value.Text("\u001B[31m" + "x".repeat(500)));
    return run(
        input(
            List.of(
                new Fact(
                    FactType.TOOL_CALL,
                    "/messages/0",
                    Map.of(
                        "id", new Value.Text("call_1"),
                        "name", new Value.Text("wire"),
                        "arguments", new Value.Mapping(arguments))))),
        policies);
  }

  private static ChainResult run(PhaseInput input, PolicySpec... policies) {
    var chain = new ChainSpec(Phase.TOOL, List.of(policies));
    ChainResult reference = new ReferenceRunner(chain).run(input);
    try (var drools = new DroolsRunner(chain)) {
      assertThat(drools.run(input)).isEqualTo(reference);
    }
    return reference;
  }

  private static PhaseInput input(List<Fact> facts) {
    var location = new Location(Channel.CONTENT, "user", 0, "/messages/0/content");
    var email =
        new Finding(0, 9, 24, "pii.email", "EMAIL", 0.9, Evidence.PATTERN, View.PLAIN, "email@1");
    return new PhaseInput(
        new PhaseContent(
            Phase.TOOL,
            new RequestFacts("m", "p", "/r", false),
            List.of(new Segment(location, TEXT)),
            facts,
            List.of()),
        new ScanResult(List.of(email), List.of(), 0),
        FailMode.BLOCK);
  }

  private static PolicySpec policy(String name, Rule... rules) {
    return policy(name, PolicyMode.ENFORCE, rules);
  }

  private static PolicySpec policy(String name, PolicyMode mode, Rule... rules) {
    return new PolicySpec(
        name, "rules", mode, PolicyLowering.of(ScanRequest.NOTHING, List.of(rules)));
  }

  private static Rule rule(String name, Effect effect, Condition... when) {
    return Rule.of(name, List.of(when), effect);
  }

  private static Condition match(FactType type) {
    return Condition.match(type, List.of());
  }

  private static Pattern pattern(int slot, FactType type, Constraint... constraints) {
    return new Pattern(slot, type, List.of(constraints));
  }

  private static Constraint contains(String part) {
    return new Constraint.Test(
        new Expr.Contains(field(0, "text"), new Expr.Literal(new Value.Text(part))));
  }

  private static Expr field(int slot, String name) {
    return new Expr.Field(slot, name, List.of());
  }

  private static Expr amount(int slot) {
    return new Expr.Field(slot, "arguments", List.of(new PathStep.Member("amount")));
  }

  private static Expr member(String name) {
    return new Expr.Field(0, "arguments", List.of(new PathStep.Member(name)));
  }

  private static Template template(String before, Expr value, String after) {
    return new Template(
        List.of(
            new Template.Part.Text(before),
            new Template.Part.Place(value),
            new Template.Part.Text(after)));
  }
}
