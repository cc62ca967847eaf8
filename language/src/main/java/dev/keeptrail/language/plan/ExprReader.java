package dev.keeptrail.language.plan;

import dev.keeptrail.language.rule.Arithmetic;
import dev.keeptrail.language.rule.Comparison;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Function;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads expressions back from their JSON form. The depth of the JSON bounds the recursion. */
final class ExprReader {
  private ExprReader() {}

  static Expr expr(JsonTree tree, String path) throws PlanFormatException {
    Members members = Members.of(tree, path);
    Expr expr = expr(members, members.text("is"));
    members.end();
    return expr;
  }

  private static Expr expr(Members members, String is) throws PlanFormatException {
    Optional<Comparison> comparison =
        Stream.of(Comparison.values()).filter(each -> each.symbol().equals(is)).findFirst();
    if (comparison.isPresent()) {
      return new Expr.Compare(comparison.get(), expr(members, true), expr(members, false));
    }
    Optional<Arithmetic> arithmetic =
        Stream.of(Arithmetic.values()).filter(each -> each.symbol().equals(is)).findFirst();
    if (arithmetic.isPresent()) {
      return new Expr.Calculate(arithmetic.get(), expr(members, true), expr(members, false));
    }
    return switch (is) {
      case "value" -> new Expr.Literal(members.take("value", ExprReader::value));
      case "field" -> field(members);
      case "exists" -> new Expr.Present(of(members));
      case "in" -> new Expr.In(expr(members, true), expr(members, false));
      case "contains" -> new Expr.Contains(expr(members, true), expr(members, false));
      case "under" -> new Expr.Under(of(members), members.list("roots", Members::text));
      case "called" -> new Expr.Called(of(members), members.list("globs", Members::text));
      case "like" -> new Expr.Like(of(members), members.text("glob"));
      case "matches" -> new Expr.Matches(of(members), members.text("regex"));
      case "not" -> new Expr.Not(of(members));
      case "and" -> new Expr.And(members.list("of", ExprReader::expr));
      case "or" -> new Expr.Or(members.list("of", ExprReader::expr));
      case "negate" -> new Expr.Negate(of(members));
      case "call" -> call(members);
      default -> throw Members.wrong(members.at("is"), "a known word, not `" + is + "`");
    };
  }

  private static Expr of(Members members) throws PlanFormatException {
    return members.take("of", ExprReader::expr);
  }

  private static Expr expr(Members members, boolean left) throws PlanFormatException {
    return members.take(left ? "left" : "right", ExprReader::expr);
  }

  private static Expr field(Members members) throws PlanFormatException {
    return new Expr.Field(
        members.whole("slot", 0, Rule.MAX_PATTERNS - 1),
        members.text("field"),
        members.has("path") ? members.list("path", ExprReader::step) : List.of());
  }

  private static PathStep step(JsonTree tree, String path) throws PlanFormatException {
    return tree instanceof JsonTree.Text(String name)
        ? new PathStep.Member(name)
        : new PathStep.Element(Members.whole(tree, path, 0, 999_999_999));
  }

  private static Expr call(Members members) throws PlanFormatException {
    String word = members.text("function");
    Function function =
        Function.named(word).orElseThrow(() -> Members.wrong(members.at("function"), "a function"));
    return new Expr.Call(function, members.list("of", ExprReader::expr));
  }

  private static Value value(JsonTree tree, String path) throws PlanFormatException {
    return switch (tree) {
      case JsonTree.Text(String text) -> new Value.Text(text);
      case JsonTree.Truth(boolean truth) -> new Value.Truth(truth);
      case JsonTree.Decimal _ -> new Value.Decimal(Members.number(tree, path));
      case JsonTree.Null _ -> new Value.Nothing();
      case JsonTree.Sequence _ ->
          new Value.Sequence(new ArrayList<>(Members.list(tree, path, ExprReader::value)));
      case JsonTree.Mapping(Map<String, JsonTree> members) -> {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonTree> member : members.entrySet()) {
          entries.put(member.getKey(), value(member.getValue(), path + "." + member.getKey()));
        }
        yield new Value.Mapping(entries);
      }
    };
  }
}
