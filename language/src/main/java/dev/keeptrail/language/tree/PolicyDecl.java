package dev.keeptrail.language.tree;

import dev.keeptrail.language.source.Span;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One policy: its settings, and its rules where the author wrote some.
 *
 * @param name what the chain calls it
 * @param kind the policy kind, where it is written; null means the kind that the name says, or
 *     {@code rules} when there are rules
 * @param phases where {@code on} limits the policy; empty means every phase of its kind
 * @param hasRules whether the source has a place for rules, be it an empty one
 * @param inChain whether the block is written inside the chain, as text packs allow
 */
public record PolicyDecl(
    Span span,
    NameDecl name,
    @Nullable NameDecl kind,
    List<NameDecl> phases,
    BlockDecl block,
    List<RuleDecl> rules,
    boolean hasRules,
    boolean inChain) {
  /** The kind of policies whose rules the author writes. */
  public static final String RULES = "rules";

  /** Kinds that have a setting called {@code rules}, which holds no rules of that sort. */
  public static final Set<String> KINDS_WITH_RULES =
      Set.of("request-rewriter", "response-rewriter");

  public PolicyDecl {
    phases = List.copyOf(phases);
    rules = List.copyOf(rules);
  }

  /** Settings of a kind, under the kind's own name. */
  public PolicyDecl(NameDecl name, BlockDecl block) {
    this(name.span(), name, null, List.of(), block, List.of(), false, false);
  }

  /** The kind's name: as written, or as name and rules imply. */
  public String kindName() {
    if (kind != null) {
      return kind.text();
    }
    return hasRules ? RULES : name.text();
  }
}
