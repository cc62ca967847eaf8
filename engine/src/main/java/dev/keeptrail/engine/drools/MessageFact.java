package dev.keeptrail.engine.drools;

import dev.keeptrail.engine.exchange.Segment;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Value;
import org.jspecify.annotations.Nullable;

/** One text, as the policies so far left it; an edit puts another fact in its place. */
final class MessageFact extends SessionFact {
  private static final int TEXT = fieldOf(FactType.MESSAGE, "text");
  private static final int ROLE = fieldOf(FactType.MESSAGE, "role");
  private static final int CHANNEL = fieldOf(FactType.MESSAGE, "channel");
  private static final int INDEX = fieldOf(FactType.MESSAGE, "index");

  private final Segment segment;

  MessageFact(Evaluation evaluation, int index, Segment segment) {
    super(evaluation, index);
    this.segment = segment;
  }

  @Override
  FactType type() {
    return FactType.MESSAGE;
  }

  @Override
  @Nullable String text(int field) {
    if (field == TEXT) {
      return segment.text();
    }
    if (field == ROLE) {
      return segment.location().role();
    }
    return field == CHANNEL ? segment.location().channel().word() : null;
  }

  @Override
  Value value(int field) {
    String text = text(field);
    if (text != null) {
      return textOf(text);
    }
    return numberOf(field == INDEX ? segment.location().index() : segment.text().length());
  }
}
