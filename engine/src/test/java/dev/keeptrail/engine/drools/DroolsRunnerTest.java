package dev.keeptrail.engine.drools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.Finding;
import dev.keeptrail.detectors.ScanRequest;
import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.detectors.View;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.Packs;
import dev.keeptrail.engine.chain.CaseGenerator;
import dev.keeptrail.engine.chain.ChainResult;
import dev.keeptrail.engine.chain.ChainRunner;
import dev.keeptrail.engine.chain.ChainSpec;
import dev.keeptrail.engine.chain.FiringLimitException;
import dev.keeptrail.engine.chain.JoinLimitException;
import dev.keeptrail.engine.chain.PhaseInput;
import dev.keeptrail.engine.chain.PolicySpec;
import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.engine.exchange.PhaseContent;
import dev.keeptrail.engine.exchange.RequestFacts;
import dev.keeptrail.engine.kind.PolicyLowering;
import dev.keeptrail.engine.reference.ReferenceRunner;
import dev.keeptrail.engine.trace.TraceEvent;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.rule.Arithmetic;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DroolsRunnerTest {
  private static final Condition ANY = Condition.match(FactType.FINDING, List.of());

  static List<Function<ChainSpec, ChainRunner>> engines() {
    return List.of(DroolsRunner::new, ReferenceRunner::new);
  }

  @Test
  void theOrderInWhichRulesAreLoadedMeansNothing() {
    for (int seed = 0; seed < 100; seed++) {
      var given = new CaseGenerator(new Random(seed)).next();
      List<org.drools.model.Rule> shuffled = new ArrayList<>(RuleBase.program(given.chain()));
      Collections.shuffle(shuffled, new Random(seed));
      try (var ordered = new DroolsRunner(given.chain());
          var other = new DroolsRunner(given.chain(), shuffled)) {
        assertThat(other.run(given.first()).toString())
            .isEqualTo(ordered.run(given.first()).toString());
      }
    }
  }

  @Test
  void repeatedRunsGiveTheSameBytes() {
    var given = new CaseGenerator(new Random(7)).next();
    try (var runner = new DroolsRunner(given.chain())) {
      String first = runner.run(given.first()).toString();
      for (int i = 0; i < 50; i++) {
        assertThat(runner.run(given.first()).toString()).isEqualTo(first);
      }
    }
  }

  @Test
  void manyVirtualThreadsShareOneProgram() throws Exception {
    var generator = new CaseGenerator(new Random(11));
    ChainSpec chain = generator.chain();
    List<PhaseInput> inputs =
        IntStream.range(0, 400).mapToObj(i -> generator.input(chain.phase())).toList();
    var reference = new ReferenceRunner(chain);
    try (var drools = new DroolsRunner(chain);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ChainResult>> results = new ArrayList<>();
      for (PhaseInput input : inputs) {
        results.add(threads.submit(() -> drools.run(input)));
      }
      for (int i = 0; i < inputs.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo(reference.run(inputs.get(i)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void tooManyFiringsFailAndLeaveTheProgramUsable(Function<ChainSpec, ChainRunner> engine) {
    var joins = Rule.of("joins", List.of(ANY, ANY, ANY), new Effect.Flag("k.flagged"));
    try (ChainRunner runner = engine.apply(chain(joins))) {
      assertThatThrownBy(() -> runner.run(input(50)))
          .isInstanceOf(FiringLimitException.class)
          .hasMessage("rules fired more than 100000 times");
      assertThat(runner.run(input(2)).trace().events()).hasSize(2 * 2 * 2 + 3);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void joinsWithoutALookupEndInTime(Function<ChainSpec, ChainRunner> engine) {
    var apart =
        new Expr.Compare(
            Comparison.LESS,
            new Expr.Calculate(
                Arithmetic.ADD, score(0), new Expr.Calculate(Arithmetic.ADD, score(1), score(2))),
            new Expr.Literal(new Value.Decimal(0)));
    var rule =
        Rule.of("apart", List.of(ANY, ANY, ANY, new Condition.Test(apart)), new Effect.Flag("k.f"));
    try (ChainRunner runner = engine.apply(chain(rule))) {
      assertThatThrownBy(() -> runner.run(input(400)))
          .isInstanceOf(JoinLimitException.class)
          .hasMessage("rules compared more than 20000000 combinations of facts");
      assertThat(runner.run(input(10)).reasonCode()).isEqualTo("all_policies_passed");
    }
  }

  private static Expr score(int slot) {
    return new Expr.Field(slot, "score", List.of());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aRuleFiresForEachCombinationInTheOrderOfItsFacts(Function<ChainSpec, ChainRunner> engine) {
    var pair = Rule.of("pair", List.of(ANY, ANY), new Effect.Flag("k.flagged"));
    try (ChainRunner runner = engine.apply(chain(pair))) {
      assertThat(runner.run(input(2)).trace().events())
          .filteredOn(TraceEvent.RuleFired.class::isInstance)
          .extracting(event -> ((TraceEvent.RuleFired) event).findings())
          .containsExactly(List.of(0), List.of(0, 1), List.of(0, 1), List.of(1));
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void countsAndNegations(Function<ChainSpec, ChainRunner> engine) {
    var email = List.<Constraint>of(new Constraint.Under("category", List.of("pii")));
    var many =
        Rule.of(
            "many",
            List.of(Condition.countAtLeast(FactType.FINDING, email, 3)),
            new Effect.Block("k.many"));
    var none =
        Rule.of(
            "none",
            List.of(Condition.absent(FactType.FINDING, email)),
            new Effect.Escalate("k.none"));
    try (ChainRunner runner = engine.apply(chain(many, none))) {
      assertThat(runner.run(input(3)).reasonCode()).isEqualTo("k.many");
      assertThat(runner.run(input(2)).reasonCode()).isEqualTo("all_policies_passed");
      assertThat(runner.run(input(0)).reasonCode()).isEqualTo("k.none");
    }
  }

  private static ChainSpec chain(Rule... rules) {
    var lowering = PolicyLowering.of(ScanRequest.NOTHING, List.of(rules));
    return new ChainSpec(
        Phase.INPUT, List.of(new PolicySpec("k", "k", PolicyMode.ENFORCE, lowering)));
  }

  private static PhaseInput input(int findings) {
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < findings; i++) {
      found.add(
          new Finding(
              0, i, i + 1, "pii.email", "EMAIL", 1, Evidence.PATTERN, View.PLAIN, "email@1"));
    }
    return new PhaseInput(
        new PhaseContent(
            Phase.INPUT,
            new RequestFacts("m", "p", "/r", false),
            List.of(Packs.segment(Channel.CONTENT, "x".repeat(Math.max(1, findings)))),
            List.of()),
        new ScanResult(found, List.of(), 0),
        FailMode.BLOCK);
  }
}
