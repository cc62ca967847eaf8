package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.language.plan.GatewayPlan;
import dev.keeptrail.language.plan.OnUnscannable;
import dev.keeptrail.language.plan.RoutingPlan;
import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound in and out: its text side is judged, the sound itself is said to be unscanned. */
final class AudioIT {
  private static final String SPEECH = "/v1/audio/speech";
  private static final String TRANSCRIPTIONS = "/v1/audio/transcriptions";
  private static final String SOUND = "ID3-sound-bytes";
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void theTextThatIsSpokenIsJudgedAndTheSoundPasses() throws Exception {
    try (var upstream = FakeUpstream.answering(200, "audio/mpeg", SOUND);
        var house = House.before(upstream)) {
      var response = speak(house, "Call ann@example.com now");

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("content-type")).hasValue("audio/mpeg");
      assertThat(response.body()).isEqualTo(SOUND);
      assertThat(House.json(upstream.only().body()).path("input").asString())
          .isEqualTo("Call [EMAIL] now");
      assertThat(upstream.only().head()).startsWith("POST /v1/audio/speech ");
      DecisionEvent event = house.store.only();
      assertThat(event.route()).isEqualTo(SPEECH);
      assertThat(event.coverage().getLast().unscanned())
          .singleElement()
          .satisfies(part -> assertThat(part.reason()).isEqualTo("audio"));
    }
  }

  @Test
  void aTextThatIsRefusedIsNotSpoken() throws Exception {
    try (var upstream = FakeUpstream.answering(200, "audio/mpeg", SOUND);
        var house = House.before(upstream)) {
      assertThat(speak(house, "BLOCK-ME").statusCode()).isEqualTo(409);
      assertThat(upstream.received).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"text/plain, words", "application/json, {}", "text/html, words", "'', words"})
  void whatIsNoSoundIsNoAnswer(String type, String body) throws Exception {
    try (var upstream = FakeUpstream.answering(200, type, body);
        var house = House.before(upstream)) {
      var response = speak(house, "hello");

      assertThat(response.statusCode()).isEqualTo(502);
      assertThat(House.error(response).path("code").asString())
          .isEqualTo("upstream_invalid_response");
    }
  }

  @Test
  void aPackThatLetsNothingUnscannedThroughRefusesSound() throws Exception {
    try (var upstream = FakeUpstream.answering(200, "audio/mpeg", SOUND);
        var house =
            new House(
                House.settings(),
                new FakeProgram(
                    List.of(House.openai(upstream, null)),
                    new GatewayPlan(409, OnUnscannable.BLOCK, RoutingPlan.NONE),
                    true))) {
      var response = speak(house, "hello");

      assertThat(response.statusCode()).isEqualTo(409);
      assertThat(House.error(response).path("reason_code").asString())
          .isEqualTo("gateway.unscannable_part");
    }
  }

  @Test
  void aFormIsWrittenAnewAndTheTextThatWasHeardIsJudged() throws Exception {
    String heard =
        "{\"text\":\"It is bob@example.com.\",\"language\":\"english\",\"duration\":1.5,"
            + "\"segments\":[{\"id\":0,\"text\":\"It is bob@example.com.\"}],"
            + "\"words\":[{\"word\":\"bob\"}]}";
    try (var upstream = FakeUpstream.answering(200, "application/json", heard);
        var house = House.before(upstream)) {
      var response = transcribe(house, form("prompt", "Ann is ann@example.com"));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(House.json(response).path("text").asString()).isEqualTo("It is [EMAIL].");
      assertThat(response.body()).doesNotContain("bob").doesNotContain("segments");
      FakeUpstream.Received sent = upstream.only();
      assertThat(sent.head())
          .startsWith("POST /v1/audio/transcriptions ")
          .containsIgnoringCase("content-type: multipart/form-data; boundary=keeptrail-");
      assertThat(sent.body())
          .contains("Ann is [EMAIL]")
          .contains("name=\"file\"; filename=\"talk.mp3\"")
          .contains("content-type: audio/mpeg\r\n\r\n" + SOUND + "\r\n")
          .contains("name=\"model\"\r\n\r\nwhisper-1\r\n")
          .doesNotContain("ann@");
      DecisionEvent event = house.store.only();
      assertThat(event.model()).isEqualTo("whisper-1");
      assertThat(event.coverage().getFirst().unscanned())
          .singleElement()
          .satisfies(part -> assertThat(part.pointer()).isEqualTo("/file"));
    }
  }

  @Test
  void piecesPassWhereNothingWasMasked() throws Exception {
    String heard = "{\"text\":\"hello there\",\"words\":[{\"word\":\"hello\"}],\"logprobs\":[]}";
    try (var upstream = FakeUpstream.answering(200, "application/json", heard);
        var house = House.before(upstream)) {
      var response = transcribe(house, form("timestamp_granularities[]", "word"));

      assertThat(House.json(response).at("/words/0/word").asString()).isEqualTo("hello");
      assertThat(response.body()).doesNotContain("logprobs");
      assertThat(upstream.only().body()).contains("name=\"timestamp_granularities[]\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "response_format, srt, invalid_request",
    "response_format, text, invalid_request",
    "stream, true, streaming_not_supported",
    "stream, maybe, invalid_request",
    "model, other, invalid_request",
    "filename, x, invalid_request",
    "a/b, x, invalid_request",
  })
  void formsThatAskForMoreAreRefused(String name, String value, String code) throws Exception {
    try (var upstream = FakeUpstream.answering(200, "application/json", "{\"text\":\"x\"}");
        var house = House.before(upstream)) {
      var response = transcribe(house, form(name, value));

      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(House.error(response).path("code").asString()).isEqualTo(code);
      assertThat(upstream.received).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--b--",
        "--b\r\n\r\n--b--",
        "--b\r\ncontent-disposition: form-data\r\n\r\nx\r\n--b--",
        "--b\r\ncontent-disposition: form-data; name=\"model\"\r\n\r\nm\r\n",
        "--b\r\ncontent-disposition: form-data; name=\"model\"\r\n\r\nm\r\n--b--trailing",
        "preamble\r\n--b\r\ncontent-disposition: form-data; name=\"model\"\r\n\r\nm\r\n--b--",
        "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a\"\r\n"
            + "content-transfer-encoding: base64\r\n\r\nm\r\n--b--",
        "--b\r\ncontent-disposition: form-data; name=\"other\"; filename=\"a\"\r\n\r\nm\r\n--b--",
      })
  void whatIsNoFormIsNoRequest(String body) throws Exception {
    try (var upstream = FakeUpstream.answering(200, "application/json", "{\"text\":\"x\"}");
        var house = House.before(upstream)) {
      assertThat(transcribe(house, body).statusCode()).isEqualTo(422);
      assertThat(house.store.events).isEmpty();
    }
  }

  @Test
  void aFormMustBeSentAsOne() throws Exception {
    try (var house = House.simulated()) {
      assertThat(post(house, TRANSCRIPTIONS, "{}", "application/json").statusCode()).isEqualTo(415);
      assertThat(post(house, SPEECH, "--b--", "multipart/form-data; boundary=b").statusCode())
          .isEqualTo(415);
    }
  }

  @Test
  void theSimulatedProviderSpeaksAndListens() throws Exception {
    try (var house = House.simulated()) {
      assertThat(speak(house, "hello").headers().firstValue("content-type")).hasValue("audio/mpeg");
      assertThat(House.json(transcribe(house, form("prompt", "hello"))).path("text").asString())
          .isEqualTo("You said: hello");
    }
  }

  private static String form(String name, String value) {
    return "--b\r\ncontent-disposition: form-data; name=\"model\"\r\n\r\nwhisper-1\r\n"
        + "--b\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"talk.mp3\"\r\n"
        + "Content-Type: audio/mpeg\r\n\r\n"
        + SOUND
        + "\r\n--b--\r\n";
  }

  private static HttpResponse<String> speak(House house, String text) throws Exception {
    String body = "{\"model\":\"tts-1\",\"voice\":\"alloy\",\"input\":\"" + text + "\"}";
    return post(house, SPEECH, body, "application/json");
  }

  private static HttpResponse<String> transcribe(House house, String form) throws Exception {
    return post(house, TRANSCRIPTIONS, form, "multipart/form-data; boundary=b");
  }

  private static HttpResponse<String> post(House house, String path, String body, String type)
      throws Exception {
    var request =
        HttpRequest.newBuilder(house.uri(path))
            .header("content-type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }
}
