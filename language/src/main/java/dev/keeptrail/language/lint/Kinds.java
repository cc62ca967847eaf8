package dev.keeptrail.language.lint;

import dev.keeptrail.language.plan.PolicyPlan;

/** Names of the bundled kinds that some advice is about. */
final class Kinds {
  static final String AUDIT_LOGGER = "audit-logger";
  static final String PROMPT_INJECTION = "prompt-injection";
  static final String PII_DETECTOR = "pii-detector";
  static final String DLP_FILTER = "dlp-filter";
  static final String ENTITY_LIST_FILTER = "entity-list-filter";
  static final String AGENT_FIREWALL = "agent-firewall";
  static final String DATA_ROUTING_POLICY = "data-routing-policy";
  static final String HUMAN_OVERSIGHT = "human-oversight";
  static final String RBAC = "rbac";
  static final String HIPAA_PHI_DETECTOR = "hipaa-phi-detector";
  static final String SAFETY_FILTER = "safety-filter";
  static final String ITAR_EAR_FILTER = "itar-ear-filter";
  static final String DUAL_USE_FILTER = "dual-use-filter";
  static final String CITATION_VERIFIER = "citation-verifier";
  static final String CONTENT_EXTRACTOR = "content-extractor";
  static final String EMBEDDING_DETECTOR = "embedding-detector";
  static final String EU_AI_ACT = "eu-ai-act";
  static final String FLAGGED_REVIEW = "flagged-review";
  static final String GDPR_COMPLIANCE = "gdpr-compliance";
  static final String STUDENT_PRIVACY = "student-privacy";
  static final String TOOL_VALIDATION = "tool-validation";
  static final String TOOL_BUDGET = "tool-budget";
  static final String LANGUAGE_VALIDATOR = "language-validator";
  static final String QUALITY_SCORER = "quality-scorer";
  static final String REQUEST_REWRITER = "request-rewriter";
  static final String RESPONSE_REWRITER = "response-rewriter";
  static final String CODE_SANITIZER = "code-sanitizer";
  static final String DOCUMENT_ANALYZER = "document-analyzer";
  static final String CJIS_MODE = "cjis-mode";

  private Kinds() {}

  static boolean isAuditLogger(PolicyPlan policy) {
    return policy.kind().equals(AUDIT_LOGGER);
  }
}
