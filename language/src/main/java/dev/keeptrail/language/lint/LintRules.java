package dev.keeptrail.language.lint;

import java.util.List;

/** All rules, in the order of their codes. */
final class LintRules {
  static final List<LintRule> ALL =
      List.of(
          new NoAuditLogger(),
          new AuditLoggerNotLast(),
          new RefusalAfterRedaction(),
          new NothingEnforced(),
          new ProviderWithoutSecret(),
          new UnreachableTarget(),
          new PlaceholderVersion(),
          new NoTests(),
          new RepeatedEntry(),
          new CoveredTerm(),
          new TermInTwoPolicies(),
          new PatternFindsEmptyText(),
          new PatternTooBroad(),
          new SettingWithoutEffect(),
          new RepeatedPolicySettings(),
          new NoLanguageLine(),
          new ToolNeverAllowed(),
          new TargetNotCompliant(),
          new RuleNeverFires(),
          new UnreachableAlternative(),
          new ShadowedRule(),
          new PolicyNeverReached(),
          new UnindexedJoin(),
          new ConstantTest(),
          new SelfComparison(),
          new DoubleNegation(),
          new RepeatedOperand(),
          new MissingValuePasses(),
          new NumberAsText(),
          new MessageQuotesContent(),
          new UnusedDefinition(),
          new UnusedImport(),
          new UnusedBinding(),
          new EscalationWithoutAssignee(),
          new ReusedReasonCode(),
          new ForeignReasonCode(),
          new RepeatedRule(),
          new RedundantRoot(),
          new RepeatedItem(),
          new ManyAlternatives(),
          new TestAlwaysHolds(),
          new PatternIsText(),
          new GlobWithoutWildcard(),
          new GroupInReplacement(),
          new JudgeOfItself(),
          new ToolNameAsWritten(),
          new CalledPermits(),
          new RuleBehindMasking(),
          new EntityFoundAnyway());

  private LintRules() {}
}
