package dev.keeptrail.language.lint;

import dev.keeptrail.language.diagnostic.DiagnosticCode;
import dev.keeptrail.language.diagnostic.Quoted;
import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.Set;

/**
 * Where the name of a tool is asked for stands something that can be none: a regular expression,
 * several names in one text, or a wildcard where none counts.
 */
final class NameNoToolHas implements LintRule {
  private static final Set<String> LISTS =
      Set.of(
          "allowed_tools", "blocked_tools", "denied_tools", "declared_tools", "allowed", "denied");

  /** Blocks whose keys are names, compared without wildcards. */
  private static final Set<String> BLOCKS = Set.of("budgets", "schemas");

  private static final Set<String> KINDS =
      Set.of(Kinds.AGENT_FIREWALL, Kinds.RBAC, Kinds.TOOL_VALIDATION, Kinds.TOOL_BUDGET);

  private static final String NEVER = "\"'`,;|^$\\()[]{}+%=<>#!&~“”‘’«»„‚";

  @Override
  public DiagnosticCode code() {
    return DiagnosticCode.NAME_NO_TOOL_HAS;
  }

  @Override
  public void check(LintedPack pack, Advice advice) {
    for (WrittenList list : WrittenList.of(pack)) {
      String name = list.path().substring(list.path().lastIndexOf('.') + 1);
      if (KINDS.contains(list.policy().kindName()) && LISTS.contains(name)) {
        list.texts().forEach(text -> check(text.value(), text.span(), list.pathOf(text), advice));
      }
    }
    pack.files().stream()
        .flatMap(file -> file.policies().stream())
        .filter(policy -> KINDS.contains(policy.kindName()))
        .forEach(policy ->
            policy.block().fields().stream()
                .filter(field -> BLOCKS.contains(field.name()))
                .forEach(field -> checkKeys("policy." + policy.name().text(), field, advice)));
    Expressions.walk(
        pack,
        (path, expression) -> {
          if (expression instanceof ExprDecl.Binary binary
              && binary.operator() == ExprDecl.BinaryOperator.CALLED) {
            Expressions.texts(binary.right())
                .forEach(text -> check(text.value(), text.span(), path, advice));
          }
        });
  }

  private static void checkKeys(String path, FieldDecl block, Advice advice) {
    if (block.value() instanceof ValueDecl.Mapping mapping) {
      for (FieldDecl field : mapping.fields()) {
        String name = field.name();
        if (name.indexOf('*') >= 0 || name.indexOf('?') >= 0) {
          advice.add(
              field.span(),
              path + "." + block.name(),
              Quoted.word(name) + " means a tool of just that name: there are no wildcards here",
              "write the name of one tool, and an entry for each");
        } else {
          check(name, field.span(), path + "." + block.name(), advice);
        }
      }
    }
  }

  private static void check(String name, Span span, String path, Advice advice) {
    if (isExpression(name)) {
      advice.add(
          span,
          path,
          "no tool is called " + Quoted.word(name) + ", which looks like a regular expression",
          "names take the wildcards `*` for any characters and `?` for one, such as `shell_*`;"
              + " write several names as several entries");
    } else if (name.isBlank()
        || name.strip().chars().anyMatch(c -> NEVER.indexOf(c) >= 0 || isSpace(c))) {
      advice.add(
          span,
          path,
          name.isBlank() ? "the name of a tool is empty" : "no tool is called " + Quoted.word(name),
          "write one name in each entry, with `*` and `?` as wildcards, and nothing around it");
    }
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** A dot and a star after a word are the tools of a server; elsewhere nobody means a dot. */
  private static boolean isExpression(String name) {
    int any = name.indexOf(".*");
    boolean nameless = any == 0 || (any > 0 && !Character.isLetterOrDigit(name.charAt(any - 1)));
    return nameless
        || name.contains(".+")
        || name.startsWith("^")
        || name.endsWith("$")
        || name.indexOf('\\') >= 0
        || (name.indexOf('|') >= 0 && name.strip().chars().noneMatch(NameNoToolHas::isSpace));
  }
}
