package dev.keeptrail.cli;

import dev.keeptrail.engine.packtest.CaseInputs.PhaseInput;
import dev.keeptrail.engine.packtest.PackTests;
import dev.keeptrail.gateway.chat.JudgedBodies;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.testfile.RequestFile;
import dev.keeptrail.language.testfile.TestCase;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The inputs of a folder, one in each file, in the forms that {@code kt policy explain} reads. */
final class TrialInputs {
  private static final int MAX_FILES = 10_000;
  private static final List<String> EXTENSIONS = List.of(".json", ".yaml", ".yml");

  private final Invocation invocation;
  private final Path folder;

  TrialInputs(Invocation invocation, Path folder) {
    this.invocation = invocation;
    this.folder = folder;
  }

  /** The files in the order of their names. */
  List<Path> files() throws CommandFailedException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files = all.filter(TrialInputs::isInput).sorted().limit(MAX_FILES + 1L).toList();
      if (files.isEmpty() || files.size() > MAX_FILES) {
        throw new CommandFailedException(
            "`%s` holds %s"
                .formatted(
                    folder,
                    files.isEmpty()
                        ? "no `*.json`, `*.yaml` or `*.yml` file"
                        : "more than " + MAX_FILES + " inputs"),
            null);
      }
      return files;
    } catch (IOException e) {
      throw new CommandFailedException(
          "`%s` is no folder that can be read".formatted(folder), null);
    }
  }

  RequestFile read(Path file) throws CommandFailedException {
    return RequestFile.read(PackLoading.readOther(invocation, file), null);
  }

  /**
   * The phases that an input reaches under one of the packs.
   *
   * @throws CommandFailedException when the gateway would not take it, after saying why
   */
  List<PhaseInput> phases(Path file, RequestFile request, PackPlan plan)
      throws CommandFailedException {
    return phases(invocation, file.toString(), request, plan);
  }

  /** The same for an input of any origin. */
  static List<PhaseInput> phases(
      Invocation invocation, String name, RequestFile request, PackPlan plan)
      throws CommandFailedException {
    List<TestCase> tests = request.tests().stream().map(test -> served(test, plan)).toList();
    PackTests checked = PackTests.check(tests, request.problems(), plan, new JudgedBodies());
    if (checked.hasProblems() || checked.cases().isEmpty()) {
      invocation.err().print(new FrameRenderer(false).render(checked.problems()));
      throw new CommandFailedException(
          ExitCode.PACK_ERRORS, "`%s` is no input that can be judged".formatted(name), null);
    }
    return checked.cases().getFirst().phases();
  }

  /** Names the target that the gateway would choose: the one of the model that is asked for. */
  private static TestCase served(TestCase test, PackPlan plan) {
    if (test.target() != null) {
      return test;
    }
    for (FieldDecl field : test.input().request().fields()) {
      if (field.name().equals("model") && field.value() instanceof ValueDecl.Text model) {
        return plan.providers().stream()
            .filter(target -> model.value().equals(target.model()))
            .findFirst()
            .map(target -> served(test, target))
            .orElse(test);
      }
    }
    return test;
  }

  private static TestCase served(TestCase test, ProviderPlan target) {
    return new TestCase(
        test.span(),
        test.name(),
        test.suite(),
        new TextDecl(test.span(), target.id()),
        test.phase(),
        test.input(),
        test.expected());
  }

  private static boolean isInput(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return EXTENSIONS.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
  }
}
