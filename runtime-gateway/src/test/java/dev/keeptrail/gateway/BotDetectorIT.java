package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.engine.PolicyProgram;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Callers who repeat themselves, at a real server. */
@Timeout(60)
final class BotDetectorIT {
  private static final String PACK =
      """
      pack: {name: bots, version: 1.0.0}
      providers: {targets: [{id: sim, provider: simulated}]}
      policies: {chain: [bot-detector]}
      policy:
        bot-detector:
          fingerprint_fields: [x-bot]
          max_requests_per_window: 2
          profile_window_seconds: 3600
          action: ACTION
      """;

  private final MemoryStore store = new MemoryStore();

  @Test
  void moreOfTheSameThanAllowedIsBlocked() throws Exception {
    try (PolicyProgram program = Programs.of(PACK.replace("ACTION", "block"));
        var gateway = Gateway.start(House.settings(), program, store);
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(ask(client, gateway, "a", House.prompt("Buy now!"))).isEqualTo(200);
      assertThat(ask(client, gateway, "a", House.prompt("buy NOW"))).isEqualTo(200);
      assertThat(ask(client, gateway, "a", House.prompt("What else is there?"))).isEqualTo(200);
      assertThat(ask(client, gateway, "b", House.prompt("Buy now!"))).isEqualTo(200);
      assertThat(ask(client, gateway, "a", House.prompt("Buy now!"))).isEqualTo(409);
    }
    var event = store.events.getLast();
    assertThat(event.reasonCode()).isEqualTo("bot_detector.blocked");
    assertThat(event.toString()).doesNotContain("x-bot");
  }

  @Test
  void aConversationThatGoesOnIsNoRepetition() throws Exception {
    String turn =
        "{\"role\":\"user\",\"content\":\"Tell me more of the history of this town, from the"
            + " beginning to the present day.\"},{\"role\":\"assistant\",\"content\":\"Well.\"},";
    try (PolicyProgram program = Programs.of(PACK.replace("ACTION", "block"));
        var gateway = Gateway.start(House.settings(), program, store);
        HttpClient client = HttpClient.newHttpClient()) {
      for (int at = 1; at <= 4; at++) {
        String body =
            "{\"model\":\"gpt\",\"messages\":["
                + turn.repeat(at)
                + "{\"role\":\"user\",\"content\":\"Question "
                + "abcd".charAt(at - 1)
                + "?\"}]}";
        assertThat(ask(client, gateway, "a", body)).isEqualTo(200);
      }
    }
  }

  /** The same key in another header, or with other letters before it, is the same caller. */
  @Test
  void whoIsKnownByAKeyIsSoHoweverItIsSent(@TempDir Path folder) throws Exception {
    String pack =
        PACK.replace("ACTION", "block")
            .replace("fingerprint_fields: [x-bot]", "fingerprint_fields: [authorization]");
    var keys = new CallerKeys(folder);
    String mine = keys.of(null);
    String other = keys.of(null);
    try (PolicyProgram program = Programs.of(pack);
        var house = new House(House.settings().withCallers(keys.settings()), program)) {
      for (String[] sent :
          new String[][] {
            {"authorization", "Bearer " + mine, "200"},
            {"authorization", "bEARER  " + mine, "200"},
            {"x-api-key", other, "200"},
            {"x-api-key", mine, "409"},
            {"api-key", mine, "409"},
            {"authorization", "bearer " + mine, "409"},
            {"authorization", "Bearer " + other, "200"},
          }) {
        var answer =
            house.ask(
                House.prompt("Buy now!"), "content-type", "application/json", sent[0], sent[1]);
        assertThat(answer.statusCode()).isEqualTo(Integer.parseInt(sent[2]));
      }
    }
  }

  @Test
  void warningLetsPassAndRecords() throws Exception {
    try (PolicyProgram program = Programs.of(PACK.replace("ACTION", "warn"));
        var gateway = Gateway.start(House.settings(), program, store);
        HttpClient client = HttpClient.newHttpClient()) {
      for (int at = 0; at < 3; at++) {
        assertThat(ask(client, gateway, "a", House.prompt("Buy now!"))).isEqualTo(200);
      }
    }
    assertThat(store.events.stream().map(one -> one.policyResults().getFirst().reasonCode()))
        .containsExactly("bot_detector.clean", "bot_detector.clean", "bot_detector.suspected");
  }

  private static int ask(HttpClient client, Gateway gateway, String caller, String body)
      throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + gateway.port() + "/v1/chat/completions");
    return client
        .send(
            HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .header("x-bot", caller)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
