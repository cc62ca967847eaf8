package dev.keeptrail.engine.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.engine.kind.bundled.AuditLogger;
import dev.keeptrail.language.kind.KindSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PolicyKindsTest {
  @Test
  void findsTheBundledKindsInNameOrder() {
    assertThat(PolicyKinds.installed().names())
        .containsExactly(
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
            "rules",
            "safety-filter",
            "student-privacy",
            "tool-budget",
            "tool-security",
            "tool-validation",
            "upl-filter");
  }

  @Test
  void findsNoKindThatIsNotInstalled() {
    assertThat(PolicyKinds.installed().find("pii-detectr")).isEmpty();
  }

  @Test
  void refusesTwoKindsOfOneName() {
    assertThatThrownBy(() -> PolicyKinds.of(List.of(new AuditLogger(), new AuditLogger())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`audit-logger`");
  }

  @Test
  void everyReasonCodeStartsWithItsKind() {
    for (KindSchema schema : PolicyKinds.installed().schemas()) {
      assertThat(schema.reasonCodes().keySet())
          .isNotEmpty()
          .allSatisfy(code -> assertThat(code).startsWith(rootOf(schema) + "."));
    }
  }

  /** Rules of an author's own go by the name of their policy. */
  private static String rootOf(KindSchema schema) {
    return schema.name().equals("rules") ? "<policy>" : schema.name().replace('-', '_');
  }
}
