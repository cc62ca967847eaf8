package dev.keeptrail.cli;

/** How the log is written. */
enum LogLayout {
  TEXT("plain"),
  JSON("json");

  private final String appender;

  LogLayout(String appender) {
    this.appender = appender;
  }

  /** What it is called in the log's configuration, and in {@code KEEPTRAIL_LOG_FORMAT} at first. */
  String appender() {
    return appender;
  }
}
