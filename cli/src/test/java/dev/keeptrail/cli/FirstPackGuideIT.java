package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever goes through the first guide sees what it says that one sees. */
@Timeout(120)
final class FirstPackGuideIT {
  private static final Path GUIDE = DocumentedCommands.ROOT.resolve("docs/guides/first-pack.md");
  private static final Pattern REQUEST =
      Pattern.compile("(?s)curl -s http://127\\.0\\.0\\.1:41002(/\\S+) .*?-d '(.*?)'");
  private static final Pattern RESULT = Pattern.compile("(?s)```json\\n(.*?)```");

  @TempDir Path home;

  @Test
  void threeRequestsAreDecidedAsTheGuideSays() throws Exception {
    String guide = Files.readString(GUIDE);
    String pack = pack();

    List<HttpResponse<String>> answers = served(pack, guide);

    assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(200, 409, 200);
    assertThat(answers.getFirst().body()).contains("[EMAIL]").doesNotContain("ana.silva");
    JsonNode newest = newest();
    assertThat(newest.path("verdict").asString()).isEqualTo("allow");
    Matcher shown = RESULT.matcher(guide);
    assertThat(shown.find()).isTrue();
    assertThat(newest.path("policy_results").valueStream())
        .as("what the shadow policy would have done")
        .anySatisfy(result -> assertThat(fields(result)).containsAll(fields(json(shown.group(1)))));
  }

  /** As at the end of its chapter on events. */
  @Test
  void withoutShadowModeTheThirdRequestIsRefused() throws Exception {
    String pack = pack().replace("    enforcement: shadow\n", "");

    List<HttpResponse<String>> answers = served(pack, Files.readString(GUIDE));

    assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(200, 409, 409);
  }

  private static String pack() throws IOException {
    return Objects.requireNonNull(DocumentedCommands.savedFiles(GUIDE).get("first-pack.yaml"));
  }

  private List<HttpResponse<String>> served(String pack, String guide) throws Exception {
    Path file = Files.writeString(home.resolve("first-pack.yaml"), pack);
    CommandRun gateway = CommandRun.of(home);
    CompletableFuture<Integer> exitCode =
        GatewayInProcess.start(
            gateway, "--policy-config=" + file, "--simulate", "--listen=127.0.0.1:0");
    List<HttpResponse<String>> answers = new ArrayList<>();
    try {
      String address = GatewayInProcess.address(gateway);
      Matcher request = REQUEST.matcher(guide);
      while (request.find()) {
        answers.add(GatewayInProcess.post(address + request.group(1), request.group(2)));
      }
    } finally {
      gateway.interrupt();
      assertThat(exitCode.get(60, TimeUnit.SECONDS)).as(gateway.err()).isZero();
    }
    return answers;
  }

  private JsonNode newest() {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run("events", "tail", "--limit", "1", "--json")).as(run.err()).isZero();
    JsonNode events = json(run.out());
    return events.isArray() ? events.path(0) : events;
  }

  private static List<String> fields(JsonNode object) {
    return object.propertyStream().map(field -> field.getKey() + "=" + field.getValue()).toList();
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
