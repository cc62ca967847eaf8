package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Azure's paths are other spellings of OpenAI's routes, and a deployment is a model. */
@Timeout(180)
final class AzurePathsIT {
  private static final String CHAT = "/openai/deployments/gpt-4o/chat/completions";
  private static final String JSON = "application/json";
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "/openai/deployments/D/chat/completions?api-version=2024-10-21, /v1/chat/completions, messages",
    "/openai/deployments/D/completions, /v1/completions, prompt",
    "/openai/deployments/D/embeddings, /v1/embeddings, input",
    "/openai/deployments/D/audio/speech, /v1/audio/speech, input",
    "/openai/deployments/D/chat/completions/, /v1/chat/completions, messages",
    "/openai/responses?api-version=2025-03-01-preview, /v1/responses, input",
    "/openai/v1/responses?api-version=preview, /v1/responses, input",
    "/openai/v1/chat/completions, /v1/chat/completions, messages",
    "/openai/v1/completions, /v1/completions, prompt",
    "/openai/v1/embeddings, /v1/embeddings, input",
    "/openai/v1/moderations, /v1/moderations, input",
    "/openai/v1/audio/speech, /v1/audio/speech, input",
  })
  void leadToTheUsualRoutes(String path, String route, String member) throws Exception {
    try (var house = House.simulated()) {
      String said = member.equals("messages") ? "[{\"role\":\"user\",\"content\":\"X\"}]" : "\"X\"";
      String body = "{\"model\":\"D\",\"" + member + "\":" + said + "}";

      assertThat(post(house, path, body.replace("X", "hi"), JSON).statusCode()).isEqualTo(200);
      DecisionEvent event = house.store.only();
      assertThat(event.route()).isEqualTo(route);
      assertThat(event.model()).isEqualTo("D");

      HttpResponse<String> refused = post(house, path, body.replace("X", "BLOCK-ME"), JSON);
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(House.error(refused).path("code").asString()).isEqualTo("input_blocked");
      assertThat(house.store.events.getLast().route()).isEqualTo(route);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"'model':'gpt-5.2',", "'model':null,", "'model':['a'],", ""})
  void theDeploymentIsTheModelWhateverTheBodySays(String model) throws Exception {
    try (var upstream = FakeUpstream.saying("Fine.");
        var house = House.before(upstream)) {
      String body = "{MODEL'messages':[{'role':'user','content':'hi'}]}".replace("MODEL", model);

      assertThat(post(house, CHAT, body.replace('\'', '"'), JSON).statusCode()).isEqualTo(200);
      assertThat(upstream.only().head()).startsWith("POST /v1/chat/completions ");
      assertThat(House.json(upstream.only().body()).path("model").asString()).isEqualTo("gpt-4o");
      assertThat(house.store.only().model()).isEqualTo("gpt-4o");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, gpt-4o",
    "gpt%2D4o, gpt-4o",
    "meta.llama-3%3A1, meta.llama-3:1",
    "a+b, a+b",
    "a%2Fb, a/b",
  })
  void aNameIsDecodedOnce(String written, String model) throws Exception {
    try (var house = House.simulated()) {
      String path = CHAT.replace("gpt-4o", written);

      assertThat(post(house, path, House.prompt("hi"), JSON).statusCode()).isEqualTo(200);
      assertThat(house.store.only().model()).isEqualTo(model);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o;a=b, 422",
    "gpt%204o, 422",
    "gpt%0A4o, 422",
    "gpt%22%2C%22stream%22%3Atrue, 422",
    "ann%40example.com, 422",
    "gpt%25252D4o, 422",
    "a/b, 404",
    "'', 404",
  })
  void aNameThatIsNoneIsRefusedWithoutAnEvent(String written, int status) throws Exception {
    try (var house = House.simulated()) {
      String path = CHAT.replace("gpt-4o", written);

      assertThat(raw(house, path)).startsWith("HTTP/1.1 " + status);
      assertThat(house.store.events).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/openai/deployments/m/responses",
        "/openai/deployments/m/messages",
        "/openai/deployments/m//chat/completions",
        "/openai/deployments/m/chat%2Fcompletions",
        "/openai/deployments/../v1/chat/completions",
        "/openai/deployments/m/chat/completions/..",
        "/openai/chat/completions",
        "/openai/v1/messages",
        "/OpenAI/v1/responses",
        "/v1/openai/responses",
      })
  void thereIsNothingBesideThem(String path) throws Exception {
    try (var house = House.simulated()) {
      assertThat(raw(house, path)).startsWith("HTTP/1.1 404").contains("\"not_found\"");
    }
  }

  @Test
  void aBodyThatIsNoneIsRefusedAsOnTheUsualRoute() throws Exception {
    try (var house = House.simulated()) {
      for (String body :
          new String[] {"", "[]", "{", "{\"model\":\"a\",\"model\":\"b\"}", "{\"Model\":\"a\"}"}) {
        HttpResponse<String> usual = post(house, "/v1/chat/completions", body, JSON);
        HttpResponse<String> azures = post(house, CHAT, body, JSON);

        assertThat(azures.statusCode()).isEqualTo(422);
        assertThat(House.error(azures).path("message"))
            .isEqualTo(House.error(usual).path("message"));
      }
    }
  }

  @Test
  void aFormHasTheDeploymentAsItsModel() throws Exception {
    try (var upstream = FakeUpstream.answering(200, JSON, "{\"text\":\"It is bob@example.com.\"}");
        var house = House.before(upstream)) {
      String form =
          """
          --b
          content-disposition: form-data; name="file"; filename="talk.mp3"
          content-type: audio/mpeg

          sound
          --b--
          """
              .replace("\n", "\r\n");
      HttpResponse<String> heard =
          post(
              house,
              "/openai/deployments/whisper/audio/transcriptions?api-version=2024-10-21",
              form,
              "multipart/form-data; boundary=b");

      assertThat(heard.statusCode()).as(heard.body()).isEqualTo(200);
      assertThat(House.json(heard).path("text").asString()).isEqualTo("It is [EMAIL].");
      assertThat(upstream.only().body()).contains("name=\"model\"\r\n\r\nwhisper\r\n");
      assertThat(house.store.only().model()).isEqualTo("whisper");
    }
  }

  @Test
  void anApprovalIsForTheDeploymentThatWasAsked() throws Exception {
    try (var office = Office.saying(folder, "fine")) {
      String prompt = House.prompt("ASK-SOMEBODY");
      String id = Office.id(post(office.house, CHAT, prompt, JSON));
      office.approve(id);

      String other = CHAT.replace("gpt-4o", "gpt-5.2");
      assertThat(Office.code(post(office.house, other, prompt, JSON, id)))
          .isEqualTo("escalation_changed");
      assertThat(office.upstream.received).isEmpty();
      assertThat(post(office.house, CHAT, prompt, JSON, id).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openai/v1/models", "/openai/models?api-version=2024-10-21"})
  void modelsAreListed(String path) throws Exception {
    try (var upstream = FakeUpstream.saying("Fine.");
        var house =
            new House(
                House.settings(), new FakeProgram(List.of(House.openai(upstream, "gpt-4o"))))) {
      assertThat(House.json(house.get(path)).at("/data/0/id").asString()).isEqualTo("gpt-4o");
      String one = path.replace("/models", "/models/gpt-4o");
      assertThat(House.json(house.get(one)).path("object").asString()).isEqualTo("model");
      assertThat(House.error(house.get(one.replace("4o", "5"))).path("code").asString())
          .isEqualTo("model_not_found");
    }
  }

  private static String raw(House house, String path) throws Exception {
    String body = House.prompt("hi");
    String head =
        "POST %s HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
            .formatted(path, body.length());
    return house.raw((head + body).getBytes(StandardCharsets.US_ASCII));
  }

  private static HttpResponse<String> post(
      House house, String path, String body, String type, String... escalation) throws Exception {
    var request =
        HttpRequest.newBuilder(house.uri(path))
            .header("content-type", type)
            .header("api-key", "any")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (String id : escalation) {
      request.header("x-keeptrail-escalation-id", id);
    }
    return Office.CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
