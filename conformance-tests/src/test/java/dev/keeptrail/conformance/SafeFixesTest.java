package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.conformance.CasePlugIns;
import dev.keeptrail.engine.conformance.ConformanceCase;
import dev.keeptrail.engine.conformance.SubjectException;
import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.lint.FixRun;
import dev.keeptrail.language.lint.LintOptions;
import dev.keeptrail.language.lint.Linter;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.resolve.SourceFiles;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** `--fix` over every pack of the suite: nobody's decisions change behind their back. */
final class SafeFixesTest {
  /** Fixes that say the same in another way, so that the plan is another one. */
  private static final Set<DiagnosticCode> ANOTHER_PLAN =
      EnumSet.of(
          DiagnosticCode.AUDIT_LOGGER_NOT_LAST,
          DiagnosticCode.COVERED_TERM,
          DiagnosticCode.GLOB_WITHOUT_WILDCARD,
          DiagnosticCode.NO_AUDIT_LOGGER,
          DiagnosticCode.PATTERN_IS_TEXT,
          DiagnosticCode.REDUNDANT_ROOT,
          DiagnosticCode.REPEATED_ENTRY,
          DiagnosticCode.REPEATED_OPERAND);

  /** Those of them that change more than what is recorded. */
  private static final Set<DiagnosticCode> ANOTHER_CHAIN = EnumSet.copyOf(ANOTHER_PLAN);

  static {
    ANOTHER_CHAIN.remove(DiagnosticCode.AUDIT_LOGGER_NOT_LAST);
    ANOTHER_CHAIN.remove(DiagnosticCode.NO_AUDIT_LOGGER);
  }

  @TestFactory
  Stream<DynamicTest> everyPack() throws IOException {
    try (Stream<Path> files = Files.walk(Repository.cases())) {
      return files.filter(SafeFixesTest::isPack).sorted().toList().stream()
          .map(pack ->
              DynamicTest.dynamicTest(
                  Repository.cases().relativize(pack).toString(), () -> check(pack)));
    }
  }

  private void check(Path file) throws IOException, PlanLoadException, SubjectException {
    try (PlugIns plugIns = CasePlugIns.open(Objects.requireNonNull(file.getParent()))) {
      check(file, new PackCompiler(PackSchemas.with(plugIns.all())), plugIns);
    }
  }

  private static void check(Path file, PackCompiler compiler, PlugIns plugIns)
      throws IOException, PlanLoadException {
    CompiledPack before = compiler.compile(SourceReader.read(file), SourceFiles.onDisk());
    PackPlan plan = before.plan();
    if (plan == null) {
      return;
    }
    var options = new LintOptions(LintOptions.TestsBeside.NONE);
    var outcome =
        new FixRun(
                text -> compiler.compile(new SourceReading.Decoded(text), SourceFiles.onDisk()),
                new Linter(compiler.schema()),
                options)
            .run(before);
    PackPlan mended = Objects.requireNonNull(outcome.pack().plan(), "the mended pack has no plan");
    List<DiagnosticCode> fixes = outcome.applied().stream().map(Diagnostic::code).toList();
    if (fixes.stream().noneMatch(ANOTHER_PLAN::contains)) {
      assertThat(PlanDigest.of(mended)).isEqualTo(PlanDigest.of(plan));
    } else if (fixes.stream().noneMatch(ANOTHER_CHAIN::contains)) {
      // WHY: what only records decides nothing, and most packs of the suite get one.
      assertThat(PlanDigest.of(withoutRecording(mended)))
          .isEqualTo(PlanDigest.of(withoutRecording(plan)));
    } else {
      SameDecisions.require(plan, mended, Files.readString(file), plugIns);
    }
  }

  private static PackPlan withoutRecording(PackPlan plan) {
    List<PolicyPlan> chain =
        plan.chain().stream().filter(policy -> !policy.kind().equals("audit-logger")).toList();
    return new PackPlan(plan.pack(), plan.providers(), chain, plan.gateway());
  }

  private static boolean isPack(Path file) {
    return file.endsWith(ConformanceCase.TEXT_PACK) || file.endsWith(ConformanceCase.YAML_PACK);
  }
}
