package dev.keeptrail.language.lint;

import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.tree.DefineDecl;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.RuleDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rules compare that refuse, mask or rewrite, also in the definitions that they are made of.
 */
final class RestrictingTests {
  private static final Set<String> VERBS = Set.of("block", "escalate", "redact", "rewrite");
  private static final Set<String> TOOLS =
      Set.of(FactType.TOOL_CALL.word(), FactType.TOOL_RESULT.word());

  private final Map<String, ExprDecl> definitions = new HashMap<>();
  private final Set<ExprDecl> seen = new HashSet<>();
  private final List<Test> found = new ArrayList<>();

  private RestrictingTests(LintedPack pack) {
    for (PackFile file : pack.files()) {
      for (DefineDecl define : file.definitions()) {
        definitions.put(define.name().text(), define.value());
      }
    }
  }

  /** As they are written, each place once. */
  static List<Test> of(LintedPack pack) {
    var tests = new RestrictingTests(pack);
    for (PackFile file : pack.files()) {
      for (PolicyDecl policy : file.policies()) {
        for (RuleDecl rule : policy.rules()) {
          if (VERBS.contains(rule.then().verb().text())) {
            tests.addAll("policy." + policy.name().text() + ".rules." + rule.name().text(), rule);
          }
        }
      }
    }
    return List.copyOf(tests.found);
  }

  private void addAll(String path, RuleDecl rule) {
    Set<String> calls = new HashSet<>();
    Expressions.walk(
        rule.when(),
        part -> {
          if (part instanceof ExprDecl.Bound bound && isTool(bound.pattern())) {
            calls.add(bound.binding().text());
          }
        });
    collect(rule.when(), new Where(path, calls, false, false), new HashSet<>());
  }

  private static boolean isTool(ExprDecl expression) {
    return expression instanceof ExprDecl.Call call && TOOLS.contains(call.name().text());
  }

  private void collect(ExprDecl at, Where where, Set<String> open) {
    switch (at) {
      case ExprDecl.Unary unary when unary.operator() == ExprDecl.UnaryOperator.NOT ->
          collect(unary.operand(), where.negate(), open);
      case ExprDecl.Name name -> {
        String word = name.span().text();
        ExprDecl value = definitions.get(word);
        if (value != null && open.add(word)) {
          collect(value, where, open);
          open.remove(word);
        }
      }
      default -> {
        if (at instanceof ExprDecl.Binary binary && seen.add(binary)) {
          boolean names = where.isToolName(binary.left()) && isConstant(binary.right(), open);
          found.add(new Test(where.path(), binary, names, where.negated()));
        }
        Where inside = isTool(at) ? where.inTool() : where;
        Expressions.parts(at).forEach(part -> collect(part, inside, open));
      }
    }
  }

  private boolean isConstant(ExprDecl expression, Set<String> open) {
    return switch (Expressions.ungrouped(expression)) {
      case ExprDecl.Text _ -> true;
      case ExprDecl.Items list ->
          list.items().stream().allMatch(item -> isConstant(item, new HashSet<>(open)));
      case ExprDecl.Name name -> {
        String word = name.span().text();
        ExprDecl value = definitions.get(word);
        Set<String> deeper = new HashSet<>(open);
        yield value != null && deeper.add(word) && isConstant(value, deeper);
      }
      default -> false;
    };
  }

  /**
   * What an expression stands in.
   *
   * @param calls what calls of tools are bound to
   * @param tool whether inside of the pattern of one
   */
  private record Where(String path, Set<String> calls, boolean tool, boolean negated) {
    Where negate() {
      return new Where(path, calls, tool, !negated);
    }

    Where inTool() {
      return new Where(path, calls, true, negated);
    }

    boolean isToolName(ExprDecl expression) {
      String text =
          Expressions.ungrouped(expression) instanceof ExprDecl.Name name ? name.span().text() : "";
      return (tool && text.equals("name"))
          || (text.endsWith(".name") && calls.contains(text.substring(0, text.length() - 5)));
    }
  }

  /**
   * Something that is compared.
   *
   * @param path of the rule
   * @param ofToolName whether the name of a tool is, with what is known when the pack is checked
   * @param negated whether it stands behind an odd number of {@code not}
   */
  record Test(String path, ExprDecl.Binary binary, boolean ofToolName, boolean negated) {
    /** Whether a tool should be known by every form of its name. */
    boolean wantsAnyForm() {
      return ofToolName && !negated;
    }
  }
}
