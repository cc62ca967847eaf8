package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.Diagnostic;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Fix;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.DocumentedKinds;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.tree.NameDecl;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the kind that a name stands for, and reports names that stand for none. */
final class KindLookup {
  private final Problems problems;
  private final Map<String, KindSchema> kinds = new LinkedHashMap<>();

  private final Collection<String> policies;

  /**
   * @param policies names that the chain can use besides those of kinds
   */
  KindLookup(Problems problems, List<KindSchema> kinds, Collection<String> policies) {
    this.problems = problems;
    this.policies = policies;
    kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
  }

  boolean isInstalled(String kind) {
    return kinds.containsKey(kind);
  }

  Optional<KindSchema> find(NameDecl name) {
    KindSchema kind = kinds.get(name.text());
    if (kind == null) {
      report(name);
    }
    return Optional.ofNullable(kind);
  }

  private void report(NameDecl name) {
    Set<String> candidates = new LinkedHashSet<>(kinds.keySet());
    candidates.addAll(DocumentedKinds.NAMES);
    candidates.addAll(policies);
    candidates.remove(name.text());
    Optional<String> nearest = NearestWord.of(name.text(), candidates);
    problems.add(
        new Diagnostic(
            DiagnosticCode.UNKNOWN_KIND,
            name.span(),
            name.path(),
            "unknown policy kind " + Quoted.word(name.text()),
            name.text().contains(" - ")
                ? "the `- ` of another line became part of this text; indent all entries alike"
                : nearest
                    .map(word -> "did you mean " + Quoted.word(word) + "?")
                    .orElse("available: " + Quoted.words(kinds.keySet())),
            nearest.flatMap(word -> Fix.respelling(name.span(), name.text(), word)).orElse(null)));
  }
}
