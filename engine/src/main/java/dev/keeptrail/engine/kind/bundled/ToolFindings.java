package dev.keeptrail.engine.kind.bundled;

import dev.keeptrail.engine.exchange.Channel;
import dev.keeptrail.language.rule.Condition;
import dev.keeptrail.language.rule.Constraint;
import java.util.List;

/** Conditions on what detectors found in the arguments of tool calls. */
final class ToolFindings {
  /** Attacks on the model that reads, and on the tool that runs. */
  static final List<String> ATTACKS = List.of("injection", "tool");

  static final double SURE = 0.7;

  private ToolFindings() {}

  static Condition.Match inArguments(List<String> roots) {
    return Conditions.finding(roots, inArguments());
  }

  static Condition.Match attackInArguments(double sure) {
    return Conditions.finding(ATTACKS, inArguments(), new Constraint.AtLeast("score", sure));
  }

  private static Constraint inArguments() {
    return new Constraint.Equal("channel", Channel.TOOL_ARGUMENTS.word());
  }
}
