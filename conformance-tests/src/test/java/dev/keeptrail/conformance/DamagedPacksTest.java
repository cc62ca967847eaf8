package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.keeptrail.detectors.ScanResult;
import dev.keeptrail.engine.EngineOptions;
import dev.keeptrail.engine.FailMode;
import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.PlanLoadException;
import dev.keeptrail.engine.PolicyEngines;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.PackConverter;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.diff.PlanDiff;
import dev.keeptrail.language.editor.PackAnalysis;
import dev.keeptrail.language.editor.PackWorkspace;
import dev.keeptrail.language.effective.EffectiveConfig;
import dev.keeptrail.language.lint.FixRun;
import dev.keeptrail.language.lint.LintOptions;
import dev.keeptrail.language.lint.Linter;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.plan.PlanFormatException;
import dev.keeptrail.language.plan.PlanJson;
import dev.keeptrail.language.plan.PlanReader;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.PackFile.Syntax;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever becomes of a pack: an answer in the file, soon, and all that is said of it agrees.
 * {@code -Dkeeptrail.damaged=200000} tries more packs, {@code -Dkeeptrail.damaged.seed} others.
 */
final class DamagedPacksTest {
  private static final int COUNT = Integer.getInteger("keeptrail.damaged", 1_000);
  private static final long SEED = Long.getLong("keeptrail.damaged.seed", 1);

  /** WHY: only what never ends takes as long on a busy machine. */
  private static final Duration ENDS = Duration.ofSeconds(60);

  private static final PackCompiler COMPILER = new PackCompiler(PackSchemas.installed());
  private static final Linter LINTER = new Linter(COMPILER.schema());

  private static final ScanResult NOTHING_FOUND = new ScanResult(List.of(), List.of(), 0);

  /** What a plan can lack here without a fault in it. */
  private static final List<String> NOT_INSTALLED =
      List.of("no detector reports `plugin", "KEEPTRAIL_PLUGINS");

  @ParameterizedTest
  @ValueSource(strings = {"pack", "yaml"})
  void everythingAgreesAboutEachOfThem(String ending) throws IOException {
    List<String> sources = sources(ending);
    assertThat(sources).hasSizeGreaterThan(200);
    for (long seed = SEED; seed < SEED + COUNT; seed++) {
      String text = new SourceMutator(seed, sources).next();
      try {
        assertTimeoutPreemptively(ENDS, () -> check("damaged." + ending, text));
      } catch (AssertionError | RuntimeException problem) {
        throw new AssertionError("seed " + seed + ", " + ending + ":\n" + text, problem);
      }
    }
  }

  private static void check(String name, String text) throws PlanFormatException {
    SourceReading reading = SourceReader.decode(name, text.getBytes(StandardCharsets.UTF_8));
    CompiledPack pack = COMPILER.compile(reading);
    List<Diagnostic> problems = LINTER.lint(pack, LintOptions.DEFAULT).diagnostics();
    problems.forEach(DamagedPacksTest::isInFile);
    assertThat(new FrameRenderer(false).render(problems)).isNotNull();
    PackPlan plan = pack.plan();
    assertThat(plan == null).isEqualTo(pack.hasErrors());
    formats(name, pack);
    if (plan != null) {
      converts(pack);
      isReadBack(plan);
      assertThat(PlanDiff.between(plan, plan).changes()).isEmpty();
      assertThat(EffectiveConfig.of(pack, COMPILER.schema())).isNotEmpty();
      assertThat(loads(plan)).isEmpty();
      var mended = new FixRun(DamagedPacksTest::compile, LINTER, LintOptions.DEFAULT).run(pack);
      assertThat(mended.pack().hasErrors()).isFalse();
    }
  }

  private static void isInFile(Diagnostic problem) {
    Span place = problem.span();
    int length = place.source().text().length();
    assertThat(place.offset()).as(problem.toString()).isLessThanOrEqualTo(length);
    assertThat(place.end()).as(problem.toString()).isLessThanOrEqualTo(length + 1);
    assertThat(problem.message()).isNotBlank().doesNotContain("\n");
  }

  /** As an editor does it, in both notations. */
  private static void formats(String name, CompiledPack pack) {
    if (pack.layers().isEmpty()) {
      return;
    }
    Optional<String> once = formatted(name, pack.layers().getFirst().text());
    if (once.isPresent()) {
      CompiledPack after = compile(new SourceText(name, once.get()));
      assertThat(digest(after)).isEqualTo(digest(pack));
      assertThat(formatted(name, once.get())).isEqualTo(once);
    }
  }

  private static Optional<String> formatted(String name, String text) {
    var workspace = new PackWorkspace(COMPILER);
    workspace.put(name, text);
    return workspace.analysis(name).flatMap(PackAnalysis::formatted);
  }

  private static void converts(CompiledPack pack) {
    boolean toText = pack.files().getFirst().syntax() == Syntax.YAML;
    if (!toText || PackConverter.nothingInTests(pack.files().getFirst()).isEmpty()) {
      Syntax other = toText ? Syntax.TEXT : Syntax.YAML;
      String name = toText ? "converted.pack" : "converted.yaml";
      assertThat(PackConverter.convert(pack, other, name, DamagedPacksTest::compile)).isNotBlank();
    }
  }

  private static void isReadBack(PackPlan plan) throws PlanFormatException {
    String canonical = PlanJson.canonical(plan);
    PackPlan back = PlanReader.read(canonical);
    assertThat(PlanJson.canonical(back)).isEqualTo(canonical);
    assertThat(loads(back)).isEmpty();
  }

  /** Why an engine does not take a plan; empty when it does. Detectors are not made for it. */
  private static Optional<String> loads(PackPlan plan) {
    var engine =
        PolicyEngines.named("reference", PolicyKinds.installed(), (_, _) -> _ -> NOTHING_FOUND);
    var options = new EngineOptions(FailMode.BLOCK, _ -> Optional.of("a key for tests only"));
    try (var program = engine.load(plan, options)) {
      assertThat(program).isNotNull();
      return Optional.empty();
    } catch (PlanLoadException refused) {
      return Optional.of(String.valueOf(refused.getMessage()))
          .filter(why -> NOT_INSTALLED.stream().noneMatch(why::contains));
    }
  }

  private static String digest(CompiledPack pack) {
    PackPlan plan = pack.plan();
    return plan == null ? "none" : PlanDigest.of(plan);
  }

  private static CompiledPack compile(SourceText source) {
    return COMPILER.compile(new SourceReading.Decoded(source));
  }

  static List<String> sources(String ending) throws IOException {
    List<String> sources = new ArrayList<>();
    for (String folder : List.of("conformance-tests/cases", "packs")) {
      try (Stream<Path> files = Files.walk(Repository.root().resolve(folder))) {
        for (Path file : files.filter(file -> isSource(file, ending)).sorted().toList()) {
          sources.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        }
      }
    }
    return sources;
  }

  private static boolean isSource(Path file, String ending) {
    String name = file.toString();
    return name.endsWith("." + ending)
        && (ending.equals("pack") || (!name.contains("/bypass/") && !name.contains("/tests/")));
  }
}
