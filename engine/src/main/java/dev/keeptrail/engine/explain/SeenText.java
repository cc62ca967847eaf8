package dev.keeptrail.engine.explain;

import dev.keeptrail.engine.reference.Observation;
import dev.keeptrail.engine.reference.Observation.Reading;
import dev.keeptrail.language.diagnostic.FrameRenderer;
import dev.keeptrail.language.rule.PathStep;
import dev.keeptrail.language.rule.Value;
import dev.keeptrail.language.rule.ValueJson;
import org.jspecify.annotations.Nullable;

/** What conditions saw, in words for people. Values are cut; nothing can drive a terminal. */
public final class SeenText {
  private static final int MAX_VALUE = 60;

  private SeenText() {}

  /** Such as {@code tool_call[0].arguments.amount is 20000}. */
  public static String of(Reading reading) {
    return path(reading) + " is " + value(reading.value());
  }

  /** Such as {@code tool_call[0].arguments.amount}. */
  public static String path(Reading reading) {
    var path = new StringBuilder(reading.fact().toString()).append('.').append(reading.field());
    for (PathStep step : reading.path()) {
      switch (step) {
        case PathStep.Member(String name) -> path.append('.').append(name);
        case PathStep.Element(int index) -> path.append('[').append(index).append(']');
      }
    }
    return FrameRenderer.safe(path.toString());
  }

  /** The value as JSON, cut where it is long. */
  public static String value(@Nullable Value value) {
    if (value == null || value instanceof Value.Nothing) {
      return "missing";
    }
    String text = ValueJson.compact(value);
    return text.length() <= MAX_VALUE ? text : text.substring(0, cut(text)) + "…";
  }

  public static String of(Observation.Outcome outcome) {
    return switch (outcome) {
      case Observation.Outcome.Known(Value value) -> value(value);
      case Observation.Outcome.Missing() -> "missing";
      case Observation.Outcome.Undefined() -> "undefined";
    };
  }

  private static int cut(String text) {
    return Character.isHighSurrogate(text.charAt(MAX_VALUE - 1)) ? MAX_VALUE - 1 : MAX_VALUE;
  }
}
