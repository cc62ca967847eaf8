package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.language.plan.ProviderPlan;
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
import tools.jackson.databind.JsonNode;

/** Vertex AI's paths are other spellings of Google's and Anthropic's routes. */
@Timeout(180)
final class VertexPathsIT {
  private static final String OWNER = "/v1/projects/p/locations/us-central1";
  private static final String GOOGLE = OWNER + "/publishers/google/models/";
  private static final String CLAUDE = OWNER + "/publishers/anthropic/models/";
  private static final String ASKED =
      "{'anthropic_version':'vertex-2023-10-16','max_tokens':9,'messages':[{'role':'user','content':'X'}]}";
  private static final String MESSAGE =
      "{'id':'m','type':'message','role':'assistant','model':'c','content':[{'type':'text','text':'Hi'}],"
          + "'stop_reason':'end_turn','usage':{'input_tokens':1,'output_tokens':1}}";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        GOOGLE,
        "/v1beta1/projects/p/locations/global/publishers/google/models/",
        "/v1beta1/publishers/google/models/",
        "/v1/publishers/google/models/",
        "/v1beta/projects/p/locations/us-central1/publishers/google/models/",
        "/v1beta/projects/p/models/"
      })
  void leadToGooglesRoutes(String base) throws Exception {
    try (var house = House.simulated()) {
      String said = "{'contents':[{'role':'user','parts':[{'text':'X'}]}]}";
      for (String method :
          List.of("generateContent", "streamGenerateContent?alt=sse", "countTokens")) {
        String path = base + "gemini-3-pro:" + method;
        HttpResponse<String> answer = post(house, path, said.replace("X", "hi"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

        HttpResponse<String> refused = post(house, path, said.replace("X", "BLOCK-ME"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("\"status\":\"ABORTED\"").contains("input_blocked");
      }
      assertThat(house.store.events)
          .extracting(DecisionEvent::route)
          .containsOnly(
              "/v1beta/models/{model}:generateContent", "/v1beta/models/{model}:countTokens");
      assertThat(house.store.events).extracting(DecisionEvent::model).containsOnly("gemini-3-pro");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "claude-sonnet-4-6, claude-sonnet-4-6",
    "claude-haiku-4-5@20251001, claude-haiku-4-5@20251001",
    "claude-haiku-4-5%4020251001, claude-haiku-4-5@20251001",
  })
  void leadToAnthropicsMessages(String written, String model) throws Exception {
    try (var upstream = FakeUpstream.answering(200, "application/json", json(MESSAGE));
        var house = before(upstream, "anthropic")) {
      HttpResponse<String> answer =
          post(house, CLAUDE + written + ":rawPredict", ASKED.replace("X", "to ana@example.com"));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(tree(answer.body())).isEqualTo(tree(MESSAGE));
      assertThat(upstream.only().head()).startsWith("POST /v1/messages ");
      assertThat(tree(upstream.only().body()))
          .as("what the address says is in the body, and Vertex's version is not")
          .isEqualTo(
              tree(
                  "{'max_tokens':9,'messages':[{'role':'user','content':'to [EMAIL]'}],'model':'"
                      + model
                      + "'}"));
      DecisionEvent event = house.store.only();
      assertThat(event.route()).isEqualTo("/v1/messages");
      assertThat(event.model()).isEqualTo(model);
    }
  }

  @Test
  void aMessageIsStreamedWhereTheAddressSaysSo() throws Exception {
    try (var house = House.simulated()) {
      String path = CLAUDE + "claude-sonnet-4-6:streamRawPredict";
      for (String stream : List.of("", "'stream':true,")) {
        HttpResponse<String> answer =
            post(house, path, ASKED.replace("{'an", "{" + stream + "'an"));
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(answer.body()).contains("event: message_start").contains("event: message_stop");
      }
    }
  }

  @Test
  void tokensOfAMessageAreCounted() throws Exception {
    try (var house = House.simulated()) {
      String path = CLAUDE + "count-tokens:rawPredict";
      HttpResponse<String> answer = post(house, path, ASKED.replace("{'an", "{'model':'c','an"));

      assertThat(House.json(answer).path("input_tokens").isNumber()).isTrue();
      DecisionEvent event = house.store.only();
      assertThat(event.route()).isEqualTo("/v1/messages/count_tokens");
      assertThat(event.model()).isEqualTo("c");
      assertThat(post(house, path, ASKED).body()).contains("`model`");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "rawPredict|'model':'other'|/model",
        "rawPredict|'model':['claude-sonnet-4-6']|/model",
        "rawPredict|'stream':true|/stream",
        "streamRawPredict|'stream':false|/stream",
      })
  void aBodyThatSaysSomethingElseIsRefused(String method, String member, String place)
      throws Exception {
    try (var house = House.simulated()) {
      String path = CLAUDE + "claude-sonnet-4-6:" + method;
      HttpResponse<String> answer = post(house, path, ASKED.replace("{'an", "{" + member + ",'an"));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
      assertThat(House.json(answer).path("type").asString("")).isEqualTo("error");
      assertThat(answer.body()).contains(place).contains("the address says");
      assertThat(house.store.events).isEmpty();
    }
  }

  @Test
  void predictionsAreEmbeddings() throws Exception {
    String answer =
        "{'embeddings':[{'values':[0.5]},{'values':[1]}],'usageMetadata':{'promptTokenCount':5}}";
    try (var upstream = FakeUpstream.answering(200, "application/json", json(answer));
        var house = before(upstream, "google")) {
      HttpResponse<String> predicted =
          post(
              house,
              GOOGLE + "gemini-embedding-001:predict",
              "{'instances':[{'content':'to ana@example.com','task_type':'CLUSTERING'},{'content':'x'}],"
                  + "'parameters':{'autoTruncate':true,'outputDimensionality':3}}");

      assertThat(predicted.statusCode()).as(predicted.body()).isEqualTo(200);
      assertThat(tree(predicted.body()))
          .isEqualTo(
              tree(
                  "{'predictions':[{'embeddings':{'values':[0.5],'statistics':"
                      + "{'token_count':3,'truncated':false}}},{'embeddings':{'values':[1],"
                      + "'statistics':{'token_count':2,'truncated':false}}}]}"));
      assertThat(upstream.only().head())
          .startsWith("POST /v1beta/models/gemini-embedding-001:batchEmbedContents ");
      assertThat(tree(upstream.only().body()))
          .isEqualTo(
              tree(
                  "{'requests':[{'content':{'parts':[{'text':'to [EMAIL]'}]},'taskType':'CLUSTERING',"
                      + "'outputDimensionality':3,'model':'models/gemini-embedding-001'},"
                      + "{'content':{'parts':[{'text':'x'}]},'outputDimensionality':3,"
                      + "'model':'models/gemini-embedding-001'}]}"));
      assertThat(house.store.only().route()).isEqualTo("/v1beta/models/{model}:batchEmbedContents");
    }
  }

  @Test
  void whatVertexHasInAMemberOfItsOwnStandsWhereGooglesApiHasIt() throws Exception {
    try (var upstream =
            FakeUpstream.answering(200, "application/json", json("{'embedding':{'values':[1]}}"));
        var house = before(upstream, "google")) {
      HttpResponse<String> answer =
          post(
              house,
              GOOGLE + "gemini-embedding-2:embedContent",
              "{'content':{'parts':[{'text':'x'}]},'embedContentConfig':{'title':'of ana@example.com',"
                  + "'taskType':'RETRIEVAL_DOCUMENT','autoTruncate':true}}");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(tree(upstream.only().body()))
          .isEqualTo(
              tree(
                  "{'content':{'parts':[{'text':'x'}]},'title':'of [EMAIL]',"
                      + "'taskType':'RETRIEVAL_DOCUMENT','model':'models/gemini-embedding-2'}"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|/instances",
        "{'instances':[]}|/instances",
        "{'instances':['x']}|/instances/0",
        "{'instances':[{'content':'x'},{'prompt':'a picture'}]}|/instances/1",
        "{'instances':[{'content':'x','taskType':'A','task_type':'B'}]}|/instances/0/*",
        "{'instances':[{'content':'x','outputDimensionality':1}],"
            + "'parameters':{'outputDimensionality':2}}|/parameters/*",
        "{'instances':[{'content':'x'}],'parameters':{'sampleCount':2}}|/parameters",
        "{'instances':[{'content':'x'}],'parameters':'x'}|/parameters",
        "{'instances':[{'content':'x'}],'labels':{}}|",
      })
  void anInstanceThatIsNoTextIsRefused(String body, String place) throws Exception {
    try (var house = House.simulated()) {
      HttpResponse<String> answer = post(house, GOOGLE + "imagen-4:predict", body);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
      assertThat(House.json(answer).at("/error/details/0/metadata/param").asString(""))
          .isEqualTo(place == null ? "" : place);
      assertThat(house.store.events).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        OWNER + "/publishers/anthropic/models/claude:predict",
        OWNER + "/publishers/anthropic/models/count-tokens:streamRawPredict",
        OWNER + "/publishers/google/models/gemini-3-pro:rawPredict",
        "/v2/projects/p/locations/l/publishers/google/models/gemini-3-pro:generateContent",
        "/projects/p/locations/l/publishers/google/models/gemini-3-pro:generateContent",
      })
  void thereIsNothingBesideThem(String path) throws Exception {
    try (var house = House.simulated()) {
      assertThat(raw(house, path)).startsWith("HTTP/1.1 404").contains("not_found");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        OWNER + "/publishers/meta/models/llama:rawPredict",
        OWNER + "/publishers/google/models/gemini-3-pro:predictLongRunning",
        OWNER + "/endpoints/7:generateContent",
        OWNER + "/publishers/google//models/gemini-3-pro:generateContent",
        "/v1/projects/p/models/gemini-3-pro:generateContent",
        "/v1beta/projects/p/q/models/gemini-3-pro:generateContent",
        "/v1/projects/p/publishers/google/models/gemini-3-pro:generateContent",
        "/v1/projects/../publishers/google/models/gemini-3-pro:generateContent",
      })
  void whatElseAProjectHasIsNotGoverned(String path) throws Exception {
    try (var house = House.simulated()) {
      assertThat(raw(house, path)).startsWith("HTTP/1.1 404").contains("route_not_governed");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "claude;a=b, 422",
    "claude%204, 422",
    "ann%40example.com, 422",
    "claude%25404, 422",
    "'', 422",
  })
  void aNameThatIsNoneIsRefusedWithoutAnEvent(String written, int status) throws Exception {
    try (var house = House.simulated()) {
      assertThat(raw(house, CLAUDE + written + ":rawPredict")).startsWith("HTTP/1.1 " + status);
      assertThat(house.store.events).isEmpty();
    }
  }

  @Test
  void anApprovalIsForTheModelThatWasAskedAtEitherSpelling() throws Exception {
    try (var office = Office.saying(folder, "fine")) {
      String said = "{'contents':[{'role':'user','parts':[{'text':'ASK-SOMEBODY'}]}]}";
      String usual = "/v1beta/models/gemini-3-pro:generateContent";
      HttpResponse<String> held = post(office.house, GOOGLE + "gemini-3-pro:generateContent", said);
      String id = held.headers().firstValue("x-keeptrail-escalation-id").orElseThrow();
      office.approve(id);

      String other = GOOGLE + "gemini-2-pro:generateContent";
      assertThat(post(office.house, other, said, id).body()).contains("escalation_changed");
      assertThat(post(office.house, usual, said, id).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void modelsAreListedAsVertexHasThem() throws Exception {
    var target = new ProviderPlan("t", "simulated", "gemini-3-pro", null, null);
    try (var house = new House(House.settings(), new FakeProgram(List.of(target)))) {
      JsonNode list = House.json(house.get("/v1beta1/publishers/google/models"));
      assertThat(list.at("/publisherModels/0/name").asString())
          .isEqualTo("publishers/google/models/gemini-3-pro");
      assertThat(House.json(house.get("/v1/publishers/google/models/gemini-3-pro")))
          .isEqualTo(list.at("/publisherModels/0"));
      assertThat(house.get("/v1/publishers/google/models/other").body()).contains("NOT_FOUND");
    }
  }

  private static House before(FakeUpstream upstream, String provider) throws Exception {
    String base = upstream.baseUrl();
    String address = provider.equals("google") ? base + "beta/openai" : base;
    var target = new ProviderPlan("t", provider, null, address, null);
    return new House(House.settings(), new FakeProgram(List.of(target)));
  }

  private static String json(String quoted) {
    return quoted.replace('\'', '"');
  }

  private static JsonNode tree(String quoted) throws Exception {
    return StrictJson.parse(json(quoted).getBytes(StandardCharsets.UTF_8));
  }

  private static String raw(House house, String path) throws Exception {
    String body = json(ASKED);
    String head =
        "POST %s HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
            .formatted(path, body.length());
    return house.raw((head + body).getBytes(StandardCharsets.US_ASCII));
  }

  private static HttpResponse<String> post(
      House house, String path, String body, String... escalation) throws Exception {
    var request =
        HttpRequest.newBuilder(house.uri(path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json(body)));
    for (String id : escalation) {
      request.header("x-keeptrail-escalation-id", id);
    }
    return Office.CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
