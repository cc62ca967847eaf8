package dev.keeptrail.language.report;

import java.util.List;

/** The forms in which lint reports. */
public enum ReportFormat {
  /** Frames with source lines, and a summary. */
  HUMAN,
  JSON,
  /** SARIF 2.1.0, which code scanning reads. */
  SARIF,
  /** Workflow commands, which GitHub shows as annotations. */
  GITHUB,
  /** JUnit XML, which most CI systems read. */
  JUNIT;

  /** The whole report, ending in a line end. */
  public String render(List<LintReport> reports, ReportContext context) {
    return switch (this) {
      case HUMAN -> HumanReport.render(reports, context.colour());
      case JSON -> JsonReport.render(reports);
      case SARIF -> SarifReport.render(reports, context.version());
      case GITHUB -> GithubReport.render(reports);
      case JUNIT -> JunitReport.render(reports, context);
    };
  }
}
