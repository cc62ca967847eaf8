package dev.keeptrail.engine.reference;

import dev.keeptrail.engine.reference.Observation.Outcome;
import dev.keeptrail.engine.value.ShownValue;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.Template;
import dev.keeptrail.language.rule.Value;
import java.util.function.UnaryOperator;

/** Fills templates with the values of one firing. */
final class Templates {
  private Templates() {}

  static String render(Template template, Firing firing) {
    return render(template, firing.combination(), UnaryOperator.identity());
  }

  static String renderReasonCode(Template template, Firing firing) {
    return render(template, firing.combination(), ShownValue::inReasonCode);
  }

  private static String render(Template template, Combination facts, UnaryOperator<String> shape) {
    var text = new StringBuilder();
    for (Template.Part part : template.parts()) {
      text.append(
          switch (part) {
            case Template.Part.Text(String fixed) -> fixed;
            case Template.Part.Place(Expr expr) ->
                shape.apply(show(new ExprInterpreter(facts).evaluate(expr)));
          });
    }
    return text.toString();
  }

  private static String show(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Known(Value value) -> ShownValue.of(value);
      case Outcome.Missing _ -> ShownValue.MISSING;
      case Outcome.Undefined _ -> ShownValue.UNDEFINED;
    };
  }
}
