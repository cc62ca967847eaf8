package dev.keeptrail.gateway.jwt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import dev.keeptrail.gateway.HostileServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.text.ParseException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Addresses of keys at which something else is than keys. */
@Timeout(180)
final class HostileIssuersTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = HEAD + "transfer-encoding: chunked\r\n\r\n";

  enum Endless {
    STATUS("HTTP/1.1 200 ", "x".repeat(8_192)),
    HEADERS(HEAD, "x-more: x\r\n".repeat(512)),
    HEADER(HEAD + "x-more: ", "x".repeat(8_192)),
    BODY(HEAD + "\r\n", "x".repeat(8_192)),
    LONG_BODY(HEAD + "content-length: 999999999\r\n\r\n", "x".repeat(8_192)),
    CHUNKS(CHUNKED, "1\r\nx\r\n".repeat(1_024));

    private final String beginning;
    private final String again;

    Endless(String beginning, String again) {
      this.beginning = beginning;
      this.again = again;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatHasNoEndIsHungUpOn(Endless endless) throws Exception {
    try (var server = new HostileServer(endless.beginning, endless.again)) {
      assertThatThrownBy(() -> Document.read(server.url("/keys").toString(), null))
          .isInstanceOf(IOException.class)
          .message()
          .doesNotContain("xx");
      assertThat(server.sent()).isLessThan(HostileServer.MOST);
    }
  }

  @Test
  void whatDripsIsNotWaitedFor() throws Exception {
    for (String beginning : List.of("", HEAD, CHUNKED)) {
      String again = beginning.equals(CHUNKED) ? "1\r\nx\r\n" : "x";
      try (var server = new HostileServer(beginning, again, 100)) {
        assertThatThrownBy(() -> Document.read(server.url("/keys").toString(), null))
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (var other = new HostileServer(HEAD + "content-length: 2\r\n\r\n{}", "")) {
      for (int status : List.of(301, 302, 303, 307, 308)) {
        String head =
            "HTTP/1.1 %d X\r\nlocation: %s\r\ncontent-length: 0\r\n\r\n"
                .formatted(status, other.url("/keys"));
        try (var server = new HostileServer(head, "")) {
          assertThatThrownBy(() -> Document.read(server.url("/keys").toString(), null))
              .hasMessage("it answers with status " + status);
        }
      }
      assertThat(other.asked()).isZero();
    }
  }

  /** It stays packed, which is no document. */
  @Test
  void aPackedDocumentIsNone() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(packed)) {
      zip.write("{\"keys\":[]}".getBytes(ISO_8859_1));
    }
    String head = HEAD + "content-encoding: gzip\r\ncontent-length: " + packed.size() + "\r\n\r\n";
    try (var server = new HostileServer(head + packed.toString(ISO_8859_1), "")) {
      String text = Document.read(server.url("/keys").toString(), null);

      assertThatThrownBy(() -> JWKSet.parse(text)).isInstanceOf(ParseException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aBodyThatIsNotAsLongAsItSaysIsNone(Length length) throws Exception {
    String head = HEAD + "content-length: " + length.said + "\r\n\r\n{\"keys\":[]}";
    try (var server = new HostileServer(head, "")) {
      assertThatThrownBy(
              () -> {
                String text = Document.read(server.url("/keys").toString(), null);
                throw new IOException(JWKSet.parse(text).toString());
              })
          .isInstanceOfAny(IOException.class, ParseException.class)
          .message()
          .doesNotStartWith("{");
    }
  }

  enum Length {
    SHORT("5"),
    LONG("100"),
    HUGE("99999999999999999999"),
    WORD("five");

    private final String said;

    Length(String said) {
      this.said = said;
    }
  }
}
