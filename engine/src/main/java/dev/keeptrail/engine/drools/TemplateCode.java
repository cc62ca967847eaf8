package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.drools.ExprCompiler.Code;
import dev.keeptrail.engine.value.ShownValue;
import dev.keeptrail.language.rule.Expr;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Template;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A template whose places are compiled. */
final class TemplateCode {
  private final @Nullable String constant;
  private final List<Integer> slots;
  private final List<Object> parts = new ArrayList<>();
  private final UnaryOperator<String> shape;

  private TemplateCode(
      Template template, Map<Integer, FactType> types, UnaryOperator<String> shape) {
    this.constant = template.isConstant() ? template.outline() : null;
    this.slots = slots(template);
    this.shape = shape;
    var compiler = new ExprCompiler(slots, types);
    for (Template.Part part : template.parts()) {
      parts.add(
          switch (part) {
            case Template.Part.Text(String text) -> text;
            case Template.Part.Place(Expr value) -> compiler.compile(value);
          });
    }
  }

  /** What its places ask about, ascending. */
  private static List<Integer> slots(Template template) {
    SortedSet<Integer> slots = new TreeSet<>();
    for (Template.Part part : template.parts()) {
      if (part instanceof Template.Part.Place(Expr value)) {
        slots.addAll(value.slots());
      }
    }
    return List.copyOf(slots);
  }

  static TemplateCode of(Template template, Map<Integer, FactType> types) {
    return new TemplateCode(template, types, UnaryOperator.identity());
  }

  static TemplateCode ofReasonCode(Template template, Map<Integer, FactType> types) {
    return new TemplateCode(template, types, ShownValue::inReasonCode);
  }

  String render(Firing firing) {
    if (constant != null) {
      return constant;
    }
    SessionFact[] frame = slots.stream().map(firing::at).toArray(SessionFact[]::new);
    var text = new StringBuilder();
    for (Object part : parts) {
      text.append(part instanceof Code code ? shape.apply(show(code.run(frame))) : part);
    }
    return text.toString();
  }

  private static String show(@Nullable Object value) {
    return switch (value) {
      case null -> ShownValue.MISSING;
      case Value known -> ShownValue.of(known);
      default -> ShownValue.UNDEFINED;
    };
  }
}
