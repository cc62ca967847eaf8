package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** How a gateway's log looks, in a process of its own: a process has one log. */
@Timeout(300)
final class LogLayoutIT {
  private static final Path PACK =
      Path.of("..", "packs", "audit-trail-example", "policy-config.yaml");

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "'', --log-format json, true",
    "JSON, '', true",
    "text, --log-format json, true",
    "'', '', false",
    "json, --log-format text, false",
    "text, '', false",
  })
  void isWhatTheOptionSaysOrElseTheVariable(String variable, String option, boolean json)
      throws Exception {
    String line = firstLine(Map.of("KEEPTRAIL_LOG_FORMAT", variable), option);

    if (json) {
      assertThat(JsonMapper.shared().readTree(line).path("formattedMessage").stringValue())
          .startsWith("serving [audit-trail-example@");
    } else {
      assertThat(line).matches("\\d{4}-\\d{2}-\\d{2}T\\S+Z INFO  Gateway: serving \\[audit-.*");
    }
  }

  @Test
  void aLevelWithSpacesAroundItIsTheLevel() throws Exception {
    assertThat(firstLine(Map.of("KEEPTRAIL_LOG", " info "), "")).contains("INFO  Gateway: serving");
  }

  /** What a gateway logs first at the level {@code info}: that it serves. */
  private String firstLine(Map<String, String> environment, String option) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("gateway", "run", "--policy-config", PACK.toString(), "--simulate"));
    command.addAll(List.of("--listen", "127.0.0.1:0"));
    if (!option.isEmpty()) {
      command.addAll(List.of(option.split(" ")));
    }
    var builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("KEEPTRAIL_HOME", home.toString());
    builder.environment().put("KEEPTRAIL_LOG", "info");
    builder.environment().putAll(environment);
    Process gateway = builder.start();
    List<String> said = new ArrayList<>();
    try (BufferedReader lines = gateway.errorReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.contains("serving [")) {
          return line;
        }
      }
    } finally {
      gateway.destroy();
      int ignored = gateway.waitFor();
    }
    throw new AssertionError("nothing is logged: " + said);
  }
}
