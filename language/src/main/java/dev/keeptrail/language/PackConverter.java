package dev.keeptrail.language;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PlanDigest;
import dev.keeptrail.language.print.PackPrinter;
import dev.keeptrail.language.print.YamlPrinter;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Carries a pack from one notation to the other. What comes out is compiled again, and nothing
 * comes out unless it means the same. Safe for any thread.
 */
public final class PackConverter {
  private PackConverter() {}

  /**
   * The pack in that notation.
   *
   * @param pack without errors, and without {@link #nothingInTests} where it goes to text
   * @param name what the result is called when it is compiled; imports are relative to it
   * @param compiler compiles the result, and finds its imports
   * @throws IllegalStateException when the result means something else, which is a fault in this
   *     class and not in the pack
   */
  public static String convert(
      CompiledPack pack,
      PackFile.Syntax notation,
      String name,
      Function<SourceText, CompiledPack> compiler) {
    PackPlan plan = pack.plan();
    if (plan == null) {
      throw new IllegalArgumentException("the pack has errors");
    }
    PackFile file = pack.files().getFirst();
    String text =
        switch (notation) {
          case TEXT -> withLanguage(file, PackPrinter.print(file));
          case YAML -> YamlPrinter.print(file);
        };
    CompiledPack converted = compiler.apply(new SourceText(name, text));
    PackPlan after = converted.plan();
    if (after == null) {
      throw new IllegalStateException("the converted pack has errors: " + errors(converted));
    }
    if (!PlanDigest.of(after).equals(PlanDigest.of(plan))) {
      throw new IllegalStateException("the converted pack means something else");
    }
    return text;
  }

  /** Text says in which version it is written, which lint asks of text alone. */
  private static String withLanguage(PackFile file, String text) {
    return file.language() == null ? "language 1\n\n" + text : text;
  }

  /** Where a test of the pack says {@code null}: pack text has no word for it. */
  public static Optional<Span> nothingInTests(PackFile file) {
    BlockDecl testing = file.testing();
    return testing == null ? Optional.empty() : nothing(testing.fields());
  }

  private static Optional<Span> nothing(List<FieldDecl> fields) {
    return fields.stream().flatMap(field -> nothing(field.value()).stream()).findFirst();
  }

  private static Optional<Span> nothing(ValueDecl value) {
    return switch (value) {
      case ValueDecl.Nothing nothing -> Optional.of(nothing.span());
      case ValueDecl.Mapping mapping -> nothing(mapping.fields());
      case ValueDecl.Sequence sequence ->
          sequence.items().stream().flatMap(item -> nothing(item).stream()).findFirst();
      case ValueDecl.Text _,
          ValueDecl.Bool _,
          ValueDecl.Int _,
          ValueDecl.Decimal _,
          ValueDecl.Invalid _ ->
          Optional.empty();
    };
  }

  private static String errors(CompiledPack pack) {
    return pack.diagnostics().stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .map(Diagnostic::message)
        .collect(Collectors.joining("; "));
  }
}
