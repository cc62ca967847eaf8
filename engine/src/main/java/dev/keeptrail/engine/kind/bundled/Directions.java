package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.engine.kind.Settings;
import dev.keeptrail.language.kind.Setting;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import dev.keeptrail.language.rule.FactType;
import dev.keeptrail.language.rule.Phase;
import java.util.ArrayList;
import java.util.List;

/** Whether a filter looks at what is asked, at what is answered, or at both: {@code apply_to}. */
enum Directions {
  INPUT("input"),
  OUTPUT("output"),
  BOTH("both");

  private final String word;

  Directions(String word) {
    this.word = word;
  }

  static Setting setting() {
    return Fields.choice(
        "apply_to",
        List.of(INPUT.word, OUTPUT.word, BOTH.word),
        BOTH.word,
        "whether requests are looked at, answers, or both");
  }

  static Directions of(Settings settings) {
    return switch (settings.text("apply_to")) {
      case "input" -> INPUT;
      case "output" -> OUTPUT;
      default -> BOTH;
    };
  }

  /** The condition where it is about this side. */
  List<Condition> and(Condition condition) {
    List<Condition> conditions = new ArrayList<>();
    if (this != BOTH) {
      String phase = this == INPUT ? Phase.INPUT.word() : Phase.OUTPUT.word();
      conditions.add(
          Condition.match(FactType.REQUEST, List.of(new Constraint.Equal("phase", phase))));
    }
    conditions.add(condition);
    return conditions;
  }
}
