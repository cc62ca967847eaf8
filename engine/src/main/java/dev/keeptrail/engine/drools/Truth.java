package dev.keeptrail.engine.drools;

import dev.keeptrail.language.rule.Value;
import org.jspecify.annotations.Nullable;

/** The answer of a test. A test whose operand is missing is false. */
enum Truth {
  TRUE,
  FALSE,
  UNDEFINED;

  private static final Value YES = new Value.Truth(true);
  private static final Value NO = new Value.Truth(false);

  static Truth of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  /** What a value says as a test. */
  static Truth ofValue(@Nullable Object value) {
    if (value instanceof Value.Truth(boolean truth)) {
      return of(truth);
    }
    return value == null ? FALSE : UNDEFINED;
  }

  static Truth ofPresence(@Nullable Object value) {
    return value == null || value instanceof Value ? of(value != null) : UNDEFINED;
  }

  Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNDEFINED -> UNDEFINED;
    };
  }

  /** Whether a condition holds that hangs on this. */
  boolean counts(boolean undefined) {
    return this == TRUE || (this == UNDEFINED && undefined);
  }

  Object asValue() {
    return switch (this) {
      case TRUE -> YES;
      case FALSE -> NO;
      case UNDEFINED -> Operations.UNDEFINED;
    };
  }
}
