package dev.keeptrail.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Keeptrail this is, as the build wrote it down. */
record Version(String number, String commit) {
  /**
   * @throws IllegalStateException when the build left the file out
   */
  static Version current() {
    var properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is missing from the build");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Version(
        properties.getProperty("version", "unknown"), properties.getProperty("commit", ""));
  }

  /** {@code keeptrail 1.2.3 (commit abc), JDK 25.0.1, Linux amd64}. */
  String line() {
    String at = commit.isBlank() ? "" : " (commit " + commit + ")";
    return "keeptrail %s%s, JDK %s, %s %s"
        .formatted(
            number,
            at,
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }
}
