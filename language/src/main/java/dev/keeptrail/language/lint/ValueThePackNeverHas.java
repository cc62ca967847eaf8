package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.NearestWord;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.kind.ProviderKind;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.ExprDecl.BinaryOperator;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.RuleDecl;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A rule compares the target of a request, or the phase, with something that the targets of this
 * pack or the phases of its policy never are.
 */
final class ValueThePackNeverHas implements LintRule {
  private static final Set<BinaryOperator> EQUALITY =
      Set.of(
          BinaryOperator.EQUAL, BinaryOperator.NOT_EQUAL, BinaryOperator.IN, BinaryOperator.NOT_IN);

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.VALUE_THE_PACK_NEVER_HAS;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    List<ProviderPlan> targets = pack.plan().providers();
    for (PackFile file : pack.files()) {
      for (PolicyDecl policy : file.policies()) {
        Set<String> phases = phases(pack, policy);
        for (RuleDecl rule : policy.rules()) {
          String path = "policy." + policy.name().text() + ".rules." + rule.name().text();
          Expressions.walk(
              rule.when(),
              part -> {
                if (part instanceof ExprDecl.Call call) {
                  if (call.name().text().equals(FactType.PROVIDER.word()) && !targets.isEmpty()) {
                    compare(call, "id", ids(targets), "a target of this pack", path, advice);
                    compare(call, "kind", kinds(targets), "what its targets are", path, advice);
                  } else if (call.name().text().equals(FactType.REQUEST.word())) {
                    if (!targets.isEmpty()) {
                      compare(
                          call, "provider", ids(targets), "a target of this pack", path, advice);
                    }
                    if (!phases.isEmpty()) {
                      compare(call, "phase", phases, "where this policy runs", path, advice);
                    }
                  }
                }
              });
        }
      }
    }
  }

  private static Set<String> ids(List<ProviderPlan> targets) {
    Set<String> ids = new TreeSet<>();
    targets.forEach(target -> ids.add(target.id()));
    return ids;
  }

  private static Set<String> kinds(List<ProviderPlan> targets) {
    // WHY: `--simulate` serves any pack with simulated targets.
    Set<String> kinds = new TreeSet<>(Set.of(ProviderKind.SIMULATED.word()));
    targets.forEach(target -> kinds.add(target.provider()));
    return kinds;
  }

  /** Nothing for a policy that the chain does not name: it is warned of as a whole. */
  private static Set<String> phases(LintedPack pack, PolicyDecl decl) {
    Set<String> words = new TreeSet<>();
    pack.plan().chain().stream()
        .filter(policy -> policy.name().equals(decl.name().text()))
        .flatMap(policy -> pack.phases(policy).stream())
        .map(Phase::word)
        .forEach(words::add);
    return words;
  }

  private static void compare(
      ExprDecl.Call pattern,
      String field,
      Collection<String> possible,
      String meaning,
      String path,
      Advice advice) {
    Expressions.walk(
        pattern,
        part -> {
          if (part instanceof ExprDecl.Binary binary
              && EQUALITY.contains(binary.operator())
              && Expressions.ungrouped(binary.left()).span().text().equals(field)) {
            for (Word word : words(binary.right())) {
              String value = word.value();
              if (!possible.contains(value)) {
                advice.add(
                    word.span(),
                    path,
                    Quoted.word(value) + " is never " + meaning,
                    NearestWord.of(value, possible)
                        .map(near -> "did you mean " + Quoted.word(near) + "?")
                        .orElseGet(() -> "possible: " + Quoted.words(possible)));
              }
            }
          }
        });
  }

  /** The texts that it is or lists; a phase may be a bare word too. */
  private static List<Word> words(ExprDecl expression) {
    ExprDecl inner = Expressions.ungrouped(expression);
    if (inner instanceof ExprDecl.Items list) {
      return list.items().stream().flatMap(item -> words(item).stream()).toList();
    }
    if (inner instanceof ExprDecl.Text text) {
      return List.of(new Word(text.span(), text.value()));
    }
    String bare = inner instanceof ExprDecl.Name name ? name.span().text() : "";
    return Stream.of(Phase.values())
        .filter(phase -> phase.word().equals(bare))
        .map(phase -> new Word(inner.span(), bare))
        .toList();
  }

  private record Word(Span span, String value) {}
}
