package dev.keeptrail.language.lint;

import dev.keeptrail.language.PackSchema;
import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.resolve.RuleSource;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A valid pack as rules look at it: its plan, the trees it came from, and what ties them together.
 *
 * @param files the pack's own tree first
 * @param rules the author-written rules, in chain and rule order
 */
record LintedPack(
    PackPlan plan,
    List<PackFile> files,
    List<WrittenRule> rules,
    PackSchema schema,
    LintOptions options) {
  LintedPack {
    files = List.copyOf(files);
    rules = List.copyOf(rules);
  }

  /** Ties rules to their places; without places there are no rules to speak of. */
  static LintedPack of(
      PackPlan plan,
      List<PackFile> files,
      List<RuleSource> sources,
      PackSchema schema,
      LintOptions options) {
    List<WrittenRule> rules = new ArrayList<>();
    for (int i = 0; i < plan.chain().size(); i++) {
      for (Rule rule : plan.chain().get(i).rules()) {
        if (rules.size() < sources.size()) {
          rules.add(new WrittenRule(i, plan.chain().get(i), rule, sources.get(rules.size())));
        }
      }
    }
    return new LintedPack(plan, files, rules, schema, options);
  }

  /** The pack's own source. */
  PackFile own() {
    return files.getFirst();
  }

  boolean isText() {
    return own().syntax() == PackFile.Syntax.TEXT;
  }

  /** The chain as written; empty when it is written inside policies. */
  List<NameDecl> chainEntries() {
    return Optional.ofNullable(own().chain()).map(chain -> chain.entries()).orElse(List.of());
  }

  /** Where the chain names a policy; the file's start when it does not by itself. */
  Span entry(String policy) {
    return chainEntries().stream()
        .filter(entry -> entry.text().equals(policy))
        .map(NameDecl::span)
        .findFirst()
        .orElseGet(() -> own().span());
  }

  /** The block of a policy, in whichever file it stands. */
  Optional<PolicyDecl> block(String policy) {
    return files.stream()
        .flatMap(file -> file.policies().stream())
        .filter(decl -> decl.name().text().equals(policy))
        .findFirst();
  }

  Optional<KindSchema> kind(String name) {
    return schema.kinds().stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /** The phases in which a policy runs. */
  Set<Phase> phases(PolicyPlan policy) {
    if (!policy.phases().isEmpty()) {
      return Set.copyOf(policy.phases());
    }
    return kind(policy.kind()).map(KindSchema::phases).orElse(Set.of(Phase.values()));
  }
}
