package dev.keeptrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator who makes and takes back keys beside a running gateway. */
@Timeout(180)
final class AuthTokenCommandsIT {
  private static final String PACK =
      """
      pack: {name: known, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [rbac, audit-logger]}
      policy: {rbac: {require_auth: true, deny_if_missing: [X-User-Role]}}
      """;
  private static final Pattern ADDRESS = Pattern.compile("listen +(http://\\S+)");

  @TempDir Path home;

  @Test
  void aKeyOpensARunningGatewayUntilItIsTakenBack() throws Exception {
    Path pack = Files.writeString(home.resolve("pack.yaml"), PACK);
    CommandRun gateway = CommandRun.of(home);
    CompletableFuture<Integer> exitCode =
        CompletableFuture.supplyAsync(() ->
            gateway.run(
                "gateway",
                "run",
                "--policy-config=" + pack,
                "--listen=127.0.0.1:0",
                "--auth=keys"));
    while (!gateway.out().contains("provider  sim")) {
      assertThat(exitCode).as(gateway.err()).isNotDone();
      Thread.sleep(50);
    }
    Matcher address = ADDRESS.matcher(gateway.out());
    assertThat(address.find()).isTrue();
    CommandRun made = ran("auth", "token", "create", "--name", "ana", "--role", "analyst");
    String key = made.out().lines().findFirst().orElseThrow();
    String id = "key_" + key.substring(8, 24);

    assertThat(gateway.out())
        .contains("callers   show a key (0 known); identity headers are ignored");
    until(address.group(1), key, 200);
    assertThat(send(address.group(1), "kt_live_" + "0".repeat(16) + "_" + "0".repeat(64)))
        .isEqualTo(401);
    assertThat(ran("auth", "token", "revoke", id).out()).isEqualTo("revoked " + id + " (ana)\n");
    until(address.group(1), key, 401);
    gateway.interrupt();
    assertThat(exitCode.get(60, TimeUnit.SECONDS)).isZero();

    assertThat(ran("events", "tail", "--json").out())
        .contains("\"caller\":{\"key\":\"" + id + "\"");
    assertThat(gateway.out() + gateway.err() + Files.readString(home.resolve("keys.json")))
        .doesNotContain(key);
  }

  @Test
  void listsWhatIsKnownOfKeysAndNoKey() {
    Clock then = Clock.fixed(Instant.parse("2026-11-26T08:00:00Z"), ZoneOffset.UTC);
    CommandRun made = CommandRun.of(home).withClock(then);
    assertThat(
            made.run(
                "auth",
                "token",
                "create",
                "--name=app",
                "--team=billing",
                "--group=a,b",
                "--scope=invoke",
                "--expires=12h",
                "--json"))
        .isZero();
    String key = made.out().replaceAll("(?s).*\"key\": \"([^\"]+)\".*", "$1");
    CommandRun before = CommandRun.of(home).withClock(then);
    CommandRun after = CommandRun.of(home).withClock(Clock.offset(then, Duration.ofHours(12)));

    assertThat(before.run("auth", "token", "list")).isZero();
    assertThat(after.run("auth", "token", "list", "--json")).isZero();

    assertThat(before.out())
        .contains(
            "active", "2026-11-26T20:00:00Z", "invoke", "app", "team=billing group=a group=b");
    assertThat(after.out()).contains("\"state\": \"expired\"", "\"team\": \"billing\"");
    assertThat(before.out() + after.out()).doesNotContain(key, "hash");
    CommandRun other = ran("auth", "token", "list", "--keys", home.resolve("other").toString());
    assertThat(other.out()).isEmpty();
    assertThat(other.err()).isEqualTo("there is no key\n");
  }

  /** Names are of people, and shown so that none can look like another thing. */
  @Test
  void namesHaveTheLettersOfPeople() {
    String name = "Zo\u00eb \u0141";
    CommandRun made =
        ran("auth", "token", "create", "--name", "Zoe\u0308 \u0141", "--user", name, "--json");
    assertThat(made.out()).contains("\"name\": \"" + name + "\"", "\"user\": \"" + name + "\"");
    assertThat(ran("auth", "token", "list").out()).contains(name, "user=" + name);
    for (String wrong : new String[] {"a\u200bb", "\u202eb", "a\u0007", "\u3164", "a\u2028b"}) {
      CommandRun refused = CommandRun.of(home);
      assertThat(refused.run("auth", "token", "create", "--name", wrong)).isEqualTo(1);
      assertThat(refused.err())
          .contains("`--name` must be 1 to 256 visible ASCII characters, or letters and digits")
          .doesNotContain(wrong);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth token revoke key_0000000000000000",
        "auth token create --name=x --scope=root",
        "auth token create --name=x --expires=0d",
        "auth token create --name=x --user=a\tb",
        "auth token create",
        "gateway run --auth=token",
        "gateway run --auth=keys --api-token=x",
        "gateway run --keys=k.json",
        "gateway run --prices=there-is-none.json",
        "gateway run --trusted-proxy=proxy.example"
      })
  void saysWhatIsWrongWithACommand(String line) {
    CommandRun run = CommandRun.of(home);

    assertThat(run.run(line.split(" "))).isEqualTo(1);
    assertThat(run.err()).startsWith("kt: ");
    assertThat(run.out()).isEmpty();
  }

  private CommandRun ran(String... arguments) {
    CommandRun run = CommandRun.of(home);
    assertThat(run.run(arguments)).as(run.err()).isZero();
    return run;
  }

  private static void until(String address, String key, int status) throws Exception {
    while (send(address, key) != status) {
      Thread.sleep(50);
    }
  }

  private static int send(String address, String key) throws Exception {
    String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address + "/v1/chat/completions"))
                .headers("content-type", "application/json", "authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
