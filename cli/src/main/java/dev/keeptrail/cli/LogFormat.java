package dev.keeptrail.cli;

/** How the log is written. */
enum LogFormat {
  TEXT("plain"),
  JSON("json");

  /** What the log's configuration looks up when it begins; a property comes before the variable. */
  private static final String PROPERTY = "KEEPTRAIL_LOG_FORMAT";

  private final String appender;

  LogFormat(String appender) {
    this.appender = appender;
  }

  /** For this process; must be said before anything is logged. */
  void choose() {
    boolean ignored = System.setProperty(PROPERTY, appender) == null;
  }
}
