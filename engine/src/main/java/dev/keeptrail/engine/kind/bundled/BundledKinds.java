package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.engine.kind.PolicyKind;
import java.util.List;

/**
 * Every kind there is. A list and no {@link java.util.ServiceLoader}, which would open every jar of
 * the class path: kinds are part of the language, and what an installation adds are detectors.
 */
public final class BundledKinds {
  private BundledKinds() {}

  /** In no order that means anything. */
  public static List<PolicyKind<?>> all() {
    return List.of(
        new AgentFirewall(),
        new AuditLogger(),
        new AuthoredRules(),
        new BiasMonitor(),
        new BotDetector(),
        new CasePrivacy(),
        new CitationVerifier(),
        new CjisMode(),
        new CodeSanitizer(),
        new ContentExtractor(),
        new DataRoutingPolicy(),
        new DlpFilter(),
        new DocumentAnalyzer(),
        new DualUseFilter(),
        new EmbeddingDetector(),
        new EntityListFilter(),
        new EuAiAct(),
        new ExternalModeration(),
        new FinancialCompliance(),
        new FlaggedReview(),
        new GdprCompliance(),
        new HealthcareCompliance(),
        new HipaaPhiDetector(),
        new HumanOversight(),
        new ItarEarFilter(),
        new LanguageValidator(),
        new LegalPrivilege(),
        new MnpiFilter(),
        new PiiDetector(),
        new PromptInjection(),
        new QualityScorer(),
        new Rbac(),
        new RequestRewriter(),
        new ResponseRewriter(),
        new SafetyFilter(),
        new StudentPrivacy(),
        new ToolBudget(),
        new ToolSecurity(),
        new ToolValidation(),
        new UplFilter());
  }
}
