package dev.keeptrail.engine.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.engine.kind.bundled.AuditLogger;
import dev.keeptrail.language.kind.DocumentedKinds;
import dev.keeptrail.language.kind.KindSchema;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PolicyKindsTest {
  @Test
  void findsAllDocumentedKindsInNameOrder() {
    assertThat(PolicyKinds.installed().names())
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(DocumentedKinds.NAMES.stream(), Stream.of("rules")).toList());
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
