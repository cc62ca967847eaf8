package dev.keeptrail.cli;

import dev.keeptrail.engine.plugin.PlugIns;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.lint.FileRewrite;
import dev.keeptrail.language.lint.FixRun;
import dev.keeptrail.language.lint.LintOptions;
import dev.keeptrail.language.lint.Linter;
import dev.keeptrail.language.lint.PackFinder;
import dev.keeptrail.language.print.UnifiedDiff;
import dev.keeptrail.language.report.LintReport;
import dev.keeptrail.language.resolve.SourceFiles;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.PackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the paths of a command line into lint reports, mending the packs on the way if asked to.
 */
final class LintedPacks {
  private final Invocation invocation;
  private final PlugIns plugIns;
  private final PackCompiler compiler;
  private final Linter linter;
  private final Set<Path> named;

  /**
   * @param named paths that are said to be packs, so that none of them is taken for a library
   */
  LintedPacks(Invocation invocation, PlugIns plugIns, Set<Path> named) {
    this.named = Set.copyOf(named);
    this.invocation = invocation;
    this.plugIns = plugIns;
    this.compiler = PackLoading.compiler(plugIns);
    this.linter = new Linter(compiler.schema());
  }

  /** A report for each pack, in the order of the paths; files of folders sorted. */
  List<LintReport> all(List<Path> paths) throws CommandFailedException {
    List<LintReport> reports = new ArrayList<>();
    for (Map.Entry<Path, CompiledPack> entry : compiled(paths).entrySet()) {
      CompiledPack pack = entry.getValue();
      reports.add(
          new LintReport(
              PackLoading.displayName(entry.getKey()),
              pack,
              linter.lint(pack, options(entry.getKey()))));
    }
    return reports;
  }

  /** A report on one pack that is made of files, each laid over those before it. */
  LintReport layered(List<Path> layers) throws CommandFailedException {
    CompiledPack pack = PackLoading.compile(invocation, layers, plugIns);
    return new LintReport(
        PackLoading.displayName(layers), pack, linter.lint(pack, options(layers.getFirst())));
  }

  /**
   * Reports on the packs as they are after their safe fixes. What was mended is told on standard
   * error; the changes themselves are printed when they are not to be made.
   */
  List<LintReport> mended(List<Path> paths, boolean dryRun, boolean showChanges)
      throws CommandFailedException {
    List<LintReport> reports = new ArrayList<>();
    for (Map.Entry<Path, CompiledPack> entry : compiled(paths).entrySet()) {
      Path file = entry.getKey();
      if (PackLoading.isStandardInput(file)) {
        throw new CommandFailedException("standard input cannot be mended", null);
      }
      var run = new FixRun(text -> compiled(file, text), linter, options(file));
      FixRun.Outcome outcome = run.run(entry.getValue());
      tell(outcome.applied());
      if (!outcome.applied().isEmpty()) {
        take(file, entry.getValue(), outcome, dryRun, showChanges);
      }
      reports.add(new LintReport(file.toString(), outcome.pack(), outcome.result()));
    }
    return reports;
  }

  private void take(
      Path file, CompiledPack before, FixRun.Outcome outcome, boolean dryRun, boolean showChanges)
      throws CommandFailedException {
    String old = before.files().getFirst().span().source().text();
    if (!dryRun) {
      write(file, outcome.text());
    } else if (showChanges) {
      invocation.out().print(UnifiedDiff.of(file.toString(), old, outcome.text()));
    }
  }

  private static void write(Path file, String text) throws CommandFailedException {
    try {
      FileRewrite.write(file, text);
    } catch (IOException e) {
      throw new CommandFailedException("`%s` cannot be written".formatted(file), null);
    }
  }

  private void tell(List<Diagnostic> applied) {
    for (Diagnostic mended : applied) {
      var fix = mended.fix();
      if (fix != null) {
        invocation.note(
            "mended %s:%d %s: %s"
                .formatted(
                    FrameRenderer.safe(mended.span().source().name()),
                    mended.span().line(),
                    mended.code().code(),
                    FrameRenderer.safe(fix.title())));
      }
    }
  }

  private CompiledPack compiled(Path file, SourceText source) {
    return compiled(file, new SourceReading.Decoded(source));
  }

  private CompiledPack read(Path file) throws CommandFailedException {
    return compiled(file, PackLoading.read(invocation, file));
  }

  private CompiledPack compiled(Path file, SourceReading reading) {
    SourceFiles files = PackLoading.sources(file);
    return named.contains(file) || PackLoading.isStandardInput(file) || PackFinder.isUsual(file)
        ? compiler.compile(reading, files)
        : compiler.compilePackOrLibrary(reading, files);
  }

  /** Libraries found in a folder are read through the packs that import them, not by themselves. */
  private Map<Path, CompiledPack> compiled(List<Path> paths) throws CommandFailedException {
    Map<Path, CompiledPack> packs = new LinkedHashMap<>();
    Set<Path> found = new HashSet<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        for (Path file : below(path)) {
          found.add(file);
          packs.put(file, read(file));
        }
      } else {
        packs.put(path, read(path));
      }
    }
    Set<Path> imported = new HashSet<>();
    packs.values().forEach(pack -> imported.addAll(imports(pack)));
    packs.keySet().removeIf(file -> found.contains(file) && imported.contains(normal(file)));
    return packs;
  }

  private static List<Path> imports(CompiledPack pack) {
    List<PackFile> files = pack.files();
    return files.stream()
        .skip(1)
        .map(file -> normal(Path.of(file.span().source().name())))
        .toList();
  }

  private static Path normal(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /** The packs and libraries in a folder, at least one. */
  static List<Path> below(Path folder) throws CommandFailedException {
    List<Path> files;
    try {
      files = PackFinder.below(folder);
    } catch (IOException e) {
      throw new CommandFailedException("`%s` cannot be read".formatted(folder), null);
    }
    if (files.isEmpty()) {
      throw new CommandFailedException(
          "there is no pack in `%s`".formatted(folder), PackLocation.PACK_NAMES);
    }
    if (files.size() > PackFinder.MAX_PACKS) {
      throw new CommandFailedException(
          "`%s` holds more than %d packs".formatted(folder, PackFinder.MAX_PACKS), null);
    }
    return files;
  }

  private static LintOptions options(Path file) throws CommandFailedException {
    if (PackLoading.isStandardInput(file)) {
      return LintOptions.DEFAULT;
    }
    try {
      return new LintOptions(
          PackFinder.hasTests(file) ? LintOptions.TestsBeside.SOME : LintOptions.TestsBeside.NONE);
    } catch (IOException e) {
      throw new CommandFailedException(
          "the tests beside `%s` cannot be read".formatted(file), null);
    }
  }
}
