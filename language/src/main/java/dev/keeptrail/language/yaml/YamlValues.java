package dev.keeptrail.language.yaml;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.source.SourceText;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.Optional;

/** Reads a YAML or JSON document that is no pack, with the place of every value. */
public final class YamlValues {
  private YamlValues() {}

  /** The root, or empty when there is none to speak of; the problems say why. */
  public static Optional<ValueDecl> read(SourceText source, Problems problems) {
    Problems found = new Problems();
    Optional<ValueDecl> root = YamlReader.read(source, found).map(new DeclBuilder(found)::value);
    found.sorted().stream().map(YamlValues::withoutPackAdvice).forEach(problems::add);
    return root;
  }

  /** What the reader advises for packs is wrong for other documents. */
  private static Diagnostic withoutPackAdvice(Diagnostic problem) {
    boolean packAdvice =
        problem.code() == DiagnosticCode.EMPTY_SOURCE
            || problem.code() == DiagnosticCode.MULTIPLE_DOCUMENTS;
    return packAdvice
        ? new Diagnostic(problem.code(), problem.span(), problem.path(), problem.message(), null)
        : problem;
  }
}
