package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request is what everybody on its way takes it for: one path, one body, one of each header. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OneReadingIT {
  private static final String BODY = House.prompt("hi");
  private static final String CHUNKS =
      Integer.toHexString(BODY.length()) + "\r\n" + BODY + "\r\n0\r\n\r\n";

  private final House house;

  OneReadingIT() throws GatewayStartException {
    this.house = House.simulated();
  }

  @AfterAll
  void close() {
    house.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//v1/chat/completions",
        "/v1//chat/completions",
        "/v1/chat%2Fcompletions",
        "/v1/ch%61t/completions",
        "/v1/chat/completions;a=b",
        "/v1/chat;a=b/completions",
        "/v1/./chat/completions",
        "/v1/messages/../chat/completions",
        "/v1/%2e%2e/v1/chat/completions",
        "/v1/chat/completions%20",
        "/v1/chat/completions%3Fa",
        "/V1/chat/completions",
      })
  void noPathIsTakenForAnother(String path) throws Exception {
    assertThat(post(path, length())).startsWith("HTTP/1.1 404").contains("\"not_found\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions#a",
        "/v1/chat/completions%00",
        "http://evil.example/v1/chat/completions",
        "\\v1\\chat\\completions",
      })
  void whatIsNoPathIsRefused(String path) throws Exception {
    assertThat(post(path, length())).startsWith("HTTP/1.1 400");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/chat/completions", "/v1/chat/completions/"})
  void aSlashAtTheEndIsTheSameRoute(String path) throws Exception {
    int before = house.store.events.size();

    assertThat(post(path, length())).startsWith("HTTP/1.1 200");
    assertThat(house.store.events).hasSize(before + 1);
    assertThat(house.store.events.getLast().route()).isEqualTo("/v1/chat/completions");
  }

  @ParameterizedTest
  @CsvSource({
    "content-type, application/json",
    "content-type, text/plain",
    "content-encoding, gzip",
  })
  void aHeaderThatComesTwiceIsRefused(String name, String value) throws Exception {
    String first = name.equals("content-encoding") ? "content-encoding: identity\r\n" : "";
    String answer = post("/v1/chat/completions", length() + first + name + ": " + value + "\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 422")
        .contains("\"invalid_header\"", "\"param\":\"" + name + "\"")
        .containsIgnoringCase("connection: close");
  }

  @ParameterizedTest
  @ValueSource(strings = {"host: a\r\n", "content-length: 5\r\n", "transfer-encoding: chunked\r\n"})
  void whatSaysWhereABodyEndsComesOnce(String header) throws Exception {
    assertThat(post("/v1/chat/completions", length() + header)).startsWith("HTTP/1.1 400");
  }

  /** Others read no chunks in it, and take the body for the next request. */
  @Test
  void chunksOfAnOlderVersionAreRefused() throws Exception {
    String request =
        "POST /v1/chat/completions HTTP/1.0\r\nhost: x\r\ncontent-type: application/json\r\n"
            + "connection: keep-alive\r\ntransfer-encoding: chunked\r\n\r\n"
            + CHUNKS
            + "GET /healthz HTTP/1.0\r\nhost: x\r\n\r\n";

    try (var socket = new Socket(InetAddress.getLoopbackAddress(), house.gateway.port())) {
      socket.setSoTimeout((int) House.PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answers =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(answers).startsWith("HTTP/1.1 400").containsOnlyOnce("HTTP/1.1");
    }
  }

  /** It would be told to go on, and take that for the answer. */
  @Test
  void aCallerOfAnOlderVersionIsNotToldToGoOn() throws Exception {
    String request =
        "POST /v1/chat/completions HTTP/1.0\r\nhost: x\r\ncontent-type: application/json\r\n"
            + length()
            + "expect: 100-continue\r\n\r\n"
            + BODY;

    assertThat(house.raw(request.getBytes(StandardCharsets.US_ASCII)))
        .startsWith("HTTP/1.1 400")
        .containsOnlyOnce("HTTP/1.1");
  }

  private static String length() {
    return "content-length: " + BODY.length() + "\r\n";
  }

  private String post(String path, String headers) throws Exception {
    String request =
        "POST " + path + " HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n" + headers;
    return house.raw((request + "\r\n" + BODY).getBytes(StandardCharsets.US_ASCII));
  }
}
