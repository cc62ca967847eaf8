package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import dev.keeptrail.detectors.toolargument.statement.Statements;

/** What harm statements of SQL do where statements belong. */
final class StatementCheck implements Check {
  @Override
  public void value(Argument argument) {
    if (argument.kind() == ParameterKind.SQL) {
      Statements.judge(
          argument.slice(0, argument.length()),
          (start, end, score) -> argument.report(start, end, ToolArgumentDetectors.SQL, score));
    }
  }
}
