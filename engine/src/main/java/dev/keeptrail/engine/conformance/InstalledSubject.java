package dev.keeptrail.engine.conformance;

import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngine;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.PolicyProgram;
import dev.keeptrail.engine.decision.DecisionJson;
import dev.keeptrail.engine.decision.PhaseDecision;
import dev.keeptrail.engine.plugin.Embedders;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.engine.redaction.Redactions;
import dev.keeptrail.engine.trace.TraceJson;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The front-ends of this installation and one of its engines. */
public final class InstalledSubject implements Subject {
  private static final String TEST_SECRET = "a key for tests only";

  private final PolicyEngine engine;
  private final PackCompiler compiler = new PackCompiler(PackSchemas.installed());

  /**
   * @throws IllegalArgumentException when there is no engine of that name
   */
  public InstalledSubject(String engine) {
    this(PolicyEngines.named(engine));
  }

  public InstalledSubject(PolicyEngine engine) {
    this.engine = engine;
  }

  @Override
  public String name() {
    return engine.name();
  }

  @Override
  public boolean answers(Family family) {
    return true;
  }

  @Override
  public List<Answer> answer(ConformanceCase given) throws IOException, SubjectException {
    return switch (given.family()) {
      case LANGUAGE, EQUIVALENCE -> compiled(given);
      case TRACE -> decided(given);
    };
  }

  @Override
  public void close() {
    // Nothing is held between cases.
  }

  private List<Answer> compiled(ConformanceCase given) throws IOException {
    List<Answer> answers = new ArrayList<>();
    for (Path pack : given.packs()) {
      String from = given.packs().size() == 1 ? "" : String.valueOf(pack.getFileName());
      CompiledPack compiled = compiler.compileFiles(given.layers(pack));
      if (given.isAboutLint()) {
        new LintAnswers(compiler, given).add(pack, compiled, answers);
        continue;
      }
      answers.add(
          new Answer(
              ConformanceCase.DIAGNOSTICS,
              from,
              DiagnosticLines.of(compiled.diagnostics(), pack.toString())));
      PackPlan plan = compiled.plan();
      if (plan != null) {
        answers.add(new Answer(ConformanceCase.PLAN, from, PlanJson.pretty(plan) + "\n"));
      }
    }
    return answers;
  }

  private List<Answer> decided(ConformanceCase given) throws IOException, SubjectException {
    List<Answer> answers = new ArrayList<>();
    ContentJson content = content(given);
    try (PlugIns plugIns = CasePlugIns.open(given.folder())) {
      for (Path pack : given.packs()) {
        String from = given.packs().size() == 1 ? "" : String.valueOf(pack.getFileName());
        answers.addAll(decided(plan(pack, plugIns), from, content, plugIns));
      }
    }
    return answers;
  }

  private List<Answer> decided(PackPlan plan, String from, ContentJson content, PlugIns plugIns)
      throws SubjectException {
    PhaseDecision decision = decide(plan, content, plugIns);
    String pretty =
        DecisionJson.of(
            decision, Redactions.apply(content.phase().segments(), decision.redactions()));
    return List.of(
        new Answer(ConformanceCase.DECISION, from, pretty),
        new Answer(ConformanceCase.TRACE, from, TraceJson.of(decision.trace())));
  }

  /** The plan of a case's first pack. */
  public PackPlan plan(ConformanceCase given) throws IOException, SubjectException {
    try (PlugIns plugIns = CasePlugIns.open(given.folder())) {
      return plan(given.packs().getFirst(), plugIns);
    }
  }

  /**
   * Decision and trace that another plan comes to on the content of a trace case.
   *
   * @throws SubjectException also when the engine refuses the plan
   */
  public List<Answer> answer(ConformanceCase given, PackPlan plan)
      throws IOException, SubjectException {
    try (PlugIns plugIns = CasePlugIns.open(given.folder())) {
      return decided(plan, "", content(given), plugIns);
    }
  }

  static ContentJson content(ConformanceCase given) throws IOException, SubjectException {
    return ContentJson.read(
        given
            .text(ConformanceCase.CONTENT)
            .orElseThrow(() -> new SubjectException("the case has no " + ConformanceCase.CONTENT)));
  }

  PackPlan plan(Path pack, PlugIns plugIns) throws IOException, SubjectException {
    PackCompiler knowing =
        plugIns.all().isEmpty() ? compiler : new PackCompiler(PackSchemas.with(plugIns.all()));
    CompiledPack compiled = knowing.compileFile(pack);
    return Optional.ofNullable(compiled.plan())
        .orElseThrow(() ->
            new SubjectException(
                "the pack has errors:\n"
                    + DiagnosticLines.of(compiled.diagnostics(), pack.toString())));
  }

  PhaseDecision decide(PackPlan plan, ContentJson content, PlugIns plugIns)
      throws SubjectException {
    var options =
        new EngineOptions(content.failMode(), _ -> Optional.of(TEST_SECRET), plugIns.all())
            .withEmbedders(Embedders.of(new CaseEmbedder()));
    try (PolicyProgram program = engine.load(plan, options)) {
      return program.evaluate(content.phase());
    } catch (PlanLoadException e) {
      throw new SubjectException("the engine refuses the plan: " + e.getMessage());
    }
  }
}
