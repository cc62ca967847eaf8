package dev.keeptrail.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.chain.CaseGenerator;
import dev.keeptrail.engine.chain.ChainSpec;
import dev.keeptrail.engine.chain.PhaseInput;
import dev.keeptrail.engine.chain.PolicySpec;
import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.reference.Observation.Answer;
import dev.keeptrail.engine.reference.Observation.Bound;
import dev.keeptrail.engine.reference.Observation.Compared;
import dev.keeptrail.engine.reference.Observation.FactName;
import dev.keeptrail.engine.reference.Observation.Outcome;
import dev.keeptrail.engine.reference.Observation.Place;
import dev.keeptrail.engine.reference.Observation.Reading;
import dev.keeptrail.engine.trace.TraceEvent;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RuleObserverTest {
  private static final List<PathStep> AMOUNT = List.of(new PathStep.Member("amount"));

  @Test
  void tellsWhichConstraintFailedFirstAndWithWhatValue() {
    var amount = new Expr.Field(0, "arguments", AMOUNT);
    var large = new Expr.Compare(Comparison.MORE, amount, new Expr.Literal(new Value.Decimal(100)));
    var rule =
        Rule.of(
            "large",
            List.of(
                Condition.match(
                    FactType.TOOL_CALL,
                    List.of(new Constraint.Equal("name", "wire"), new Constraint.Test(large))),
                Condition.countAtLeast(FactType.TOOL_CALL, List.of(), 5)),
            new Effect.Flag("p.large"));
    var call = new FactName(FactType.TOOL_CALL, 0);
    var other = new FactName(FactType.TOOL_CALL, 1);
    var bare = new FactName(FactType.TOOL_CALL, 2);
    var match = new Place("p", 0, 0, 0);
    var count = new Place("p", 0, 0, 1);
    var wire = new Value.Text("wire");
    List<Observation> seen = observe(rule, call(wire, 500), call(wire, 5), call(null, 5));
    assertThat(seen)
        .containsExactly(
            new Observation.PhaseEntered(Phase.TOOL),
            new Observation.PolicyEntered("p"),
            new Observation.RuleEntered("p", 0, "large"),
            new Observation.AlternativeEntered("p", 0, 0),
            new Observation.ConditionEntered(match, List.of()),
            new Observation.CandidateEntered(match, 0, call),
            answered(match, 0, call, Answer.TRUE, "name", List.of(), wire),
            answered(match, 1, call, Answer.TRUE, "arguments", AMOUNT, new Value.Decimal(500)),
            new Observation.CandidateFitted(match, 0, call),
            new Observation.ConditionEntered(count, List.of(new Bound(0, call))),
            new Observation.CandidateEntered(count, 0, call),
            new Observation.CandidateFitted(count, 0, call),
            new Observation.CandidateEntered(count, 0, other),
            new Observation.CandidateFitted(count, 0, other),
            new Observation.CandidateEntered(count, 0, bare),
            new Observation.CandidateFitted(count, 0, bare),
            new Observation.ConditionAnswered(
                count,
                Answer.FALSE,
                false,
                new Compared(
                    new Outcome.Known(new Value.Decimal(3)),
                    new Outcome.Known(new Value.Decimal(5)))),
            new Observation.CandidateEntered(match, 0, other),
            answered(match, 0, other, Answer.TRUE, "name", List.of(), wire),
            answered(match, 1, other, Answer.FALSE, "arguments", AMOUNT, new Value.Decimal(5)),
            new Observation.CandidateEntered(match, 0, bare),
            answered(match, 0, bare, Answer.MISSING, "name", List.of(), null),
            new Observation.ConditionAnswered(match, Answer.TRUE, true, null),
            new Observation.PolicyLeft("p"));
  }

  @Test
  void whatIsObservedIsWhatIsDecided() {
    for (int seed = 0; seed < 200; seed++) {
      var given = new CaseGenerator(new Random(seed)).next();
      List<Observation> seen = new ArrayList<>();
      var watched = new ReferenceRunner(given.chain(), seen::add).run(given.first());
      assertThat(watched).isEqualTo(new ReferenceRunner(given.chain()).run(given.first()));
      assertThat(seen.stream().filter(Observation.RuleFired.class::isInstance).count())
          .isEqualTo(
              watched.trace().events().stream()
                  .filter(TraceEvent.RuleFired.class::isInstance)
                  .count());
    }
  }

  private static Observation answered(
      Place place,
      int constraint,
      FactName fact,
      Answer answer,
      String field,
      List<PathStep> path,
      @Nullable Value value) {
    return new Observation.ConstraintAnswered(
        place,
        0,
        constraint,
        fact,
        answer,
        answer == Answer.TRUE,
        List.of(new Reading(fact, 0, field, path, value)));
  }

  private static List<Observation> observe(Rule rule, Fact... facts) {
    var lowering = PolicyLowering.of(ScanRequest.NOTHING, List.of(rule));
    var chain =
        new ChainSpec(
            Phase.TOOL, List.of(new PolicySpec("p", "rules", PolicyMode.ENFORCE, lowering)));
    List<Observation> seen = new ArrayList<>();
    var content =
        new PhaseContent(
            Phase.TOOL,
            new RequestFacts("m", "p", "/r", false),
            List.of(),
            List.of(facts),
            List.of());
    new ReferenceRunner(chain, seen::add)
        .run(new PhaseInput(content, ScanResult.NONE, FailMode.BLOCK));
    return seen;
  }

  private static Fact call(@Nullable Value name, double amount) {
    var arguments = new Value.Mapping(Map.of("amount", new Value.Decimal(amount)));
    return new Fact(
        FactType.TOOL_CALL,
        "",
        name == null
            ? Map.of("arguments", arguments)
            : Map.of("name", name, "arguments", arguments));
  }
}
