package dev.keeptrail.benchmarks.decision;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.View;
import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.Location;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.PackIdentity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanValue;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy of very many rules over requests, findings, tool calls and identities. Each starts with
 * an equality that can be looked up; of all rules four fire.
 */
public final class ThousandRules {
  public static final int RULES = 1_000;

  /** How many kinds of rules there are. */
  static final int SHAPES = 4;

  /** The tool, team and category that the content has; it is the same for each kind of rule. */
  static final int CHOSEN = 7;

  private ThousandRules() {}

  /** The plan, whose rules come out of a loop instead of a pack. */
  public static PackPlan plan() {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; rules.size() < RULES; i++) {
      rules.add(transfer(i));
      rules.add(leak(i));
      rules.add(team(i));
      rules.add(secret(i));
    }
    var policy =
        new PolicyPlan(
            "many", "rules", PolicyMode.ENFORCE, List.of(), PlanValue.Mapping.EMPTY, rules);
    return new PackPlan(
        new PackIdentity("many", "1.0.0", true, null),
        List.of(),
        List.of(policy),
        GatewayPlan.DEFAULT);
  }

  /** The plan on an engine that does not scan, but is told what was found. */
  public static PolicyProgram load(String engine, PackPlan plan) {
    var prepared = new ScanResult(findings(), List.of(), 0);
    try {
      return PolicyEngines.named(
              engine, PolicyKinds.installed(), (request, plugIns) -> segments -> prepared)
          .load(plan, new EngineOptions(FailMode.BLOCK, reference -> Optional.empty()));
    } catch (PlanLoadException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** Two tool calls of a team in the tool phase. */
  public static PhaseContent content() {
    return new PhaseContent(
        Phase.TOOL,
        new RequestFacts("gpt-5.4-mini-mini", "openai-primary", "/v1/chat/completions", false),
        List.of(segment(0), segment(1)),
        List.of(
            call(0, "tool_" + CHOSEN, 20_000),
            call(1, "lookup", 1),
            new Fact(
                FactType.IDENTITY,
                "",
                Map.of("user", text("bob"), "team", text("team_" + CHOSEN)))),
        List.of());
  }

  static List<Finding> findings() {
    return List.of(finding(0, "leak.kind_" + CHOSEN), finding(1, "secret.token"));
  }

  private static Rule transfer(int i) {
    var amount = new Expr.Field(0, "arguments", List.of(new PathStep.Member("amount")));
    var limit = new Expr.Literal(new Value.Decimal(10_000));
    return Rule.of(
        "transfer-" + i,
        List.of(
            Condition.match(
                FactType.TOOL_CALL,
                List.of(
                    new Constraint.Equal("name", "tool_" + i),
                    new Constraint.Test(new Expr.Compare(Comparison.MORE, amount, limit))))),
        new Effect.Escalate("many.transfer"));
  }

  private static Rule leak(int i) {
    var call =
        new Pattern(0, FactType.TOOL_CALL, List.of(new Constraint.Equal("name", "tool_" + i)));
    var finding =
        new Pattern(
            1,
            FactType.FINDING,
            List.of(
                new Constraint.Equal("category", "leak.kind_" + i),
                new Constraint.Joined("call", 0, "id")));
    return Rule.of(
        "leak-" + i,
        List.of(new Condition.Match(call), new Condition.Match(finding)),
        new Effect.Flag("many.leak"));
  }

  private static Rule team(int i) {
    return Rule.of(
        "team-" + i,
        List.of(
            Condition.match(FactType.IDENTITY, List.of(new Constraint.Equal("team", "team_" + i)))),
        new Effect.Flag("many.team"));
  }

  private static Rule secret(int i) {
    return Rule.of(
        "secret-" + i,
        List.of(
            Condition.match(
                FactType.FINDING,
                List.of(
                    new Constraint.Under("category", List.of("leak.kind_" + i)),
                    new Constraint.AtLeast("score", 0.5)))),
        new Effect.Redact("many.secret"));
  }

  private static Fact call(int index, String name, double amount) {
    return new Fact(
        FactType.TOOL_CALL,
        "/calls/" + index,
        Map.of(
            "id",
            text("call_" + index),
            "name",
            text(name),
            "arguments",
            new Value.Mapping(Map.of("amount", new Value.Decimal(amount))),
            "index",
            new Value.Decimal(index)));
  }

  private static Segment segment(int index) {
    return new Segment(
        new Location(Channel.TOOL_ARGUMENTS, "assistant", 0, "/calls/" + index + "/arguments"),
        "the arguments of a call, as they came");
  }

  private static Finding finding(int segment, String category) {
    return new Finding(
        segment, 4, 13, category, "LEAK", 0.9, Evidence.PATTERN, View.PLAIN, "pattern@1");
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }
}
