package dev.keeptrail.language.editor;

import dev.keeptrail.language.kind.KindSchema;
import dev.keeptrail.language.rule.Phase;
import java.util.stream.Collectors;

/** What a hover says of a policy kind. */
final class PolicyKindDoc {
  private PolicyKindDoc() {}

  static String markdown(KindSchema kind) {
    String phases =
        kind.phases().stream().sorted().map(Phase::word).collect(Collectors.joining(", "));
    String codes =
        kind.reasonCodes().entrySet().stream()
            .map(code -> "* `%s`: %s".formatted(code.getKey(), code.getValue()))
            .collect(Collectors.joining("\n"));
    return kind.doc()
        + "\n\nPhases: "
        + phases
        + (codes.isEmpty() ? "" : "\n\nReason codes:\n\n" + codes);
  }
}
