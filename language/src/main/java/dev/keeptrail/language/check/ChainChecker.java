package dev.keeptrail.language.check;

import dev.keeptrail.language.check.PolicyChecker.Checked;
import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.resolve.PackSources;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ChainDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the chain, the policies it names, and those it does not. */
final class ChainChecker {
  private final Problems problems;
  private final KindLookup kinds;
  private final PolicyChecker policies;

  ChainChecker(Problems problems, KindLookup kinds, PolicyChecker policies) {
    this.problems = problems;
    this.kinds = kinds;
    this.policies = policies;
  }

  /** The policies of the chain that could be understood, in order. */
  List<Checked> check(ChainDecl chain, PackSources sources) {
    Map<String, NameDecl> entries = entries(chain);
    Map<String, Checked> checked = new HashMap<>();
    sources
        .policies()
        .forEach((name, policy) -> {
          kind(policy.decl())
              .ifPresent(kind -> {
                checked.put(name, policies.check(kind, policy));
                if (!entries.containsKey(name) && chain.complete() && !policy.imported()) {
                  reportUnused(policy.decl());
                }
              });
        });
    List<Checked> ordered = new ArrayList<>();
    entries.forEach((name, entry) -> {
      if (sources.policies().containsKey(name)) {
        Optional.ofNullable(checked.get(name)).ifPresent(ordered::add);
      } else if (sources.isComplete() || kinds.isInstalled(name)) {
        kinds.find(entry).ifPresent(kind -> ordered.add(policies.defaults(kind, entry)));
      }
    });
    return ordered;
  }

  private Optional<KindSchema> kind(PolicyDecl policy) {
    NameDecl written = policy.kind();
    NameDecl name = policy.name();
    if (written != null) {
      return kinds.find(written);
    }
    if (!policy.hasRules()) {
      return kinds.find(name);
    }
    if (kinds.isInstalled(name.text()) && !name.text().equals(PolicyDecl.RULES)) {
      problems.add(
          DiagnosticCode.AMBIGUOUS_POLICY,
          name.span(),
          name.path(),
          Quoted.word(name.text()) + " is the name of a policy kind, and this policy has rules",
          "choose another name for the policy");
      return Optional.empty();
    }
    return kinds.find(new NameDecl(name.span(), name.path(), PolicyDecl.RULES));
  }

  private Map<String, NameDecl> entries(ChainDecl chain) {
    if (chain.entries().isEmpty() && chain.complete()) {
      problems.add(
          DiagnosticCode.EMPTY_CHAIN,
          chain.span(),
          "policies.chain",
          "the chain names no policy",
          "list at least one policy kind, such as `audit-logger`");
    }
    Map<String, NameDecl> entries = new LinkedHashMap<>();
    for (NameDecl entry : chain.entries()) {
      NameDecl first = entries.putIfAbsent(entry.text(), entry);
      if (first != null) {
        reportRepeated(entry, first.span());
      }
    }
    return entries;
  }

  private void reportRepeated(NameDecl entry, Span first) {
    problems.add(
        DiagnosticCode.REPEATED_POLICY,
        entry.span(),
        entry.path(),
        Quoted.word(entry.text()) + " is in the chain twice",
        "the first one is on line " + first.line() + ", column " + first.column());
  }

  private void reportUnused(PolicyDecl policy) {
    problems.add(
        DiagnosticCode.UNUSED_POLICY,
        policy.name().span(),
        policy.name().path(),
        Quoted.word(policy.name().text()) + " is configured, but not in the chain",
        "add it to `policies.chain`, or remove the block");
  }
}
