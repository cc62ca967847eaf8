package dev.keeptrail.repl.report;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The forms in which a report is shown. */
public enum ReportForm {
  TABLE("table", ".txt"),
  JSON("json", ".json"),
  CSV("csv", ".csv"),
  MARKDOWN("markdown", ".md"),
  JUNIT("junit", ".xml"),
  SARIF("sarif", ".sarif"),
  HTML("html", ".html");

  private final String word;
  private final String extension;

  ReportForm(String word, String extension) {
    this.word = word;
    this.extension = extension;
  }

  public String word() {
    return word;
  }

  /** The form for a file of that name; empty for an extension that stands for none. */
  public static Optional<ReportForm> forFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(form -> lower.endsWith(form.extension)).findFirst();
  }

  /**
   * The whole report, ending in a line end.
   *
   * @param maker named where the form wants one
   */
  public String render(ReplayReport report, ReportMaker maker) {
    return switch (this) {
      case TABLE -> ReportTable.of(report);
      case JSON -> ReportJson.of(report);
      case CSV -> ReportCsv.of(report);
      case MARKDOWN -> ReportMarkdown.of(report);
      case JUNIT -> ReportJunit.of(report, maker.time());
      case SARIF -> ReportSarif.of(report, maker.version());
      case HTML -> ReportHtml.of(report);
    };
  }
}
