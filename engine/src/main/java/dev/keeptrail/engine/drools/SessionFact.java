package dev.keeptrail.engine.drools;

import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rules match: each fact knows the evaluation that it belongs to, so sessions hold none.
 * Fields go by their number in {@link FactSchema}, so that nothing is looked up by name when a
 * request is there.
 */
abstract sealed class SessionFact permits RequestFact, MessageFact, FindingFact, HandedFact {
  private final Evaluation evaluation;
  private final int index;

  SessionFact(Evaluation evaluation, int index) {
    this.evaluation = evaluation;
    this.index = index;
  }

  final Evaluation evaluation() {
    return evaluation;
  }

  /** Position among the facts of the type. */
  final int index() {
    return index;
  }

  abstract FactType type();

  /** What the field holds; null when it is missing. */
  abstract @Nullable Value value(int field);

  /** What the field holds when that is a text; null otherwise. */
  @Nullable String text(int field) {
    return value(field) instanceof Value.Text(String text) ? text : null;
  }

  /** What traces call the fact. */
  final String reference() {
    return type().word() + "[" + index + "]";
  }

  /** The class whose instances are the facts of a type. */
  static Class<? extends SessionFact> classOf(FactType type) {
    return switch (type) {
      case REQUEST -> RequestFact.class;
      case MESSAGE -> MessageFact.class;
      case FINDING -> FindingFact.class;
      case TOOL_CALL -> HandedFact.ToolCall.class;
      case TOOL_RESULT -> HandedFact.ToolResult.class;
      case IDENTITY -> HandedFact.Identity.class;
      case PROVIDER -> HandedFact.Provider.class;
      case USAGE -> HandedFact.Usage.class;
      case COUNTER -> HandedFact.Counter.class;
      case CONVERSATION -> HandedFact.Conversation.class;
    };
  }

  /** The number of a field. */
  static int fieldOf(FactType type, String name) {
    List<FactField> fields = FactSchema.fields(type);
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    // INVARIANT: policy specs let no rule through that asks for an unknown field.
    throw new IllegalStateException("no field `" + name + "` of " + type.word());
  }

  static Value.Text textOf(String text) {
    return new Value.Text(text);
  }

  static Value.Decimal numberOf(double number) {
    return new Value.Decimal(number);
  }
}
