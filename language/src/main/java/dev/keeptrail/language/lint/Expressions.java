package dev.keeptrail.language.lint;

import dev.keeptrail.language.tree.DefineDecl;
import dev.keeptrail.language.tree.ExprDecl;
import dev.keeptrail.language.tree.PackFile;
import dev.keeptrail.language.tree.PolicyDecl;
import dev.keeptrail.language.tree.RuleDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Walks expressions as written. */
final class Expressions {
  private Expressions() {}

  /** Every expression of the rules and definitions of a pack, outermost only. */
  static List<Written> of(LintedPack pack) {
    List<Written> all = new ArrayList<>();
    for (PackFile file : pack.files()) {
      for (DefineDecl define : file.definitions()) {
        all.add(new Written("define." + define.name().text(), define.value()));
      }
      for (PolicyDecl policy : file.policies()) {
        for (RuleDecl rule : policy.rules()) {
          String path = "policy." + policy.name().text() + ".rules." + rule.name().text();
          all.add(new Written(path, rule.when()));
        }
      }
    }
    return all;
  }

  /** Hands over every expression of the pack, parents before their parts. */
  static void walk(LintedPack pack, Visit visit) {
    for (Written written : of(pack)) {
      walk(written.root(), expression -> visit.visit(written.path(), expression));
    }
  }

  static void walk(ExprDecl expression, Consumer<ExprDecl> visit) {
    visit.accept(expression);
    parts(expression).forEach(part -> walk(part, visit));
  }

  static List<ExprDecl> parts(ExprDecl expression) {
    return switch (expression) {
      case ExprDecl.Text _,
          ExprDecl.Decimal _,
          ExprDecl.Truth _,
          ExprDecl.Name _,
          ExprDecl.Invalid _ ->
          List.of();
      case ExprDecl.Items items -> items.items();
      case ExprDecl.Call call -> call.arguments();
      case ExprDecl.Bound bound -> List.of(bound.pattern());
      case ExprDecl.Unary unary -> List.of(unary.operand());
      case ExprDecl.Binary binary -> List.of(binary.left(), binary.right());
      case ExprDecl.Grouped grouped -> List.of(grouped.inner());
    };
  }

  static ExprDecl ungrouped(ExprDecl expression) {
    ExprDecl inner = expression;
    while (inner instanceof ExprDecl.Grouped grouped) {
      inner = grouped.inner();
    }
    return inner;
  }

  /**
   * Whether it is a path that leads into JSON: the steps behind a tool call's arguments or a tool
   * result's value.
   */
  static boolean isJsonPath(ExprDecl expression) {
    List<String> parts = parts(ungrouped(expression), 3);
    return (jsonField(parts, 0) && size(expression) > 1)
        || (jsonField(parts, 1) && size(expression) > 2);
  }

  /** Whether it is a field that is no JSON, of the fact at hand or of a bound one. */
  static boolean isPlainField(ExprDecl expression) {
    List<String> parts = parts(ungrouped(expression), 3);
    return !parts.isEmpty() && parts.size() < 3 && !jsonField(parts, 0) && !jsonField(parts, 1);
  }

  /** Whether it is this field, of the fact at hand or of a bound one. */
  static boolean isField(ExprDecl expression, String field) {
    List<String> parts = parts(ungrouped(expression), 3);
    return !parts.isEmpty() && parts.size() < 3 && parts.getLast().equals(field);
  }

  /** The texts that it is or lists. */
  static List<ExprDecl.Text> texts(ExprDecl expression) {
    return texts(expression, Map.of());
  }

  /** The texts that it is or lists, also by the name of a definition. */
  static List<ExprDecl.Text> texts(ExprDecl expression, Map<String, ExprDecl> definitions) {
    return switch (ungrouped(expression)) {
      case ExprDecl.Text text -> List.of(text);
      case ExprDecl.Items list ->
          list.items().stream().flatMap(item -> texts(item).stream()).toList();
      case ExprDecl.Name name when definitions.containsKey(name.span().text()) ->
          texts(definitions.get(name.span().text()));
      default -> List.of();
    };
  }

  /** What each definition of the pack stands for, by its name. */
  static Map<String, ExprDecl> definitions(LintedPack pack) {
    Map<String, ExprDecl> definitions = new HashMap<>();
    for (PackFile file : pack.files()) {
      file.definitions().forEach(define -> definitions.put(define.name().text(), define.value()));
    }
    return definitions;
  }

  private static boolean jsonField(List<String> parts, int at) {
    return at < parts.size()
        && (parts.get(at).equals("arguments") || parts.get(at).equals("value"));
  }

  private static int size(ExprDecl expression) {
    return ungrouped(expression) instanceof ExprDecl.Name name ? name.parts().size() : 0;
  }

  private static List<String> parts(ExprDecl expression, int most) {
    return expression instanceof ExprDecl.Name name
        ? name.parts().stream()
            .limit(most)
            .map(part ->
                switch (part) {
                  case ExprDecl.NamePart.Member member -> member.name();
                  case ExprDecl.NamePart.Element element -> "[" + element.index() + "]";
                })
            .toList()
        : List.of();
  }

  /**
   * An expression that is part of no other.
   *
   * @param path of the rule or definition
   */
  record Written(String path, ExprDecl root) {}

  /** Takes an expression and the path of the rule or definition that it is in. */
  @FunctionalInterface
  interface Visit {
    void visit(String path, ExprDecl expression);
  }
}
