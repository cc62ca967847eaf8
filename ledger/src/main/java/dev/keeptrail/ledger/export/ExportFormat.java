package dev.keeptrail.ledger.export;

/** What an export is written as. */
public enum ExportFormat {
  /** One line an event with the columns of {@link CsvColumns}, RFC 4180. */
  CSV("csv"),
  /** One array of events. */
  JSON("json"),
  /** One event a line. */
  JSONL("jsonl");

  private final String word;

  ExportFormat(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}
