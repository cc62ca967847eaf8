package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.tree.ImportDecl;
import dev.keeptrail.language.tree.PackFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nothing that an import of the pack's own file brings is referred to. */
final class UnusedImport implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.UNUSED_IMPORT;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    NamesInUse used = NamesInUse.of(List.of(pack.own()));
    for (ImportDecl imported : pack.own().imports()) {
      Set<String> brought = new HashSet<>();
      boolean known = collect(pack, pack.own(), imported, new HashSet<>(), brought);
      boolean inUse =
          brought.stream().anyMatch(used::contains)
              || pack.plan().chain().stream().anyMatch(policy -> brought.contains(policy.name()));
      if (known && !inUse) {
        advice.add(
            imported.path().span(),
            "imports",
            "nothing that " + Quoted.word(imported.path().value()) + " brings is used",
            "remove the import");
      }
    }
  }

  /** False where the imported file is not among those read, so that nothing can be said. */
  private static boolean collect(
      LintedPack pack, PackFile from, ImportDecl imported, Set<Path> seen, Set<String> names) {
    Path path = Path.of(from.span().source().name()).resolveSibling(imported.path().value());
    if (!seen.add(path.normalize())) {
      return true;
    }
    Optional<PackFile> found =
        pack.files().stream()
            .filter(
                file -> Path.of(file.span().source().name()).normalize().equals(path.normalize()))
            .findFirst();
    if (found.isEmpty()) {
      return false;
    }
    found.get().definitions().forEach(define -> names.add(define.name().text()));
    found.get().policies().forEach(policy -> names.add(policy.name().text()));
    return found.get().imports().stream()
        .allMatch(next -> collect(pack, found.get(), next, seen, names));
  }
}
