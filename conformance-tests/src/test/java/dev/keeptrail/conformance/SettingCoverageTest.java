package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.engine.conformance.Answer;
import dev.keeptrail.engine.conformance.CaseFolders;
import dev.keeptrail.engine.conformance.ConformanceCase;
import dev.keeptrail.engine.conformance.Family;
import dev.keeptrail.engine.conformance.InstalledSubject;
import dev.keeptrail.engine.conformance.SubjectException;
import dev.keeptrail.engine.kind.PolicyKinds;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An option that does nothing is a defect: for each setting of each kind there is a case whose
 * decision or trace is another one when that setting alone is, or a test of what needs a gateway,
 * or a diagnostic that says that nothing acts on it.
 */
final class SettingCoverageTest {
  private static final Path PAGE = Repository.root().resolve("docs/reference/setting-coverage.md");
  private static final List<DeclaredSetting> DECLARED =
      DeclaredSetting.of(PolicyKinds.installed().schemas());

  private final InstalledSubject subject = new InstalledSubject("reference");
  private final Map<ConformanceCase, PackPlan> plans = new ConcurrentHashMap<>();

  /** A case, and what its pack says of the setting instead. */
  private record Pair(String given, String what) {
    String cell() {
      return "| `" + given + "` | " + what + " |";
    }
  }

  @Test
  void everySettingMakesADifference() throws Exception {
    String before = Repository.read(PAGE);
    List<ConformanceCase> cases =
        CaseFolders.find(Repository.cases()).stream()
            .filter(given -> given.family() == Family.TRACE)
            .toList();
    Map<String, Pair> shown = new ConcurrentHashMap<>();
    List<String> missing =
        DECLARED.parallelStream()
            .filter(declared -> !declared.isUnavailable())
            .filter(declared -> !declared.isSettled() && !declared.setting().inert())
            .filter(declared -> ElsewhereShown.test(declared.name()).isEmpty())
            .filter(declared -> {
              Optional<Pair> pair = pair(declared, cases, before);
              pair.ifPresent(found -> shown.put(declared.name(), found));
              return pair.isEmpty();
            })
            .map(DeclaredSetting::name)
            .toList();
    assertThat(missing).as("settings whose change no case shows").isEmpty();
    Golden.verify(PAGE, page(shown));
  }

  /** Otherwise every change would be one. */
  @Test
  void whatIsNotChangedIsNoDifference() throws IOException {
    for (ConformanceCase given : CaseFolders.find(Repository.cases())) {
      if (given.name().startsWith("trace/kinds/rules/")) {
        assertThat(isAnother(given, plan(given))).as(given.name()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("settled")
  void whereOneWordIsAllThereIsAnotherIsRefused(DeclaredSetting declared) {
    assertThat(problems(declared, "another").map(Diagnostic::severity))
        .as(declared.name())
        .contains(Severity.ERROR);
  }

  static Stream<DeclaredSetting> settled() {
    return DECLARED.stream().filter(DeclaredSetting::isSettled);
  }

  @ParameterizedTest
  @MethodSource("withoutEffect")
  void whatDoesNothingIsSaid(DeclaredSetting declared) {
    assertThat(problems(declared, WrittenSetting.value(declared)).map(Diagnostic::code))
        .as(declared.name())
        .contains(
            declared.isUnavailable()
                ? DiagnosticCode.KEY_NOT_AVAILABLE
                : DiagnosticCode.KEY_WITHOUT_EFFECT);
  }

  static Stream<DeclaredSetting> withoutEffect() {
    return DECLARED.stream()
        .filter(declared -> declared.isUnavailable() || declared.setting().inert());
  }

  @ParameterizedTest
  @MethodSource("shownElsewhere")
  void testsThatShowASettingAreThere(String setting) throws IOException {
    assertThat(DECLARED).extracting(DeclaredSetting::name).contains(setting);
    String named = ElsewhereShown.test(setting).orElseThrow();
    String[] fileAndMethod = named.split("#", -1);
    Path file = Repository.root().resolve(fileAndMethod[0]);
    assertThat(file).isRegularFile();
    assertThat(Files.readString(file)).as(named).contains("void " + fileAndMethod[1] + "(");
  }

  static Stream<String> shownElsewhere() {
    return ElsewhereShown.settings();
  }

  /** That of the page where it still holds, or the first that is found. */
  private Optional<Pair> pair(DeclaredSetting declared, List<ConformanceCase> cases, String page) {
    String row = "| `" + declared.path() + "` ";
    for (ConformanceCase given : cases) {
      if (page.contains(row + "| `" + given.name() + "` |") && isAbout(given, declared)) {
        Optional<Pair> still = shownBy(given, declared, pair -> page.contains(row + pair.cell()));
        if (still.isPresent()) {
          return still;
        }
      }
    }
    for (ConformanceCase given : cases) {
      if (isAbout(given, declared)) {
        Optional<Pair> found = shownBy(given, declared, _ -> true);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private boolean isAbout(ConformanceCase given, DeclaredSetting declared) {
    return plan(given).chain().stream()
        .anyMatch(policy -> policy.kind().equals(declared.kind().name()));
  }

  private Optional<Pair> shownBy(
      ConformanceCase given, DeclaredSetting declared, Predicate<Pair> wanted) {
    for (ChangedPlans.Changed changed : ChangedPlans.of(plan(given), declared)) {
      var pair = new Pair(given.name(), changed.what());
      if (wanted.test(pair) && isAnother(given, changed.plan())) {
        return Optional.of(pair);
      }
    }
    return Optional.empty();
  }

  private PackPlan plan(ConformanceCase given) {
    return plans.computeIfAbsent(
        given,
        each -> {
          try {
            return subject.plan(each);
          } catch (IOException | SubjectException e) {
            throw new AssertionError(each.name(), e);
          }
        });
  }

  /** A plan that the engine refuses is another outcome too. What the case expects, others test. */
  private boolean isAnother(ConformanceCase given, PackPlan plan) {
    try {
      for (Answer answer : subject.answer(given, plan)) {
        String expected = given.text(answer.file()).orElse("");
        if (!expected.stripTrailing().equals(answer.text().stripTrailing())) {
          return true;
        }
      }
      return false;
    } catch (SubjectException refused) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Diagnostic> problems(DeclaredSetting declared, String value) {
    String kind = declared.kind().name();
    String pack =
        "pack: {name: demo, version: 1.0.0}\npolicies: {chain: ["
            + kind
            + "]}\npolicy:\n  "
            + kind
            + ":"
            + WrittenSetting.of(declared, value)
            + "\n";
    return new PackCompiler(PackSchemas.installed())
        .compileYaml(new SourceText("policy-config.yaml", pack)).diagnostics().stream();
  }

  private static String page(Map<String, Pair> shown) {
    var page =
        new StringBuilder(
            """
            # Coverage of settings

            What shows that a setting of a [policy kind](policy-kinds.md) does something: a case of the conformance suite, and what its pack says of the
            setting instead; then the same content has another decision or another trace. What needs a gateway or a service is shown by a test of its own. Written by
            `SettingCoverageTest`, which fails when it is out of date or a setting has nothing.
            """);
    Map<String, List<DeclaredSetting>> byKind =
        DECLARED.stream()
            .collect(
                Collectors.groupingBy(
                    declared -> declared.kind().name(), TreeMap::new, Collectors.toList()));
    byKind.forEach((kind, settings) -> {
      page.append("\n## `").append(kind).append("`\n\n");
      page.append("| Setting | Shown by | What it is changed to |\n|---|---|---|\n");
      settings.forEach(
          declared -> page.append("| `%s` %s%n".formatted(declared.path(), cell(declared, shown))));
    });
    return page.toString();
  }

  private static String cell(DeclaredSetting declared, Map<String, Pair> shown) {
    if (declared.isUnavailable()) {
      return "| refused: [E007](../diagnostics/E007.md) | |";
    }
    if (declared.isSettled() && !declared.setting().inert()) {
      return "| one value only; any other is an error | |";
    }
    if (declared.setting().inert()) {
      return "| no effect: [W603](../diagnostics/W603.md) | |";
    }
    Pair pair = shown.get(declared.name());
    return pair == null ? "| `" + ElsewhereShown.name(declared.name()) + "` | |" : pair.cell();
  }
}
