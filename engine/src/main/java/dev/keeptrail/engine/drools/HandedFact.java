package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.language.rule.FactField;
import dev.keeptrail.language.rule.FactSchema;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fact that came with the content. Each type is a class, because the network sorts by class. */
abstract sealed class HandedFact extends SessionFact {
  private final Fact fact;
  private final @Nullable Value[] values;

  private HandedFact(Evaluation evaluation, int index, Fact fact) {
    super(evaluation, index);
    this.fact = fact;
    List<FactField> fields = FactSchema.fields(fact.type());
    this.values = new Value[fields.size()];
    for (int i = 0; i < values.length; i++) {
      Value value = fact.fields().get(fields.get(i).name());
      values[i] = value instanceof Value.Nothing ? null : value;
    }
  }

  static HandedFact of(Evaluation evaluation, int index, Fact fact) {
    return switch (fact.type()) {
      case TOOL_CALL -> new ToolCall(evaluation, index, fact);
      case TOOL_RESULT -> new ToolResult(evaluation, index, fact);
      case IDENTITY -> new Identity(evaluation, index, fact);
      case PROVIDER -> new Provider(evaluation, index, fact);
      case USAGE -> new Usage(evaluation, index, fact);
      case COUNTER -> new Counter(evaluation, index, fact);
      case CONVERSATION -> new Conversation(evaluation, index, fact);
      case REQUEST, MESSAGE, FINDING ->
          throw new IllegalArgumentException("never handed in: " + fact.type().word());
    };
  }

  @Override
  final FactType type() {
    return fact.type();
  }

  @Override
  final @Nullable Value value(int field) {
    return values[field];
  }

  static final class ToolCall extends HandedFact {
    private ToolCall(Evaluation evaluation, int index, Fact fact) {
      super(evaluation, index, fact);
    }
  }

  static final class ToolResult extends HandedFact {
    private ToolResult(Evaluation evaluation, int index, Fact fact) {
      super(evaluation, index, fact);
    }
  }

  static final class Identity extends HandedFact {
    private Identity(Evaluation evaluation, int index, Fact fact) {
      super(evaluation, index, fact);
    }
  }

  static final class Provider extends HandedFact {
    private Provider(Evaluation evaluation, int index, Fact fact) {
      super(evaluation, index, fact);
    }
  }

  static final class Usage extends HandedFact {
    private Usage(Evaluation evaluation, int index, Fact fact) {
      super(evaluation, index, fact);
    }
  }

  static final class Counter extends HandedFact {
    private Counter(Evaluation evaluation, int index, Fact fact) {
      super(evaluation, index, fact);
    }
  }

  static final class Conversation extends HandedFact {
    private Conversation(Evaluation evaluation, int index, Fact fact) {
      super(evaluation, index, fact);
    }
  }
}
