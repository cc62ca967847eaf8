package dev.keeptrail.language.kind;

import java.util.List;

/**
 * The names of all documented policy kinds: words that are near to an unknown one, or that stand in
 * a place where they do not belong.
 */
public final class DocumentedKinds {
  public static final List<String> NAMES =
      List.of(
          "agent-firewall",
          "audit-logger",
          "bias-monitor",
          "bot-detector",
          "case-privacy",
          "citation-verifier",
          "cjis-mode",
          "code-sanitizer",
          "content-extractor",
          "data-routing-policy",
          "dlp-filter",
          "document-analyzer",
          "dual-use-filter",
          "embedding-detector",
          "entity-list-filter",
          "eu-ai-act",
          "external-moderation",
          "financial-compliance",
          "flagged-review",
          "gdpr-compliance",
          "healthcare-compliance",
          "hipaa-phi-detector",
          "human-oversight",
          "itar-ear-filter",
          "language-validator",
          "legal-privilege",
          "mnpi-filter",
          "pii-detector",
          "prompt-injection",
          "quality-scorer",
          "rbac",
          "request-rewriter",
          "response-rewriter",
          "safety-filter",
          "student-privacy",
          "tool-budget",
          "tool-security",
          "tool-validation",
          "upl-filter");

  private DocumentedKinds() {}
}
