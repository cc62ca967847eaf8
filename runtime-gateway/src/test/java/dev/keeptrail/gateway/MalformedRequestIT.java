package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies nobody should send: each gets a 422 that names the place, and none leaves an event. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MalformedRequestIT {
  private final House house;

  MalformedRequestIT() throws GatewayStartException {
    this.house = House.simulated();
  }

  @BeforeAll
  void nothingRecordedYet() {
    assertThat(house.store.events).isEmpty();
  }

  @AfterAll
  void nothingRecordedAtAll() {
    house.close();
    assertThat(house.store.events).isEmpty();
    assertThat(house.program.shown).isEmpty();
  }

  /** In front of the gateway somebody may let a method pass, or not, by the request line. */
  @Test
  void theMethodIsThatOfTheRequestLine() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(house.uri("/v1/chat/completions"))
              .header("content-type", "application/json")
              .header("X-HTTP-Method-Override", "POST")
              .method("GET", BodyPublishers.ofString(House.prompt("hi")));

      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(405);
      assertThat(House.error(response).path("code").asString()).isEqualTo("method_not_allowed");
      assertThat(response.headers().firstValue("allow")).hasValue("POST");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|/model",
        "{\"model\":5}|/model",
        "{\"model\":\"m\",\"Model\":\"n\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|/*",
        "{\"model\":\"m\",\"MESSAGES\":[],\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|/*",
        "{\"model\":\"m\",\"me\u017f\u017fages\":[],\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}|/*",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"Role\":\"system\",\"content\":\"x\"}]}|/messages/0/*",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\",\"Text\":\"y\"}]}]}|/messages/0/content/0/*",
        "{\"model\":\"\"}|/model",
        "{\"model\":\"a b\"}|/model",
        "{\"model\":\"m\"}|/messages",
        "{\"model\":\"m\",\"messages\":[]}|/messages",
        "{\"model\":\"m\",\"messages\":{}}|/messages",
        "{\"model\":\"m\",\"messages\":[1]}|/messages/0",
        "{\"model\":\"m\",\"messages\":[{\"content\":\"x\"}]}|/messages/0/role",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"root\",\"content\":\"x\"}]}|/messages/0/role",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]}|/messages/0/content",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":5}]}|/messages/0/content",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[\"x\"]}]}|/messages/0/content/0/type",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"video\"}]}]}|/messages/0/content/0/type",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}]}|/messages/0/content/0/text",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"tool_calls\":5}]}|/messages/0/tool_calls",
        "{\"model\":\"m\",\"n\":0,\"messages\":[]}|/n",
        "{\"model\":\"m\",\"n\":129,\"messages\":[]}|/n",
        "{\"model\":\"m\",\"n\":1.5,\"messages\":[]}|/n",
        "{\"model\":\"m\",\"stream\":\"yes\",\"messages\":[]}|/stream",
        "{\"model\":\"m\",\"model\":\"n\"}|/model",
        "{\"bob@x.com\":{\"4111111111111111\":1,\"4111111111111111\":1}}|/*/*",
        "{\"model\":\"bob@example.com\",\"messages\":[]}|/model",
        "{\"model\":\"sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0\",\"messages\":[]}|/model",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"ok\",\"content\":\"x\"}]}|/messages/0/content",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\\ud800\"}]}|/messages/0/content",
        "{\"model\":\"m\",\"top_p\":1e99999999999,\"messages\":[]}|/top_p",
        "{\"model\":\"m\",\"top_p\":1e-99999999999,\"messages\":[]}|/top_p",
      })
  void saysWhereTheBodyIsWrong(String body, String place) throws Exception {
    var response = house.ask(body);

    assertThat(response.statusCode()).isEqualTo(422);
    var error = House.error(response);
    assertThat(error.path("type").asString()).isEqualTo("validation_error");
    assertThat(error.path("param").asString()).isEqualTo(place);
    assertThat(error.path("event_id").isNull()).isTrue();
    assertThat(response.headers().firstValue("x-request-id")).isPresent();
    assertThat(response.headers().firstValue("x-keeptrail-event-id")).isEmpty();
  }

  /** What browsers never send to a page is answered in our form, too. */
  @ParameterizedTest
  @CsvSource({"OPTIONS *, 404, not_found", "CONNECT x:1, 400, malformed_request"})
  void methodsWithoutARouteAreTold(String request, int status, String code) throws Exception {
    String answer =
        house.raw((request + " HTTP/1.1\r\nhost: x\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

    assertThat(answer).startsWith("HTTP/1.1 " + status).contains("\"code\":\"" + code + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"message\",\"role\":\"root\",\"content\":\"x\"}|/input/0/role",
        "{\"type\":\"message\",\"content\":\"x\"}|/input/0/role",
        "{\"role\":\"tool\",\"content\":\"x\"}|/input/0/role",
        "{\"role\":5,\"content\":\"x\"}|/input/0/role",
      })
  void saysWhichItemHasNoKnownRole(String item, String place) throws Exception {
    var request =
        HttpRequest.newBuilder(house.uri("/v1/responses"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString("{\"model\":\"m\",\"input\":[" + item + "]}"))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var response = client.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(422);
      assertThat(House.error(response).path("param").asString()).isEqualTo(place);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "5",
        "null",
        "\"text\"",
        "{",
        "{\"model\":\"m\"",
        "{'model':'m'}",
        "{\"model\":\"m\"} trailing",
        "{\"model\":\"m\"}{}",
        "{\"model\":\"m\",}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{/* x */}",
        "{\"a\":\"\u0007\"}",
        "\uFEFF{\"model\":\"m\"}"
      })
  void refusesWhatIsNoJsonObject(String body) throws Exception {
    var response = house.ask(body);

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(House.error(response).path("message").asString())
        .startsWith("the body ")
        .doesNotContain("trailing");
  }

  @Test
  void refusesMoreTextsOrMediaThanAnEventCanTellOf() throws Exception {
    String texts =
        House.prompt("hi").replaceFirst("\\{", "{\"x\":[" + "\"a\",".repeat(100_000) + "1],");
    String part = "{\"type\":\"image_url\",\"image_url\":\"data:image/png;base64,AAAA\"}";
    String media =
        House.prompt("?").replace("\"?\"", "[" + (part + ",").repeat(1_000) + part + "]");

    assertThat(house.ask(texts).statusCode()).isEqualTo(422);
    assertThat(house.ask(media).statusCode()).isEqualTo(422);
  }

  @Test
  void refusesChunksThatAreNone() throws Exception {
    String answer =
        house.raw(
            House.head("transfer-encoding: chunked"),
            "zz\r\n{}".getBytes(StandardCharsets.US_ASCII));

    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("malformed_request")
        .containsIgnoringCase("connection: close");
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws Exception {
    byte[] body = House.prompt("?").getBytes(StandardCharsets.UTF_8);
    body[House.prompt("?").indexOf('?')] = (byte) 0xC0;
    String answer = house.raw(House.head("content-length: " + body.length), body);

    assertThat(answer).startsWith("HTTP/1.1 422").contains("not valid UTF-8 at byte");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void refusesTenThousandLevels(String opening) throws Exception {
    var response = house.ask("{\"model\":\"m\",\"x\":" + opening.repeat(10_000));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(House.error(response).path("message").asString()).contains("deeper than 64");
  }

  @Test
  void refusesNumbersOfAThousandDigits() throws Exception {
    var response = house.ask("{\"model\":\"m\",\"seed\":" + "9".repeat(1_000) + "}");

    assertThat(response.statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/jsonp",
        "application/json; charset=utf-16",
        "application/json; charset=latin-1"
      })
  void refusesOtherContentTypes(String type) throws Exception {
    var response = house.ask(House.prompt("hi"), "content-type", type);

    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(House.error(response).path("param").asString()).isEqualTo("content-type");
  }

  @Test
  void refusesCompressedBodies() throws Exception {
    var response = house.ask("x", "content-type", "application/json", "content-encoding", "gzip");

    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(House.error(response).path("code").asString()).isEqualTo("unsupported_encoding");
  }

  @Test
  void refusesCodingsOfTheTransferThatNobodyUndoes() throws Exception {
    byte[] body = House.prompt("hi").getBytes(StandardCharsets.UTF_8);
    String chunks = "%x\r\n%s\r\n0\r\n\r\n".formatted(body.length, House.prompt("hi"));
    String answer =
        house.raw(
            House.head("transfer-encoding: gzip, chunked"),
            chunks.getBytes(StandardCharsets.UTF_8));

    assertThat(answer).startsWith("HTTP/1.1 415").contains("transfer-encoding");
  }

  /** What stands before such a line end is read as one header by some, and as two by others. */
  @Test
  void refusesHeaderLinesThatEndWithoutCarriageReturn() throws Exception {
    String head = new String(House.head("a: b\nconnection: close"), StandardCharsets.US_ASCII);

    assertThat(house.raw(head.getBytes(StandardCharsets.US_ASCII))).startsWith("HTTP/1.1 400");
  }

  /** A page that somebody at this machine looks at sends forms anywhere, and to its own name. */
  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, application/json, https://evil.example",
    "/v1/chat/completions, application/json, null",
    "/v1/audio/transcriptions, multipart/form-data; boundary=x, https://evil.example",
  })
  void webPagesOfOtherHostsAskNothingWhereNothingIsShown(String path, String type, String origin)
      throws Exception {
    HttpResponse<String> response;
    try (var client = HttpClient.newHttpClient()) {
      response =
          client.send(
              HttpRequest.newBuilder(house.uri(path))
                  .header("content-type", type)
                  .header("origin", origin)
                  .POST(BodyPublishers.ofString(House.prompt("hi")))
                  .build(),
              BodyHandlers.ofString());
    }

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(House.error(response).path("code").asString()).isEqualTo("origin_not_allowed");
  }

  @Test
  void nobodyGetsASessionForAskingForAWebSocket() throws Exception {
    String answer =
        house.raw(
            """
            GET /v1/nowhere HTTP/1.1
            host: x
            connection: Upgrade
            upgrade: websocket
            sec-websocket-version: 13
            sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==

            """
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII));

    assertThat(answer)
        .startsWith("HTTP/1.1 404")
        .contains("not_found")
        .doesNotContainIgnoringCase("set-cookie");
  }

  @Test
  void answersUnknownRoutesAndMethodsInTheSameForm() throws Exception {
    var unknown = house.get("/v1/nowhere");
    var method = house.get("/v1/chat/completions");

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(House.error(unknown).path("code").asString()).isEqualTo("not_found");
    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(House.error(method).path("code").asString()).isEqualTo("method_not_allowed");
  }

  @Test
  void answersWhatIsNoHttpInTheSameForm() throws Exception {
    String answer =
        house.raw("GET /x HTTP/1.1\r\nbad header\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    String large =
        house.raw(
            ("GET /x HTTP/1.1\r\nhost: x\r\nx: " + "y".repeat(20_000) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));

    assertThat(answer).startsWith("HTTP/1.1 400").contains("malformed_request");
    assertThat(large).startsWith("HTTP/1.1 431").contains("headers_too_large");
  }
}
