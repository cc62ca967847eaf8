package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import dev.keeptrail.detectors.toolargument.command.CommandLines;

/** What harm a command line does where one belongs, and what is none but goes on from another. */
final class CommandCheck implements Check {
  private static final String CATEGORY = ToolArgumentDetectors.SHELL;

  @Override
  public void value(Argument argument) {
    if (argument.kind() != ParameterKind.SHELL) {
      return;
    }
    int breakout = CommandFragment.end(argument);
    if (breakout > 0) {
      argument.report(0, breakout, CATEGORY, 0.85);
    }
    CommandLines.judge(
        argument.slice(0, argument.length()),
        (start, end, score) -> argument.report(start, end, CATEGORY, score));
  }
}
