package dev.keeptrail.language.lint;

import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Applies the safe fixes of a pack's own source, lints what comes of it, and goes on until there is
 * nothing left to mend. Works on texts; writes nothing.
 */
public final class FixRun {
  /** How often fixes are applied before giving up on a pack that keeps asking for more. */
  private static final int MAX_ROUNDS = 10;

  private final Function<SourceText, CompiledPack> compiler;
  private final Linter linter;
  private final LintOptions options;

  /**
   * @param compiler compiles a text that stands in the place of the pack's source
   */
  public FixRun(Function<SourceText, CompiledPack> compiler, Linter linter, LintOptions options) {
    this.compiler = compiler;
    this.linter = linter;
    this.options = options;
  }

  /**
   * What came of it.
   *
   * @param text of the source, mended; the original where nothing was
   * @param applied the problems that were mended, in the order in which they were
   */
  public record Outcome(
      String text, List<Diagnostic> applied, CompiledPack pack, LintResult result) {
    public Outcome {
      applied = List.copyOf(applied);
    }
  }

  /** Mends as much as is safe. A round that would make things worse is not taken over. */
  public Outcome run(CompiledPack pack) {
    var outcome = new Outcome("", List.of(), pack, linter.lint(pack, options));
    if (pack.files().isEmpty()) {
      return outcome;
    }
    SourceText source = pack.files().getFirst().span().source();
    outcome = new Outcome(source.text(), List.of(), pack, outcome.result());
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Outcome next = round(source.name(), outcome);
      if (next.applied().size() == outcome.applied().size()) {
        return outcome;
      }
      outcome = next;
    }
    return outcome;
  }

  private Outcome round(String name, Outcome before) {
    SourceText source = before.pack().files().getFirst().span().source();
    List<Diagnostic> chosen = chosen(before.result().diagnostics(), source);
    if (chosen.isEmpty()) {
      return before;
    }
    String text = applied(source.text(), chosen);
    CompiledPack pack = compiler.apply(new SourceText(name, text));
    LintResult result = linter.lint(pack, options);
    boolean worse = result.count(Severity.ERROR) > before.result().count(Severity.ERROR);
    if (worse || pack.files().isEmpty()) {
      return before;
    }
    List<Diagnostic> all = new ArrayList<>(before.applied());
    all.addAll(chosen);
    return new Outcome(text, all, pack, result);
  }

  /** The problems whose fixes do not touch each other, earlier ones first. */
  private static List<Diagnostic> chosen(List<Diagnostic> diagnostics, SourceText source) {
    List<Diagnostic> chosen = new ArrayList<>();
    List<TextEdit> taken = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics) {
      Fix fix = diagnostic.fix();
      if (fix != null && fix.safe() && isFree(fix.edits(), taken, source)) {
        chosen.add(diagnostic);
        taken.addAll(fix.edits());
      }
    }
    return chosen;
  }

  private static boolean isFree(List<TextEdit> edits, List<TextEdit> taken, SourceText source) {
    return edits.stream()
        .allMatch(edit ->
            edit.span().source() == source
                && taken.stream().noneMatch(other -> touches(edit.span(), other.span())));
  }

  private static boolean touches(Span one, Span other) {
    return one.offset() <= other.end() && other.offset() <= one.end();
  }

  private static String applied(String text, List<Diagnostic> chosen) {
    List<TextEdit> edits = new ArrayList<>();
    for (Diagnostic diagnostic : chosen) {
      Fix fix = diagnostic.fix();
      if (fix != null) {
        edits.addAll(fix.edits());
      }
    }
    edits.sort(Comparator.comparingInt(edit -> edit.span().offset()));
    var mended = new StringBuilder();
    int at = 0;
    for (TextEdit edit : edits) {
      mended.append(text, at, edit.span().offset()).append(edit.replacement());
      at = edit.span().end();
    }
    return mended.append(text, at, text.length()).toString();
  }
}
