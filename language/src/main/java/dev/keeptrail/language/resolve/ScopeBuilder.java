package dev.keeptrail.language.resolve;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.resolve.ImportLoader.FileScope;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.ChainDecl;
import dev.keeptrail.language.tree.DefineDecl;
import dev.keeptrail.language.tree.ImportDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts together what a file can name, and reports names that would mean two things. */
final class ScopeBuilder {
  private final Problems problems;

  ScopeBuilder(Problems problems) {
    this.problems = problems;
  }

  /** An import that could be read. */
  record Import(ImportDecl decl, FileScope brought) {}

  FileScope build(PackFile file, Scope scope, List<Import> imports, boolean library) {
    if (library) {
      checkLibrary(file);
    }
    define(file, scope);
    Map<String, PackSources.Policy> policies = policies(file, scope, library);
    Map<String, Import> sources = new HashMap<>();
    for (Import each : imports) {
      each.brought().scope().all().forEach(found -> bring(found, each, scope, sources));
      each.brought()
          .policies()
          .forEach((name, policy) -> bring(name, policy, each, policies, scope, sources));
    }
    return new FileScope(file, scope, policies);
  }

  private void define(PackFile file, Scope scope) {
    for (DefineDecl decl : file.definitions()) {
      NameDecl name = decl.name();
      String path = "define." + name.text();
      var reserved = BindingNames.reserved(name.text());
      if (reserved.isPresent()) {
        problems.add(
            DiagnosticCode.NAME_TAKEN,
            name.span(),
            path,
            Quoted.word(name.text())
                + " is "
                + reserved.get()
                + " and cannot be the name of a definition",
            "choose another name");
      } else if (scope.find(name.text()).isPresent()) {
        Span first = scope.find(name.text()).get().decl().name().span();
        twice(name.span(), path, "definition " + Quoted.word(name.text()), first);
      } else {
        scope.put(name.text(), new Scope.Definition(decl, scope));
      }
    }
  }

  private Map<String, PackSources.Policy> policies(PackFile file, Scope scope, boolean library) {
    Map<String, PackSources.Policy> policies = new LinkedHashMap<>();
    List<PolicyDecl> inOrder =
        file.policies().stream()
            .sorted(Comparator.comparingInt(policy -> policy.name().span().offset()))
            .toList();
    for (PolicyDecl policy : inOrder) {
      NameDecl name = policy.name();
      PackSources.Policy first = policies.get(name.text());
      if (first != null) {
        twice(
            name.span(),
            name.path(),
            "policy " + Quoted.word(name.text()),
            first.decl().name().span());
      } else {
        policies.put(name.text(), new PackSources.Policy(policy, scope, library));
      }
    }
    return policies;
  }

  private void twice(Span span, String path, String what, Span first) {
    problems.add(
        DiagnosticCode.DUPLICATE_NAME,
        span,
        path,
        what + " is written twice",
        "the first one is on line " + first.line() + ", column " + first.column());
  }

  private void bring(
      Scope.Definition found, Import from, Scope scope, Map<String, Import> sources) {
    Scope.Definition known = scope.find(found.name()).orElse(null);
    if (known == null) {
      scope.put(found.name(), found);
      sources.put("define " + found.name(), from);
    } else if (known != found) {
      boolean own = known.home() == scope;
      Import other = sources.get("define " + found.name());
      clash(found.name(), "definition", own ? known.decl().name().span() : null, from, other);
    }
  }

  private void bring(
      String name,
      PackSources.Policy found,
      Import from,
      Map<String, PackSources.Policy> policies,
      Scope scope,
      Map<String, Import> sources) {
    PackSources.Policy known = policies.get(name);
    if (known == null) {
      policies.put(name, found);
      sources.put("policy " + name, from);
    } else if (known.scope() != found.scope()) {
      boolean own = known.scope() == scope;
      Import other = sources.get("policy " + name);
      clash(name, "policy", own ? known.decl().name().span() : null, from, other);
    }
  }

  private void clash(
      String name, String what, @Nullable Span own, Import from, @Nullable Import other) {
    String path = from.decl().path().value();
    if (own != null) {
      problems.add(
          DiagnosticCode.SHADOWED_IMPORT,
          own,
          what.equals("policy") ? "policy." + name : "define." + name,
          what + " " + Quoted.word(name) + " hides the one that " + Quoted.word(path) + " brings",
          "this one is used; rename it to use both");
      return;
    }
    String first = other == null ? "another import" : Quoted.word(other.decl().path().value());
    problems.add(
        DiagnosticCode.DUPLICATE_NAME,
        from.decl().path().span(),
        "imports",
        what + " " + Quoted.word(name) + " comes from two imports",
        first + " brings it too; rename one, or import only one of the files");
  }

  private void checkLibrary(PackFile file) {
    BlockDecl pack = file.pack();
    ChainDecl chain = file.chain();
    BlockDecl gateway = file.gateway();
    BlockDecl testing = file.testing();
    if (pack != null) {
      notHere(pack.span(), "pack");
    }
    if (chain != null) {
      notHere(chain.span(), file.syntax() == PackFile.Syntax.TEXT ? "chain" : "policies");
    }
    if (gateway != null) {
      notHere(gateway.span(), "gateway");
    }
    if (testing != null) {
      notHere(testing.span(), "testing");
    }
    file.targets().forEach(target -> notHere(target.span(), "provider"));
    for (PolicyDecl policy : file.policies()) {
      if (policy.kind() == null && !policy.hasRules() && !policy.inChain()) {
        problems.add(
            DiagnosticCode.NOT_FOR_LIBRARIES,
            policy.name().span(),
            policy.name().path(),
            "an imported file cannot configure " + Quoted.word(policy.name().text()),
            "give the policy a name of its own, and "
                + Quoted.word(policy.name().text())
                + " as its kind");
      }
    }
  }

  private void notHere(Span span, String section) {
    problems.add(
        DiagnosticCode.NOT_FOR_LIBRARIES,
        span,
        section,
        "an imported file cannot have " + Quoted.word(section),
        "an imported file holds definitions and policies; the importing pack holds the rest");
  }
}
