package dev.keeptrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.language.CompiledPack;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.TextEdit;
import dev.keeptrail.language.editor.Completion;
import dev.keeptrail.language.editor.Occurrence;
import dev.keeptrail.language.editor.Outline;
import dev.keeptrail.language.editor.PackAnalysis;
import dev.keeptrail.language.editor.PackWorkspace;
import dev.keeptrail.language.editor.Range;
import dev.keeptrail.language.editor.Renaming;
import dev.keeptrail.language.editor.Token;
import dev.keeptrail.language.source.SourceReading;
import dev.keeptrail.language.source.SourceText;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever an editor has open and asks, and wherever its cursor is: an answer in the document,
 * soon. What is renamed compiles as before, and renaming back gives the text that was.
 */
final class DamagedPacksInEditorsTest {
  private static final int COUNT = Integer.getInteger("keeptrail.damaged", 500);
  private static final long SEED = Long.getLong("keeptrail.damaged.seed", 1);
  private static final int CURSORS = 6;

  /** A name that no pack has. */
  private static final String FRESH = "renamed_at_last";

  /** WHY: only what never ends takes as long on a busy machine. */
  private static final Duration ENDS = Duration.ofSeconds(60);

  private static final PackCompiler COMPILER = new PackCompiler(PackSchemas.installed());

  @ParameterizedTest
  @ValueSource(strings = {"pack", "yaml"})
  void everyQuestionHasAnAnswerInTheDocument(String ending) throws IOException {
    List<String> sources = DamagedPacksTest.sources(ending);
    for (long seed = SEED; seed < SEED + COUNT; seed++) {
      String text = new SourceMutator(seed, sources).next();
      var random = new SplittableRandom(seed);
      try {
        assertTimeoutPreemptively(ENDS, () -> ask("open." + ending, text, random));
      } catch (AssertionError | RuntimeException problem) {
        throw new AssertionError("seed " + seed + ", " + ending + ":\n" + text, problem);
      }
    }
  }

  private static void ask(String name, String text, SplittableRandom random) {
    var workspace = new PackWorkspace(COMPILER);
    workspace.put(name, text);
    Optional<PackAnalysis> opened = workspace.analysis(name);
    if (opened.isEmpty()) {
      return;
    }
    PackAnalysis analysis = opened.get();
    var whole = new Range(0, text.length());
    int end = 0;
    for (Token token : analysis.tokens()) {
      assertThat(token.start()).isGreaterThanOrEqualTo(end);
      end = token.end();
    }
    assertThat(end).isLessThanOrEqualTo(text.length());
    analysis.outline().forEach(part -> isWithin(whole, part));
    assertThat(analysis.folds()).allMatch(fold -> fold.endLine() > fold.startLine());
    for (int i = 0; i < CURSORS; i++) {
      at(analysis, random.nextInt(text.length() + 1), text);
    }
    for (Map.Entry<Diagnostic, Fix> fix : analysis.fixes(whole)) {
      String mended = applied(text, fix.getValue().edits());
      workspace.put("mended." + name, mended);
      assertThat(workspace.analysis("mended." + name)).isPresent();
    }
    List<Occurrence> places = analysis.symbols().occurrences();
    if (!places.isEmpty()) {
      rename(name, text, workspace, analysis, places.get(random.nextInt(places.size())));
    }
  }

  private static void at(PackAnalysis analysis, int cursor, String text) {
    Completion completion = analysis.complete(cursor);
    assertThat(completion.replaced().start()).isBetween(0, cursor);
    assertThat(completion.replaced().end()).isBetween(cursor, text.length());
    assertThat(completion.candidates()).doesNotHaveDuplicates();
    analysis.help(cursor).ifPresent(help -> assertThat(help.markdown()).isNotBlank());
    assertThat(analysis.highlights(cursor))
        .allMatch(found -> found.span().end() <= text.length() && found.span().length() > 0);
    assertThat(analysis.selections(List.of(cursor)).getFirst().getLast())
        .isEqualTo(new Range(0, text.length()));
  }

  private static void isWithin(Range outer, Outline part) {
    assertThat(part.range().start()).isGreaterThanOrEqualTo(outer.start());
    assertThat(part.range().end()).isLessThanOrEqualTo(outer.end());
    assertThat(part.name().start()).isBetween(part.range().start(), part.range().end());
    assertThat(part.name().end()).isBetween(part.name().start(), part.range().end());
    part.parts().forEach(inner -> isWithin(part.range(), inner));
  }

  private static void rename(
      String name, String text, PackWorkspace workspace, PackAnalysis analysis, Occurrence place) {
    CompiledPack before = compile(name, text);
    if (before.hasErrors()
        || !(new Renaming(workspace.shapes(), List.of(analysis)).rename(place.symbol(), FRESH)
            instanceof Renaming.Result.Edits(var edits))) {
      return;
    }
    String renamed = applied(text, edits);
    CompiledPack after = compile(name, renamed);
    assertThat(after.hasErrors())
        .as("%s -> %s:%n%s", place, after.diagnostics(), renamed)
        .isFalse();
    workspace.put(name, renamed);
    PackAnalysis again = workspace.analysis(name).orElseThrow();
    Occurrence there =
        again.symbols().occurrences().stream()
            .filter(found -> found.symbol().name().equals(FRESH))
            .findFirst()
            .orElseThrow();
    Renaming.Result back =
        new Renaming(workspace.shapes(), List.of(again))
            .rename(there.symbol(), place.symbol().name());
    if (back instanceof Renaming.Result.Edits(var edits2)) {
      assertThat(applied(renamed, edits2)).isEqualTo(text);
    }
  }

  private static String applied(String text, List<TextEdit> edits) {
    var changed = new StringBuilder(text);
    edits.stream()
        .sorted(Comparator.comparingInt((TextEdit edit) -> edit.span().offset()).reversed())
        .forEach(
            edit -> changed.replace(edit.span().offset(), edit.span().end(), edit.replacement()));
    return changed.toString();
  }

  private static CompiledPack compile(String name, String text) {
    return COMPILER.compile(new SourceReading.Decoded(new SourceText(name, text)));
  }
}
