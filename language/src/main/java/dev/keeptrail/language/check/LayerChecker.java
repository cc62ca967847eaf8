package dev.keeptrail.language.check;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Problems;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.BlockDecl;
import dev.keeptrail.language.tree.ChainDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.NameDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what a layer takes away from the layers below it where one of them has errors, so that
 * there are no plans to compare: policies that run no more, or only watch.
 */
public final class LayerChecker {
  private static final String ENFORCEMENT = "enforcement";
  private static final String ON_UNSCANNABLE = "on_unscannable";

  /** What becomes of parts that nobody can look at, the laxest first. */
  private static final List<String> STRICTNESS = List.of("allow", "flag", "block");

  private final Problems problems;

  public LayerChecker(Problems problems) {
    this.problems = problems;
  }

  /**
   * Compares a pack before and after one more layer.
   *
   * @param below the pack that the layers below make
   * @param above the same with the layer on top
   */
  public void check(PackFile below, PackFile above) {
    ChainDecl before = below.chain();
    ChainDecl now = above.chain();
    if (before != null && now != null) {
      checkChain(before, now);
      checkEnforcement(below, above, names(now));
    }
    checkUnscannable(below.gateway(), above.gateway());
  }

  private void checkChain(ChainDecl before, ChainDecl now) {
    Set<String> left = names(now);
    for (NameDecl entry : before.entries()) {
      if (!left.contains(entry.text()) && now.complete()) {
        report(
            now.span(),
            "policies.chain",
            "this chain leaves out %s, which the layers below run"
                .formatted(Quoted.word(entry.text())),
            "a list takes the place of the whole list below it; write the policy here, too");
      }
    }
  }

  private void checkEnforcement(PackFile below, PackFile above, Set<String> chain) {
    for (PolicyDecl policy : above.policies()) {
      FieldDecl now = field(policy.block(), ENFORCEMENT).orElse(null);
      if (now == null || !isShadow(now) || !chain.contains(policy.name().text())) {
        continue;
      }
      boolean wasShadow =
          below.policies().stream()
              .filter(other -> other.name().text().equals(policy.name().text()))
              .flatMap(other -> field(other.block(), ENFORCEMENT).stream())
              .anyMatch(LayerChecker::isShadow);
      if (!wasShadow
          && below.chain() != null
          && names(below.chain()).contains(policy.name().text())) {
        report(
            now.value().span(),
            "policy." + policy.name().text() + "." + ENFORCEMENT,
            "%s only watches here, and is enforced by the layers below"
                .formatted(Quoted.word(policy.name().text())),
            null);
      }
    }
  }

  private void checkUnscannable(@Nullable BlockDecl below, @Nullable BlockDecl above) {
    if (below == null || above == null) {
      return;
    }
    FieldDecl before = field(below, ON_UNSCANNABLE).orElse(null);
    FieldDecl now = field(above, ON_UNSCANNABLE).orElse(null);
    if (before != null
        && now != null
        && strictness(now) < strictness(before)
        && strictness(now) >= 0) {
      report(
          now.value().span(),
          "gateway." + ON_UNSCANNABLE,
          "parts that nobody can look at are treated less strictly here than by the layers below",
          null);
    }
  }

  private void report(Span place, String path, String message, @Nullable String hint) {
    problems.add(DiagnosticCode.LAYER_WEAKENS, place, path, message, hint);
  }

  private static int strictness(FieldDecl field) {
    return field.value() instanceof ValueDecl.Text text ? STRICTNESS.indexOf(text.value()) : -1;
  }

  private static boolean isShadow(FieldDecl field) {
    return field.value() instanceof ValueDecl.Text text
        && text.value().equals(PolicyMode.SHADOW.word());
  }

  private static Optional<FieldDecl> field(BlockDecl block, String name) {
    return block.fields().stream().filter(field -> field.name().equals(name)).findFirst();
  }

  private static Set<String> names(ChainDecl chain) {
    Set<String> names = new HashSet<>();
    chain.entries().forEach(entry -> names.add(entry.text()));
    return names;
  }
}
