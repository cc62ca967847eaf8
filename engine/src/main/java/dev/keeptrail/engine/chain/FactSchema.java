package dev.keeptrail.engine.chain;

import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.FactType;
import java.util.List;

/** Which fields each type of fact has, and what may be asked of them. */
public final class FactSchema {
  public static final String CATEGORY = "category";

  private static final List<String> FINDING_TEXTS =
      List.of(CATEGORY, "label", "evidence", "view", "detector", "channel", "role");
  private static final List<String> REQUEST_TEXTS =
      List.of("model", "provider", "route", "stream", "phase");
  private static final List<String> FINDING_NUMBERS = List.of("score");

  private FactSchema() {}

  public static List<String> textFields(FactType type) {
    return switch (type) {
      case FINDING -> FINDING_TEXTS;
      case REQUEST -> REQUEST_TEXTS;
    };
  }

  public static List<String> numberFields(FactType type) {
    return switch (type) {
      case FINDING -> FINDING_NUMBERS;
      case REQUEST -> List.of();
    };
  }

  /** Whether a fact of the type has the field, and the field is of the type that is tested. */
  public static boolean allows(FactType type, Constraint constraint) {
    return switch (constraint) {
      case Constraint.AtLeast(String field, double bound) ->
          numberFields(type).contains(field) && !Double.isNaN(bound);
      case Constraint.Under(String field, List<String> roots) ->
          field.equals(CATEGORY) && textFields(type).contains(field) && !roots.contains("");
      case Constraint.Equal(String field, String value) -> textFields(type).contains(field);
      case Constraint.OneOf(String field, var values) -> textFields(type).contains(field);
      case Constraint.NoneOf(String field, var values) -> textFields(type).contains(field);
    };
  }
}
