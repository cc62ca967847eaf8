package dev.keeptrail.ledger.export;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an export is written as. */
public enum ExportFormat {
  /** One line an event with the columns of {@link EventColumn}, RFC 4180. */
  CSV("csv", "text/csv; charset=utf-8"),
  /** One array of events. */
  JSON("json", "application/json"),
  /** One event a line. */
  JSONL("jsonl", "application/x-ndjson"),
  /** One table with the columns of {@link EventColumn} and the whole event. */
  PARQUET("parquet", "application/vnd.apache.parquet");

  private final String word;
  private final String mediaType;

  ExportFormat(String word, String mediaType) {
    this.word = word;
    this.mediaType = mediaType;
  }

  /** The format of this name; empty when there is none. */
  public static Optional<ExportFormat> of(String word) {
    return Stream.of(values()).filter(format -> format.word.equals(word)).findFirst();
  }

  /** All of them in words. */
  public static String words() {
    return Stream.of(values())
        .map(format -> "`" + format.word + "`")
        .collect(Collectors.joining(", "));
  }

  public String mediaType() {
    return mediaType;
  }

  public String word() {
    return word;
  }
}
