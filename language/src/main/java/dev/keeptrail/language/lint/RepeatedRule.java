package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.diagnostic.RelatedPlace;
import dev.keeptrail.language.rule.Alternative;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two rules of one policy have the same conditions and the same kind of effect. */
final class RepeatedRule implements LintRule {
  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.REPEATED_RULE;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    Map<Key, WrittenRule> seen = new HashMap<>();
    for (WrittenRule written : pack.rules()) {
      String verb = written.source().decl().then().verb().text();
      var key = new Key(written.position(), written.rule().alternatives(), verb);
      WrittenRule first = seen.putIfAbsent(key, written);
      if (first != null) {
        advice.add(
            written.name(),
            written.path(),
            Quoted.word(written.rule().name())
                + " does the same as "
                + Quoted.word(first.rule().name()),
            "remove one of them",
            new RelatedPlace(first.name(), "the first one"));
      }
    }
  }

  private record Key(int position, List<Alternative> alternatives, String verb) {}
}
