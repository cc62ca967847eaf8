package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import java.util.HashMap;
import java.util.Map;

/** Two rules of different policies, or with different effects, give the same reason code. */
final class ReusedReasonCode implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.REUSED_REASON_CODE;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    Map<String, WrittenRule> seen = new HashMap<>();
    for (WrittenRule written : pack.rules()) {
      ReasonCodes.fixed(written)
          .ifPresent(code -> {
            WrittenRule first = seen.putIfAbsent(code, written);
            if (first != null && differ(first, written)) {
              report(code, first, written, advice);
            }
          });
    }
  }

  private static boolean differ(WrittenRule one, WrittenRule other) {
    return one.position() != other.position()
        || !one.source()
            .decl()
            .then()
            .verb()
            .text()
            .equals(other.source().decl().then().verb().text());
  }

  private static void report(String code, WrittenRule first, WrittenRule second, Advice advice) {
    advice.add(
        ReasonCodes.place(second),
        second.path(),
        "reason code " + Quoted.word(code) + " is given for two different things",
        "give each its own: people filter and count by it",
        new RelatedPlace(ReasonCodes.place(first), "given here as well"));
  }
}
