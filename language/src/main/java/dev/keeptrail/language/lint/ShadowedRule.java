package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.plan.PolicyMode;
import dev.keeptrail.language.rule.Effect;
import java.util.ArrayList;
import java.util.List;

/**
 * Whenever a rule fires, an enforced rule before it that blocks has fired as well: in an earlier
 * policy that runs in all phases of the rule's, or in the same policy, where the later rule
 * restricts and sets no tags.
 */
final class ShadowedRule implements LintRule {
  /** How many pairs of rules are compared: thousands of rules would take minutes otherwise. */
  private static final int MAX_PAIRS = 1_000_000;

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.SHADOWED_RULE;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    List<WrittenRule> blocks = new ArrayList<>();
    int pairs = 0;
    for (WrittenRule later : pack.rules()) {
      pairs += blocks.size();
      if (pairs > MAX_PAIRS) {
        return;
      }
      blocks.stream()
          .filter(earlier -> shadows(pack, earlier, later))
          .findFirst()
          .ifPresent(earlier -> report(earlier, later, advice));
      if (isBlock(later)) {
        blocks.add(later);
      }
    }
  }

  private static boolean isBlock(WrittenRule rule) {
    return rule.rule().then() instanceof Effect.Block && rule.policy().mode() == PolicyMode.ENFORCE;
  }

  private static void report(WrittenRule earlier, WrittenRule later, Advice advice) {
    advice.add(
        later.name(),
        later.path(),
        Quoted.word(later.rule().name())
            + " has no effect: "
            + Quoted.word(earlier.rule().name())
            + " blocks everything that it is about",
        "put it before the block, narrow the block, or remove it",
        new RelatedPlace(earlier.name(), "blocks first"));
  }

  private static boolean shadows(LintedPack pack, WrittenRule earlier, WrittenRule later) {
    return isBehind(pack, earlier, later)
        && later.rule().alternatives().stream()
            .allMatch(alternative -> Coverage.covers(earlier.rule(), alternative));
  }

  private static boolean isBehind(LintedPack pack, WrittenRule earlier, WrittenRule later) {
    if (earlier.position() == later.position()) {
      return later.rule().then().restricts() && later.rule().tags().isEmpty();
    }
    // Behind an unconditional block the whole policy is reported.
    return pack.phases(earlier.policy()).containsAll(pack.phases(later.policy()))
        && earlier.rule().alternatives().stream().noneMatch(Coverage::isUnconditional);
  }
}
