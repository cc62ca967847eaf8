package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.PackFormatter;
import dev.keeptrail.language.PackFormatter.Outcome;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.lint.LintOptions;
import dev.keeptrail.language.lint.Linter;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.resolve.SourceFiles;
import dev.keeptrail.language.source.SourceReader;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Formatting changes how a pack looks and nothing else, for every text pack of the repository. */
final class FormatTest {
  private static final PackCompiler COMPILER = new PackCompiler(PackSchemas.installed());
  private static final Linter LINTER = new Linter(COMPILER.schema());

  @TestFactory
  Stream<DynamicTest> everyPackThatCanBeRead() throws IOException {
    return readable().entrySet().stream()
        .map(pack ->
            DynamicTest.dynamicTest(
                Repository.root().relativize(pack.getKey()).toString(),
                () -> check(pack.getKey(), pack.getValue())));
  }

  @Test
  void mostPacksCanBeRead() throws IOException {
    assertThat(readable()).hasSizeGreaterThanOrEqualTo(250);
  }

  private static void check(Path file, SourceText source) {
    String formatted = formatted(source);
    SourceText again = new SourceText(file.toString(), formatted);
    CompiledPack before = compile(source);
    CompiledPack after = compile(again);

    assertThat(codes(after)).as(formatted).isEqualTo(codes(before));
    assertThat(digest(after)).isEqualTo(digest(before));
    assertThat(formatted(again)).as("formatted twice").isEqualTo(formatted);
  }

  /** The codes of all problems, those of lint included, in source order. */
  private static List<String> codes(CompiledPack pack) {
    return LINTER.lint(pack, LintOptions.DEFAULT).diagnostics().stream()
        .map(Diagnostic::code)
        .map(code -> code.code())
        .toList();
  }

  private static @Nullable String digest(CompiledPack pack) {
    PackPlan plan = pack.plan();
    return plan == null ? null : PlanDigest.of(plan);
  }

  private static CompiledPack compile(SourceText source) {
    return COMPILER.compile(new SourceReading.Decoded(source), SourceFiles.onDisk());
  }

  private static String formatted(SourceText source) {
    if (PackFormatter.format(source) instanceof Outcome.Formatted(String text)) {
      return text;
    }
    throw new AssertionError("not readable: " + source.text());
  }

  /** The text packs without syntax errors, in the version of the language that we know. */
  private static Map<Path, SourceText> readable() throws IOException {
    Map<Path, SourceText> packs = new LinkedHashMap<>();
    for (Path file : textPacks()) {
      if (SourceReader.read(file) instanceof SourceReading.Decoded(SourceText source)
          && PackFormatter.format(source) instanceof Outcome.Formatted) {
        packs.put(file, source);
      }
    }
    return packs;
  }

  private static List<Path> textPacks() throws IOException {
    List<Path> packs = new ArrayList<>();
    for (Path folder : List.of(Repository.cases(), Repository.root().resolve("packs"))) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.filter(file -> file.toString().endsWith(".pack")).sorted().forEach(packs::add);
      }
    }
    return packs;
  }
}
