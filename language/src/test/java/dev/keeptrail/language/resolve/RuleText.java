package dev.keeptrail.language.resolve;

import dev.keeptrail.language.plan.PackPlan;
import dev.keeptrail.language.plan.PolicyPlan;
import dev.keeptrail.language.rule.Alternative;
import dev.keeptrail.language.rule.Assignee;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.Effect;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Pattern;
import dev.keeptrail.language.rule.Rule;
import dev.keeptrail.language.rule.Template;
import dev.keeptrail.language.rule.Value;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Resolved rules in a short, stable form. Facts are {@code #slot}; a constraint that can be looked
 * up is written without the slot, a test with it.
 */
public final class RuleText {
  private RuleText() {}

  /** Every rule of a plan, one line each alternative. */
  public static String of(PackPlan plan) {
    return plan.chain().stream()
        .map(PolicyPlan::rules)
        .flatMap(List::stream)
        .map(RuleText::of)
        .collect(Collectors.joining());
  }

  static String of(Rule rule) {
    return rule.alternatives().stream()
            .map(alternative -> "  when " + of(alternative) + "\n")
            .collect(Collectors.joining())
        + "  then "
        + of(rule.then())
        + rule.tags().entrySet().stream()
            .map(tag -> " " + tag.getKey() + "=" + of(tag.getValue()))
            .collect(Collectors.joining())
        + "\n";
  }

  private static String of(Alternative alternative) {
    return alternative.conditions().isEmpty()
        ? "always"
        : alternative.conditions().stream().map(RuleText::of).collect(Collectors.joining(" and "));
  }

  private static String of(Condition condition) {
    return switch (condition) {
      case Condition.Match(Pattern pattern) -> of(pattern);
      case Condition.Exists(List<Pattern> patterns) -> "exists " + group(patterns);
      case Condition.Absent(List<Pattern> patterns) -> "not " + group(patterns);
      case Condition.Aggregate(var function, var pattern, var value, var comparison, var bound) ->
          function.word()
              + "("
              + of(pattern)
              + (value == null ? "" : ", " + of(value))
              + ") "
              + comparison.symbol()
              + " "
              + of(bound);
      case Condition.Test(Expr test) -> "test " + of(test);
    };
  }

  private static String group(List<Pattern> patterns) {
    return patterns.stream().map(RuleText::of).collect(Collectors.joining(" & ", "[", "]"));
  }

  private static String of(Pattern pattern) {
    return pattern.type().word()
        + "#"
        + pattern.slot()
        + pattern.constraints().stream()
            .map(RuleText::of)
            .collect(Collectors.joining("; ", "(", ")"));
  }

  private static String of(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Equal(String field, String value) -> field + " is " + quoted(value);
      case Constraint.OneOf(String field, var values) -> field + " is one of " + quoted(values);
      case Constraint.NoneOf(String field, var values) -> field + " is none of " + quoted(values);
      case Constraint.Under(String field, var roots) -> field + " is under " + quoted(roots);
      case Constraint.AtLeast(String field, double bound) -> field + " is at least " + bound;
      case Constraint.Joined(String field, int slot, String other) ->
          field + " joins #" + slot + "." + other;
      case Constraint.Test(Expr test) -> of(test);
    };
  }

  private static String of(Expr expr) {
    return switch (expr) {
      case Expr.Literal(Value value) -> of(value);
      case Expr.Field(int slot, String field, List<PathStep> path) ->
          "#" + slot + "." + field + path.stream().map(RuleText::of).collect(Collectors.joining());
      case Expr.Present(Expr operand) -> "exists " + of(operand);
      case Expr.Compare(var comparison, Expr left, Expr right) ->
          infix(left, comparison.symbol(), of(right));
      case Expr.In(Expr needle, Expr list) -> infix(needle, "in", of(list));
      case Expr.Contains(Expr whole, Expr part) -> infix(whole, "contains", of(part));
      case Expr.Under(Expr category, List<String> roots) -> infix(category, "under", quoted(roots));
      case Expr.Called(Expr text, List<String> globs) -> infix(text, "called", quoted(globs));
      case Expr.Like(Expr text, String glob) -> infix(text, "like", quoted(glob));
      case Expr.Matches(Expr text, String regex) -> infix(text, "matches", quoted(regex));
      case Expr.Not(Expr operand) -> "not " + of(operand);
      case Expr.And(List<Expr> operands) -> joined(operands, " and ");
      case Expr.Or(List<Expr> operands) -> joined(operands, " or ");
      case Expr.Calculate(var operation, Expr left, Expr right) ->
          infix(left, operation.symbol(), of(right));
      case Expr.Negate(Expr operand) -> "-" + of(operand);
      case Expr.Call(var function, List<Expr> arguments) ->
          function.word()
              + arguments.stream().map(RuleText::of).collect(Collectors.joining(", ", "(", ")"));
    };
  }

  private static String infix(Expr left, String operator, String right) {
    return "(" + of(left) + " " + operator + " " + right + ")";
  }

  private static String joined(List<Expr> operands, String operator) {
    return operands.stream().map(RuleText::of).collect(Collectors.joining(operator, "(", ")"));
  }

  private static String of(PathStep step) {
    return switch (step) {
      case PathStep.Member(String name) -> "." + name;
      case PathStep.Element(int index) -> "[" + index + "]";
    };
  }

  private static String of(Value value) {
    return switch (value) {
      case Value.Text(String text) -> quoted(text);
      case Value.Decimal(double number) -> Double.toString(number);
      case Value.Truth(boolean truth) -> Boolean.toString(truth);
      case Value.Nothing _ -> "nothing";
      case Value.Sequence(List<Value> items) ->
          items.stream().map(RuleText::of).collect(Collectors.joining(", ", "[", "]"));
      case Value.Mapping(var entries) -> entries.toString();
    };
  }

  private static String of(Effect effect) {
    String reason = " " + of(effect.reasonCode());
    return switch (effect) {
      case Effect.Allow _ -> "allow" + reason;
      case Effect.Flag _ -> "flag" + reason;
      case Effect.Tag _ -> "tag" + reason;
      case Effect.Redact redact -> "redact " + redact.targets() + reason;
      case Effect.Rewrite rewrite ->
          "rewrite " + rewrite.targets() + reason + " with " + of(rewrite.replacement());
      case Effect.Escalate(_, var message, var assignee) ->
          "escalate" + reason + saying(message) + to(assignee);
      case Effect.Block(_, var message) -> "block" + reason + saying(message);
    };
  }

  private static String saying(@Nullable Template message) {
    return message == null ? "" : " saying " + of(message);
  }

  private static String to(@Nullable Assignee assignee) {
    return assignee == null ? "" : " to " + assignee.kind().word() + " " + assignee.name();
  }

  private static String of(Template template) {
    return template.parts().stream()
        .map(part ->
            switch (part) {
              case Template.Part.Text(String text) -> quoted(text);
              case Template.Part.Place(Expr value) -> "{" + of(value) + "}";
            })
        .collect(Collectors.joining("+"));
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }

  private static String quoted(Collection<String> texts) {
    return new TreeSet<>(texts)
        .stream().map(RuleText::quoted).collect(Collectors.joining(", ", "[", "]"));
  }
}
