package dev.keeptrail.webhooks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Receivers that would have the gateway listen for ever, or go where it was not sent. */
@Timeout(180)
final class HostileReceiversIT {
  private static final String HEAD = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = HEAD + "transfer-encoding: chunked\r\n\r\n";

  enum Endless {
    STATUS(false, "HTTP/1.1 200 ", "x".repeat(8_192)),
    PROCESSING(false, "", "HTTP/1.1 102 Processing\r\n\r\n".repeat(256)),
    CONTINUE(false, "", "HTTP/1.1 100 Continue\r\n\r\n".repeat(256)),
    HEADERS(false, HEAD, "x-more: x\r\n".repeat(512)),
    HEADER(false, HEAD + "x-more: ", "x".repeat(8_192)),
    EMPTY_LINES(false, "", "\r\n".repeat(4_096)),
    BODY(true, HEAD + "\r\n", "x".repeat(8_192)),
    CHUNKS(true, CHUNKED, "1\r\nx\r\n".repeat(1_024)),
    CHUNK_LENGTH(true, CHUNKED + "2;x=", "x".repeat(8_192)),
    TRAILERS(true, CHUNKED + "0\r\n", "x-more: x\r\n".repeat(512));

    private final boolean says;
    private final String beginning;
    private final String again;

    Endless(boolean says, String beginning, String again) {
      this.says = says;
      this.beginning = beginning;
      this.again = again;
    }
  }

  /** A status that was said counts; one that never comes to its end is none. */
  @ParameterizedTest
  @EnumSource
  void whatHasNoEndIsHungUpOn(Endless endless) throws Exception {
    try (var server = new HostileServer(endless.beginning, endless.again)) {
      Outcome outcome = send(server.url("/hook"));

      assertThat(outcome).isInstanceOf(endless.says ? Outcome.Taken.class : Outcome.Away.class);
      assertThat(server.sent()).isLessThan(HostileServer.MOST);
    }
  }

  @Test
  void whatDripsIsNotWaitedFor() throws Exception {
    for (String beginning : List.of("", HEAD, CHUNKED)) {
      String again = beginning.equals(CHUNKED) ? "1\r\nx\r\n" : "x";
      try (var server = new HostileServer(beginning, again, 100);
          var sender = new WebhookSender(WayOut.DIRECT, Duration.ofSeconds(1))) {
        Outcome outcome = send(sender, server.url("/hook"));

        assertThat(outcome)
            .isInstanceOf(beginning.equals(CHUNKED) ? Outcome.Taken.class : Outcome.Away.class);
      }
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (var other = new HostileServer(HEAD + "content-length: 0\r\n\r\n", "")) {
      for (int status : List.of(301, 302, 303, 307, 308)) {
        String head =
            "HTTP/1.1 %d X\r\nlocation: %s\r\ncontent-length: 0\r\n\r\n"
                .formatted(status, other.url("/hook"));
        try (var server = new HostileServer(head, "")) {
          assertThat(send(server.url("/hook"))).isEqualTo(new Outcome.Refused(status));
        }
      }
      assertThat(other.asked()).isZero();
    }
  }

  /** Nothing of it is unpacked. */
  @Test
  void aPackedAnswerCountsByItsStatus() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(packed)) {
      zip.write(new byte[32 * 1024 * 1024]);
    }
    String head = HEAD + "content-encoding: gzip\r\ncontent-length: " + packed.size() + "\r\n\r\n";
    try (var server = new HostileServer(head + packed.toString(ISO_8859_1), "")) {
      assertThat(send(server.url("/hook"))).isEqualTo(new Outcome.Taken(200));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLengthThatIsNoneOrNotTheBodysChangesNothing(Length length) throws Exception {
    try (var server =
        new HostileServer(HEAD + "content-length: " + length.said + "\r\n\r\nhello", "")) {
      Outcome outcome = send(server.url("/hook"));

      assertThat(outcome).isInstanceOf(length.readable ? Outcome.Taken.class : Outcome.Away.class);
    }
  }

  enum Length {
    SHORT("2", true),
    LONG("999999999", true),
    HUGE("99999999999999999999", false),
    NEGATIVE("-1", false),
    WORD("five", false);

    private final String said;
    private final boolean readable;

    Length(String said, boolean readable) {
      this.said = said;
      this.readable = readable;
    }
  }

  private static Outcome send(URI url) throws IOException {
    try (var sender = new WebhookSender(WayOut.DIRECT)) {
      return send(sender, url);
    }
  }

  private static Outcome send(WebhookSender sender, URI url) {
    return sender.send(
        url, "msg_1", "{}".getBytes(UTF_8), List.of(SigningSecret.fresh()), Instant.now());
  }
}
