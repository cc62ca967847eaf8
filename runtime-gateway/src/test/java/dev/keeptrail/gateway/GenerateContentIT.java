package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Google's own protocol: the address says what the body of others says. */
@Timeout(180)
final class GenerateContentIT {
  private static final String ANSWER =
      """
      {"candidates":[{"content":{"role":"model","parts":[{"text":"Hi"}]},"finishReason":"STOP",\
      "index":0}],"modelVersion":"gemini-3-pro","responseId":"r",\
      "usageMetadata":{"promptTokenCount":11,"candidatesTokenCount":7,"thoughtsTokenCount":5,\
      "cachedContentTokenCount":3,"totalTokenCount":23}}\
      """;
  private static final String PROMPT = "{\"contents\":[{\"parts\":[{\"text\":\"Hello\"}]}]}";
  private static final String PATH = "/v1beta/models/gemini-3-pro:generateContent";

  private static House before(FakeUpstream upstream, String provider) throws Exception {
    String base = upstream.baseUrl();
    String address = provider.equals("google") ? base + "beta/openai" : base;
    var target = new ProviderPlan("t", provider, null, address, null);
    return new House(House.settings(), new FakeProgram(List.of(target)));
  }

  private static HttpResponse<String> ask(House house, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(house.uri(path))
            .header("content-type", "application/json")
            .timeout(House.PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static JsonNode tree(String json) throws Exception {
    return StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PATH,
        "/v1/models/gemini-3-pro:generateContent",
        "/v1beta/models/gemini-3-pro:generateContent?alt=json",
        "/v1beta/models/models/gemini-3-pro:generateContent",
      })
  void isAskedAtGooglesOwnAddress(String path) throws Exception {
    try (var upstream = FakeUpstream.answering(200, "application/json", ANSWER);
        var house = before(upstream, "google")) {
      HttpResponse<String> response = ask(house, path, PROMPT);

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(response.body()).isEqualTo(ANSWER);
      assertThat(upstream.only().head())
          .startsWith("POST /v1beta/models/gemini-3-pro:generateContent HTTP/1.1");
      assertThat(upstream.only().body()).isEqualTo(PROMPT);
      assertThat(house.store.only().route()).isEqualTo("/v1beta/models/{model}:generateContent");
      DecisionEvent.Usage usage = Objects.requireNonNull(house.store.only().usage());
      assertThat(usage.inputTokens()).isEqualTo(11);
      assertThat(usage.outputTokens()).isEqualTo(12);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'system_instruction':{'parts':{'text':'s'}},'contents':{'parts':[{'text':'x'}]}}"
            + "|{'contents':[{'parts':[{'text':'x'}]}],'systemInstruction':{'parts':[{'text':'s'}]}}",
        "{'contents':[{'parts':[{'function_response':{'name':'f','response':{'a_b':1}}}]}]}"
            + "|{'contents':[{'parts':[{'functionResponse':{'name':'f','response':{'a_b':1}}}]}]}",
        "{'contents':[{'parts':[{'inline_data':{'mime_type':'image/png','data':'QUJD'}}]}]}"
            + "|{'contents':[{'parts':[{'inlineData':{'mimeType':'image/png','data':'QUJD'}}]}]}",
        "{'contents':[{'parts':[{'text':'x'}]}],'generation_config':{'max_output_tokens':5}}"
            + "|{'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'maxOutputTokens':5}}",
        "{'contents':[{'parts':[{'text':'x'}]}],'tools':{'function_declarations':{'name':'f'}}}"
            + "|{'contents':[{'parts':[{'text':'x'}]}],'tools':[{'functionDeclarations':[{'name':'f'}]}]}",
      })
  void isSpelledInOneWay(String asked, String sent) throws Exception {
    try (var upstream = FakeUpstream.answering(200, "application/json", ANSWER);
        var house = before(upstream, "google")) {
      HttpResponse<String> response = ask(house, PATH, asked.replace('\'', '"'));

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      String told = upstream.only().body();
      assertThat(tree(told)).isEqualTo(tree(sent.replace('\'', '"')));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "/v1beta/models/m:predict|{}|404|not_found|",
        "/v1beta/models/m|{}|404|not_found|",
        "/v1beta/other|{}|404|not_found|",
        "/v1beta/models/m:streamGenerateContent|{}|422|invalid_query|alt",
        "/v1beta/models/m:streamGenerateContent?alt=json|{}|422|invalid_query|alt",
        "/v1beta/models/m:generateContent?alt=sse|{}|422|invalid_query|alt",
        "/v1beta/models/m:generateContent?key=AIzaSy|{}|422|invalid_query|x-goog-api-key",
        "/v1beta/models/:generateContent|{'contents':[{'parts':[{'text':'x'}]}]}|422|invalid_request|/model",
        "/v1beta/models/ann@example.com:generateContent|{'contents':[{'parts':[{'text':'x'}]}]}|422|invalid_request|/model",
        "/v1beta/models/m:generateContent|{'model':'other','contents':[]}|422|invalid_request|/model",
        "/v1beta/models/m:generateContent|{'contents':[],'stream':true}|422|invalid_request|/stream",
        "/v1beta/models/m:generateContent|[]|422|invalid_request|",
        "/v1beta/models/m:generateContent|{|422|malformed_body|",
        "/v1beta/models/m:generateContent|{'contents':[]}|422|invalid_request|/contents",
        "/v1beta/models/m:generateContent|{'contents':[{'role':'system','parts':[]}]}|422|invalid_request|/contents/0/role",
        "/v1beta/models/m:generateContent|{'contents':[{'parts':['x']}]}|422|invalid_request|/contents/0/parts/0",
        "/v1beta/models/m:generateContent|{'contents':[{'parts':[{'inlineData':{},'inline_data':{}}]}]}|422|invalid_request|/contents/0/parts/0/inlineData",
        "/v1beta/models/m:generateContent|{'contents':[{'parts':[{'text':'x'}]}],'systemInstruction':'s'}|422|invalid_request|/systemInstruction",
        "/v1beta/models/m:generateContent|{'contents':[{'parts':[{'text':'x'}]}],'generationConfig':[]}|422|invalid_request|/generationConfig",
      })
  void saysWhatIsWrongInGooglesForm(
      String path, String body, int status, String code, @Nullable String place) throws Exception {
    try (var upstream = FakeUpstream.answering(200, "application/json", ANSWER);
        var house = before(upstream, "google")) {
      HttpResponse<String> response = ask(house, path, body.replace('\'', '"'));

      assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
      JsonNode error = tree(response.body()).path("error");
      assertThat(error.path("code").asInt(0)).isEqualTo(status);
      assertThat(error.path("status").asString(""))
          .isEqualTo(status == 404 ? "NOT_FOUND" : "INVALID_ARGUMENT");
      assertThat(error.at("/details/0/reason").asString("")).isEqualTo(code);
      if (place != null) {
        assertThat(error.at("/details/0/metadata/param").asString("")).isEqualTo(place);
      }
      assertThat(upstream.received).isEmpty();
    }
  }

  @Test
  void anAnswerWithoutAnEndIsNone() throws Exception {
    String half = ANSWER.replace("\"finishReason\":\"STOP\",", "");
    try (var upstream = FakeUpstream.answering(200, "application/json", half);
        var house = before(upstream, "google")) {
      assertThat(ask(house, PATH, PROMPT).statusCode()).isEqualTo(502);
    }
  }

  @Test
  void aPromptThatTheProviderBlocksIsAnswered() throws Exception {
    String blocked = "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}";
    try (var upstream = FakeUpstream.answering(200, "application/json", blocked);
        var house = before(upstream, "google")) {
      HttpResponse<String> response = ask(house, PATH, PROMPT);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo(blocked);
    }
  }

  /** Each of Google's SDKs knows an error in a stream in its own way. */
  @Test
  void aStreamThatIsStoppedSaysSoByItselfAndAsAnEvent() throws Exception {
    String pack =
        StreamTrial.PACK
            .replace("PROVIDER", "google")
            .replace("\"BASE_URL\"", "\"BASE_URLbeta/openai\"");
    try (var trial =
        new StreamTrial(
            pack,
            true,
            (_, out) -> {
              StreamTrial.begin(out);
              for (String text : List.of("Good morning. ", "It is " + StreamTrial.SECRET + " ")) {
                StreamTrial.say(
                    out,
                    "data: {'candidates':[{'content':{'role':'model','parts':[{'text':'"
                        + text
                        + "'}]},'index':0}]}");
              }
            })) {
      BufferedReader lines =
          StreamTrial.lines(
              trial.ask("/v1beta/models/gemini-3-pro:streamGenerateContent?alt=sse", PROMPT));
      List<String> said = new ArrayList<>();
      assertThatThrownBy(
              () -> {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  if (!line.isEmpty()) {
                    said.add(line);
                  }
                }
              })
          .as("the connection breaks")
          .isInstanceOf(IOException.class);

      int bare = said.size() - 3;
      assertThat(said.getFirst()).startsWith("data: {").contains("Good ");
      assertThat(said.get(bare)).startsWith("{\"error\":{\"code\":409,").contains("stops.secret");
      assertThat(said.get(bare + 1)).isEqualTo("data: " + said.get(bare));
      assertThat(said.get(bare + 2)).startsWith("data: {").contains("\"text\":\"\"");
      assertThat(said.toString()).doesNotContain(StreamTrial.SECRET);
    }
  }

  @Test
  void modelsAreListedWhereGooglesClientsLook() throws Exception {
    var target = new ProviderPlan("t", "simulated", "gemini-3-pro", null, null);
    try (var house = new House(House.settings(), new FakeProgram(List.of(target)))) {
      String model =
          "{\"name\":\"models/gemini-3-pro\",\"displayName\":\"gemini-3-pro\","
              + "\"supportedGenerationMethods\":"
              + "[\"generateContent\",\"countTokens\",\"embedContent\",\"batchEmbedContents\"]}";

      assertThat(house.get("/v1beta/models").body()).isEqualTo("{\"models\":[" + model + "]}");
      assertThat(house.get("/v1beta/models/gemini-3-pro").body()).isEqualTo(model);
      assertThat(house.get("/v1beta/models/other").body()).contains("\"status\":\"NOT_FOUND\"");
    }
  }

  @Test
  void aListedModelHasTheMethodsOfWhatServesIt() throws Exception {
    try (var upstream = FakeUpstream.saying("Fine.");
        var house =
            new House(House.settings(), new FakeProgram(List.of(House.openai(upstream, "gpt"))))) {
      assertThat(House.json(house.get("/v1beta/models/gpt")).path("supportedGenerationMethods"))
          .hasToString("[\"generateContent\"]");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "openai, /v1/chat/completions",
    "mistral, /v1/chat/completions",
    "anthropic, /v1/messages",
  })
  void otherTargetsAreAskedInTheirOwnProtocol(String provider, String path) throws Exception {
    String answer =
        path.endsWith("messages")
            ? "{'id':'m','type':'message','role':'assistant','model':'c','content':[{'type':'text',"
                + "'text':'Hi'}],'stop_reason':'end_turn','usage':{'input_tokens':1,'output_tokens':1}}"
            : "{'id':'c','choices':[{'index':0,'message':{'role':'assistant','content':'Hi'},"
                + "'finish_reason':'stop'}]}";
    try (var upstream = FakeUpstream.answering(200, "application/json", answer.replace('\'', '"'));
        var house = before(upstream, provider)) {
      HttpResponse<String> response = ask(house, PATH, PROMPT);

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(tree(response.body()).at("/candidates/0/content/parts/0/text").asString(""))
          .isEqualTo("Hi");
      assertThat(upstream.only().head()).startsWith("POST " + path);
    }
  }
}
