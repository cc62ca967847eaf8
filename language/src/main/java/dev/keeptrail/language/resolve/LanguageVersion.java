package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.LanguageDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.ValueDecl;

/** The version of the language that a file is written in. */
final class LanguageVersion {
  static final long OURS = 1;

  private LanguageVersion() {}

  /** False when the file is not to be judged any further. */
  static boolean check(PackFile file, Problems problems) {
    LanguageDecl language = file.language();
    if (language == null) {
      return true;
    }
    return switch (language.version()) {
      case ValueDecl.Int(_, long version) when version == OURS -> true;
      case ValueDecl.Int(Span span, long version) when version > OURS -> {
        problems.add(
            DiagnosticCode.NEWER_LANGUAGE,
            span,
            "language",
            "written in language " + version + ", this version reads language " + OURS,
            "use a newer `kt`");
        yield false;
      }
      case ValueDecl.Invalid _ -> true;
      case ValueDecl value -> {
        problems.add(
            DiagnosticCode.INVALID_VERSION,
            value.span(),
            "language",
            "the language version must be a whole number from 1 on, not " + shown(value),
            "write `"
                + (file.syntax() == PackFile.Syntax.TEXT ? "language 1" : "language: 1")
                + "`");
        yield true;
      }
    };
  }

  private static String shown(ValueDecl value) {
    return value instanceof ValueDecl.Int(_, long version)
        ? Long.toString(version)
        : value.describe();
  }
}
