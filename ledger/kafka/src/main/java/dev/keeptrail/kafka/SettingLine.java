package dev.keeptrail.kafka;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** In which line of a properties file a setting stands. */
final class SettingLine {
  private SettingLine() {}

  /**
   * The line in words, to go behind the file's name; empty where it is not known. Of a setting that
   * is written twice the last one counts.
   */
  static String of(Path file, @Nullable String setting) {
    if (setting == null) {
      return "";
    }
    int found = 0;
    try {
      List<String> lines = Files.readAllLines(file);
      for (int at = 0; at < lines.size(); at++) {
        found = holds(lines.get(at), setting) ? at + 1 : found;
      }
    } catch (IOException _) {
      // The problem is told without its line.
      return "";
    }
    return found == 0 ? "" : " line " + found;
  }

  private static boolean holds(String line, String setting) throws IOException {
    var one = new Properties();
    try {
      one.load(new StringReader(line));
    } catch (IllegalArgumentException _) {
      // Half of something that goes on in the next line.
      return false;
    }
    return one.containsKey(setting);
  }
}
