package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Commands with a service that finds a group wherever a text says so. */
@Timeout(180)
final class DetectorsOptionIT {
  private static final String GROUP = "Martians";
  private static final String PACK =
      """
      language 1

      pack names { version: "1.0.0" }

      chain { people audit-logger }

      policy people on input {
        rule group {
          when finding(category == "plugin.group", score >= 0.8)
          then block "people.group"
        }
      }

      test "a group is refused" {
        given message { role: "user", text: "all Martians are late" }
        expect block by people reason "people.group"
      }
      """;

  @TempDir Path folder;

  private HttpServer service;
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/analyze",
        exchange -> {
          try (exchange) {
            String text =
                JsonMapper.shared()
                    .readTree(exchange.getRequestBody().readAllBytes())
                    .path("text")
                    .asString();
            int start = text.indexOf(GROUP);
            String found =
                "[{\"start\": %d, \"end\": %d, \"score\": 0.9, \"entity_type\": \"NRP\"}]"
                    .formatted(start, start + GROUP.length());
            byte[] body = (start < 0 ? "[]" : found).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  private String detectors() throws IOException {
    return Files.writeString(
            folder.resolve("detectors.yaml"),
            """
            detectors:
              - name: names
                provider: presidio
                timeout_ms: 20000
                base_url: http://127.0.0.1:%d
                entities: {NRP: plugin.group}
            """
                .formatted(service.getAddress().getPort()))
        .toString();
  }

  @Test
  void aScanShowsWhatAPlugInFinds() throws IOException {
    CommandRun run = CommandRun.of(folder).withInput("all Martians, a@example.com");

    int exitCode = run.run("detect", "scan", "-", "--detectors", detectors());

    assertThat(run.out())
        .contains("plugin.group [NRP], score 0.90, model, view plain, names@1", "pii.email");
    assertThat(exitCode).isZero();
  }

  @Test
  void aScanMayAskForThePlugInOnly() throws IOException {
    CommandRun run = CommandRun.of(folder).withInput("all Martians, a@example.com");

    run.run("detect", "scan", "-", "--detectors", detectors(), "--category", "plugin");

    assertThat(run.out()).contains("plugin.group").doesNotContain("pii.email");
  }

  @Test
  void aFailureOfTheServiceIsShown() throws IOException {
    status = 500;
    CommandRun run = CommandRun.of(folder).withInput("all Martians");

    int exitCode = run.run("detect", "scan", "-", "--detectors", detectors());

    assertThat(run.err()).contains("names@1", "the service answered with status 500");
    assertThat(exitCode).isEqualTo(1);
  }

  @Test
  void listsWhatPlugInsReport() throws IOException {
    CommandRun run = CommandRun.of(folder);

    run.run("detect", "list", "--detectors", detectors());

    assertThat(run.out()).containsPattern("plugin\\.group \\*? +names@1");
  }

  @Test
  void testsOfAPackRunWithPlugIns() throws IOException {
    String pack = Files.writeString(folder.resolve("names.pack"), PACK).toString();
    CommandRun with = CommandRun.of(folder);
    CommandRun without = CommandRun.of(folder);

    assertThat(with.run("policy", "test", "--file", pack, "--detectors", detectors()))
        .as(with.out() + with.err())
        .isZero();
    assertThat(without.run("policy", "test", "--file", pack)).isEqualTo(1);
    assertThat(without.err()).contains("no detector reports `plugin.group`");
  }

  @Test
  void lintKnowsTheCategoriesOfPlugIns() throws IOException {
    String pack =
        Files.writeString(
                folder.resolve("names.pack"), PACK.replace("plugin.group", "plugin.groop"))
            .toString();
    CommandRun with = CommandRun.of(folder);
    CommandRun without = CommandRun.of(folder);

    assertThat(with.run("policy", "lint", pack, "--detectors", detectors())).isEqualTo(2);
    assertThat(with.out()).contains("E208", "did you mean `plugin.group`?");
    assertThat(without.run("policy", "lint", pack)).isZero();
  }

  @Test
  void aFileWithErrorsIsShownWithItsPlaces() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("detectors.yaml"),
            """
            detectors:
              - name: names
                provider: presido
            """);
    CommandRun run = CommandRun.of(folder).withInput("x");

    int exitCode = run.run("detect", "scan", "-", "--detectors", file.toString());

    assertThat(run.err())
        .contains(
            "E203",
            "detectors.yaml:3:15",
            "did you mean `presidio`? installed: `openai-moderation`, `presidio`, `webhook`")
        .contains("kt: the detectors file has errors and is not used");
    assertThat(exitCode).isEqualTo(2);
  }
}
