package dev.keeptrail.engine.packtest;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.packtest.ChatBodies.UnservedBodyException;
import dev.keeptrail.engine.reference.RuleObserver;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.NotUtf8;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.testfile.Expectation;
import dev.keeptrail.language.testfile.TestCase;
import dev.keeptrail.language.testfile.TestReader;
import dev.keeptrail.language.tree.TextDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tests of a pack that are written down, read and held against its plan, so that what runs can
 * only fail for what was decided.
 *
 * @param cases tests whose input the gateway would serve, in the order in which they are written
 * @param problems what is wrong with the tests, in source order
 */
public record PackTests(List<ReadCase> cases, List<Diagnostic> problems) implements TestSet {
  public PackTests {
    cases = List.copyOf(cases);
    problems = List.copyOf(problems);
  }

  /** A test and the phases that its input reaches. */
  public record ReadCase(TestCase test, List<CaseInputs.PhaseInput> phases) {
    public ReadCase {
      phases = List.copyOf(phases);
    }
  }

  /**
   * Reads the tests of a pack without errors: those in the pack itself, then those of the files.
   *
   * @param files what came of reading each test file
   */
  public static PackTests read(
      CompiledPack pack, PackPlan plan, List<SourceReading> files, ChatBodies bodies) {
    var problems = new Problems();
    var reader = new TestReader(problems);
    pack.files().stream().limit(1).forEach(reader::readPack);
    files.forEach(file -> readFile(file, reader, problems));
    return check(reader.tests(), problems, plan, bodies);
  }

  /**
   * Holds tests that are read already against a plan.
   *
   * @param problems what was wrong with them so far
   */
  public static PackTests check(
      List<TestCase> tests, Problems problems, PackPlan plan, ChatBodies bodies) {
    List<ReadCase> cases = new ArrayList<>();
    var inputs = new CaseInputs(plan, bodies);
    for (TestCase test : tests) {
      checkNames(test, plan, problems);
      phases(test, inputs, problems).ifPresent(cases::add);
    }
    return new PackTests(cases, problems.sorted());
  }

  public boolean hasProblems() {
    return !problems.isEmpty();
  }

  @Override
  public List<TestCase> tests() {
    return cases.stream().map(ReadCase::test).toList();
  }

  @Override
  public boolean isKept() {
    return true;
  }

  @Override
  public TestBench load(CompiledPack pack, PackPlan plan, String engine, EngineOptions options)
      throws PlanLoadException {
    PolicyProgram program = PolicyEngines.named(engine).load(plan, options);
    return new TestSession(pack, plan, cases, program, options);
  }

  @Override
  public TestBench observed(
      CompiledPack pack, PackPlan plan, EngineOptions options, RuleObserver observer)
      throws PlanLoadException {
    PolicyProgram program = PolicyEngines.observed().load(plan, options, observer);
    return new TestSession(pack, plan, cases, program, options);
  }

  private static void readFile(SourceReading reading, TestReader reader, Problems problems) {
    switch (reading) {
      case SourceReading.Decoded decoded -> reader.readFile(decoded.source());
      case SourceReading.TooLarge large ->
          problems.add(
              DiagnosticCode.SOURCE_TOO_LARGE,
              Span.startOf(large.source()),
              "",
              "the file is too large to be read");
      case SourceReading.NotUtf8 invalid -> problems.add(NotUtf8.of(invalid.place()));
    }
  }

  private static Optional<ReadCase> phases(TestCase test, CaseInputs inputs, Problems problems) {
    try {
      Phase only = test.phase();
      if (only != null && !inputs.judgesItsTexts(test)) {
        problems.add(
            DiagnosticCode.INVALID_TEST_VALUE,
            test.span(),
            "phase",
            "only " + Quoted.word(only.word()) + " is judged, and the input has nothing of it",
            switch (only) {
              case INPUT -> "give a message, or leave the phase out";
              case TOOL -> "give a tool call or the result of one, or leave the phase out";
              case OUTPUT -> "give the answer of the model, or leave the phase out";
            });
      }
      return Optional.of(new ReadCase(test, inputs.phases(test)));
    } catch (UnservedBodyException unserved) {
      problems.add(
          DiagnosticCode.UNSERVED_TEST_BODY,
          BodyPlace.of(test, unserved.pointer()),
          unserved.pointer(),
          String.valueOf(unserved.getMessage()),
          "the gateway would refuse it before any policy is asked");
      return Optional.empty();
    }
  }

  private static void checkNames(TestCase test, PackPlan plan, Problems problems) {
    List<String> policies = plan.chain().stream().map(PolicyPlan::name).toList();
    Expectation expected = test.expected();
    if (expected.policy() != null) {
      checkPolicy(expected.policy(), policies, problems);
    }
    if (expected.redactions() instanceof Expectation.Redactions.Items items) {
      for (Expectation.Item item : items.items()) {
        if (item.policy() != null) {
          checkPolicy(new TextDecl(item.span(), item.policy()), policies, problems);
        }
      }
    }
    checkRules(expected.rules(), plan, problems);
    TextDecl target = test.target();
    List<String> targets = plan.providers().stream().map(ProviderPlan::id).toList();
    if (target != null && !targets.contains(target.value())) {
      problems.add(
          DiagnosticCode.UNKNOWN_TEST_TARGET,
          target.span(),
          "target",
          "the pack has no provider target " + Quoted.word(target.value()),
          near(target.value(), targets) + "targets: " + Quoted.words(targets));
    }
  }

  private static void checkPolicy(TextDecl named, List<String> policies, Problems problems) {
    if (!policies.contains(named.value())) {
      problems.add(
          DiagnosticCode.UNKNOWN_TEST_POLICY,
          named.span(),
          "expected.policy",
          "policy " + Quoted.word(named.value()) + " is not in the chain",
          near(named.value(), policies) + "the chain: " + Quoted.words(policies));
    }
  }

  /** Names of rules that kinds bring are the kinds' own business and stay unchecked. */
  private static void checkRules(
      Expectation.@Nullable Texts rules, PackPlan plan, Problems problems) {
    if (rules == null) {
      return;
    }
    List<String> known =
        plan.chain().stream()
            .flatMap(policy ->
                policy.rules().stream()
                    .flatMap(rule -> Stream.of(rule.name(), policy.name() + "." + rule.name())))
            .toList();
    for (String rule : rules.texts()) {
      boolean ofKind =
          plan.chain().stream()
              .anyMatch(p -> p.rules().isEmpty() && rule.startsWith(p.name() + "."));
      if (!ofKind && !known.contains(rule)) {
        problems.add(
            DiagnosticCode.UNKNOWN_TEST_RULE,
            rules.span(),
            "expected.rules",
            "the pack has no rule " + Quoted.word(rule),
            known.isEmpty()
                ? "no policy of the chain has rules of its author"
                : near(rule, known) + "rules: " + Quoted.words(known));
      }
    }
  }

  private static String near(String word, List<String> words) {
    return NearestWord.of(word, words)
        .map(near -> "did you mean " + Quoted.word(near) + "? ")
        .orElse("");
  }
}
