package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.language.plan.ProviderPlan;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What else may be asked of a model in Google's protocol: counts of tokens, and embeddings. */
@Timeout(180)
final class ContentsCallsIT {
  private static final String BASE = "/v1beta/models/gemini-embedding:";
  private static final String COUNT = "{'totalTokens':7}";
  private static final String ONE = "{'embedding':{'values':[0.5,1]}}";
  private static final String MANY = "{'embeddings':[{'values':[0.5]},{'values':[1]}]}";

  private static House before(FakeUpstream upstream, String provider) throws Exception {
    String base = upstream.baseUrl();
    String address = provider.equals("google") ? base + "beta/openai" : base;
    var target = new ProviderPlan("t", provider, null, address, null);
    return new House(House.settings(), new FakeProgram(List.of(target)));
  }

  private static HttpResponse<String> ask(House house, String method, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(house.uri(BASE + method))
            .header("content-type", "application/json")
            .timeout(House.PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static FakeUpstream answering(String answer) throws Exception {
    return FakeUpstream.answering(200, "application/json", answer.replace('\'', '"'));
  }

  private static JsonNode tree(String json) throws Exception {
    return StrictJson.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "countTokens|{'contents':{'parts':{'text':'to ana@example.com'}}}"
            + "|{'contents':[{'parts':[{'text':'to [EMAIL]'}]}]}|"
            + COUNT,
        "countTokens|{'generate_content_request':{'model':'models/gemini-embedding',"
            + "'contents':[{'parts':[{'text':'x'}]}],"
            + "'system_instruction':{'parts':{'text':'to ana@example.com'}}}}"
            + "|{'generateContentRequest':{'contents':[{'parts':[{'text':'x'}]}],"
            + "'systemInstruction':{'parts':[{'text':'to [EMAIL]'}]},"
            + "'model':'models/gemini-embedding'}}|"
            + COUNT,
        "embedContent|{'content':{'parts':{'text':'to ana@example.com'}},'task_type':'CLUSTERING'}"
            + "|{'content':{'parts':[{'text':'to [EMAIL]'}]},'taskType':'CLUSTERING',"
            + "'model':'models/gemini-embedding'}|"
            + ONE,
        "batchEmbedContents|{'requests':[{'model':'models/gemini-embedding','content':{'parts':"
            + "[{'text':'to ana@example.com'}]}},{'content':{'parts':[{'text':'x'}]},"
            + "'title':'of ana@example.com'}]}"
            + "|{'requests':[{'content':{'parts':[{'text':'to [EMAIL]'}]},"
            + "'model':'models/gemini-embedding'},{'content':{'parts':[{'text':'x'}]},"
            + "'title':'of [EMAIL]','model':'models/gemini-embedding'}]}|"
            + MANY,
      })
  void isJudgedAndAskedAtGooglesOwnAddress(String method, String asked, String sent, String answer)
      throws Exception {
    try (var upstream = answering(answer);
        var house = before(upstream, "google")) {
      HttpResponse<String> response = ask(house, method, asked);

      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      assertThat(tree(response.body())).isEqualTo(tree(answer));
      assertThat(upstream.only().head()).startsWith("POST " + BASE + method + " HTTP/1.1");
      assertThat(tree(upstream.only().body())).isEqualTo(tree(sent));
      DecisionEvent event = house.store.only();
      assertThat(event.route()).isEqualTo("/v1beta/models/{model}:" + method);
      assertThat(event.model()).isEqualTo("gemini-embedding");
      assertThat(event.verdict()).isEqualTo("redact");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "countTokens|{}|/contents",
        "countTokens|{'generateContentRequest':{'contents':[]}}|/contents",
        "countTokens|{'generateContentRequest':{},'contents':[]}|/generateContentRequest",
        "countTokens|{'model':'other','contents':[{'parts':[{'text':'x'}]}]}|/model",
        "embedContent|{}|/content",
        "embedContent|{'content':'x'}|/content",
        "embedContent|{'model':'models/other','content':{'parts':[{'text':'x'}]}}|/model",
        "embedContent|{'content':{'parts':[{'text':'x'}]},'stream':true}|/stream",
        "batchEmbedContents|{}|/requests",
        "batchEmbedContents|{'requests':[]}|/requests",
        "batchEmbedContents|{'requests':['x']}|/requests/0",
        "batchEmbedContents|{'requests':[{'content':{}}]}|/requests/0/content",
        "batchEmbedContents|{'requests':[{'model':'o','content':{'parts':[{'text':'x'}]}}]}"
            + "|/requests/0/model",
        "batchEmbedContents|{'model':'gemini-embedding','requests':[]}|/model",
      })
  void saysWhatIsWrong(String method, String body, String place) throws Exception {
    try (var upstream = answering(COUNT);
        var house = before(upstream, "google")) {
      HttpResponse<String> response = ask(house, method, body);

      assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
      assertThat(tree(response.body()).at("/error/details/0/metadata/param").asString(""))
          .isEqualTo(place);
      assertThat(upstream.received).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "countTokens|{'contents':[{'parts':[{'text':'BLOCK-ME'}]}]}",
        "embedContent|{'content':{'parts':[{'text':'BLOCK-ME'}]}}",
        "batchEmbedContents|{'requests':[{'content':{'parts':[{'text':'BLOCK-ME'}]}}]}",
      })
  void whatAPolicyRefusesIsNotAsked(String method, String body) throws Exception {
    try (var upstream = answering(COUNT);
        var house = before(upstream, "google")) {
      HttpResponse<String> response = ask(house, method, body);

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(tree(response.body()).at("/error/status").asString("")).isEqualTo("ABORTED");
      assertThat(upstream.received).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "countTokens|{'contents':[{'parts':[{'text':'x'}]}]}|{'promptTokens':1}",
        "embedContent|{'content':{'parts':[{'text':'x'}]}}|{'embedding':{'values':['x']}}",
        "batchEmbedContents|{'requests':[{'content':{'parts':[{'text':'x'}]}}]}"
            + "|{'embeddings':[{'values':'x'}]}",
      })
  void whatIsNoAnswerIsNotPassedOn(String method, String body, String answer) throws Exception {
    try (var upstream = answering(answer);
        var house = before(upstream, "google")) {
      assertThat(ask(house, method, body).statusCode()).isEqualTo(502);
    }
  }

  @Test
  void aTargetOfAnotherProtocolIsSaidNotToServeThem() throws Exception {
    try (var upstream = answering(ONE);
        var house = before(upstream, "openai")) {
      HttpResponse<String> response =
          ask(house, "embedContent", "{'content':{'parts':[{'text':'x'}]}}");

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(response.body()).contains("protocol_not_served");
      assertThat(house.store.only().outcome()).isEqualTo(DecisionEvent.Outcome.UPSTREAM_ERROR);
    }
  }

  @Test
  void tokensOfEmbeddingsAreThoseThatTheProviderCounts() throws Exception {
    String counted = ONE.replace("]}}", "]},'usageMetadata':{'promptTokenCount':9}}");
    try (var upstream = answering(counted);
        var house = before(upstream, "google")) {
      ask(house, "embedContent", "{'content':{'parts':[{'text':'x'}]}}");
      DecisionEvent.Usage usage = Objects.requireNonNull(house.store.only().usage());
      assertThat(usage.inputTokens()).isEqualTo(9);
      assertThat(usage.estimated()).isFalse();
    }
  }
}
