package dev.keeptrail.language;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Severity;
import dev.keeptrail.language.parse.PackTextReader;
import dev.keeptrail.language.print.PackPrinter;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.LanguageDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.List;
import java.util.Optional;

/** Brings a text pack into the house style, if it can be read. Safe for any thread. */
public final class PackFormatter {
  private static final long OURS = 1;

  private PackFormatter() {}

  /** What becomes of one source, taken as pack text whatever its name. */
  public static Outcome format(SourceText source) {
    Problems problems = new Problems();
    Optional<PackFile> file = PackTextReader.read(source, problems);
    List<Diagnostic> errors =
        problems.sorted().stream().filter(p -> p.severity() == Severity.ERROR).toList();
    if (file.isEmpty() || !errors.isEmpty()) {
      return new Outcome.Unreadable(errors);
    }
    LanguageDecl language = file.get().language();
    if (language != null
        && language.version() instanceof ValueDecl.Int(_, long version)
        && version > OURS) {
      return new Outcome.NewerLanguage(version);
    }
    return new Outcome.Formatted(PackPrinter.format(source));
  }

  /** What became of a source. */
  public sealed interface Outcome {
    /**
     * The source in the house style.
     *
     * @param text equal to the source's when that was in the style already
     */
    record Formatted(String text) implements Outcome {}

    /** The source has syntax errors and is to be left alone. */
    record Unreadable(List<Diagnostic> errors) implements Outcome {
      public Unreadable {
        errors = List.copyOf(errors);
      }
    }

    /** The source is written in a version of the language that we do not know. */
    record NewerLanguage(long version) implements Outcome {}
  }
}
