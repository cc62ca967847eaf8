package dev.keeptrail.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMessageReaderTest {
  private static final String PLAIN =
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Request-Id: a\r\n\r\nhello";
  private static final String CHUNKED =
      """
      HTTP/1.1 409 Conflict\r
      transfer-encoding: chunked\r
      \r
      5;note=x\r
      hello\r
      A\r
      0123456789\r
      0\r
      Trailer: t\r
      \r
      """;
  private static final String CLOSING =
      "HTTP/1.1 503 Busy\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 10_000})
  void readsMessagesHoweverTheirBytesArrive(int atOnce) throws IOException {
    var reader = reader(PLAIN + CHUNKED + CLOSING, atOnce);

    assertThat(HttpMessageReader.status(reader.next())).isEqualTo(200);
    assertThat(reader.bodyLength()).isEqualTo(5);
    assertThat(HttpMessageReader.status(reader.next())).isEqualTo(409);
    assertThat(reader.bodyLength()).isEqualTo(15);
    assertThat(reader.closing()).isFalse();
    assertThat(HttpMessageReader.status(reader.next())).isEqualTo(503);
    assertThat(reader.closing()).isTrue();
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void readsBodiesLargerThanItsBuffer() throws IOException {
    String large = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000);
    var reader = reader(large + PLAIN, 4096);
    assertThat(reader.next()).isEqualTo("HTTP/1.1 200 OK");
    assertThat(reader.bodyLength()).isEqualTo(100_000);
    assertThat(reader.next()).isEqualTo("HTTP/1.1 200 OK");
    assertThat(reader.bodyLength()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
      })
  void brokenMessagesAreErrors(String bytes) {
    assertThatThrownBy(() -> reader(bytes, 100).next()).isInstanceOf(IOException.class);
  }

  @Test
  void endlessHeadersAreAnError() {
    assertThatThrownBy(() -> reader("HTTP/1.1 200 OK\r\nX: " + "y".repeat(20_000), 500).next())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too long");
  }

  @Test
  void whatIsNoResponseHasNoStatus() {
    assertThat(HttpMessageReader.status("POST / HTTP/1.1")).isZero();
    assertThat(HttpMessageReader.status("")).isZero();
  }

  private static HttpMessageReader reader(String text, int atOnce) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new HttpMessageReader(new Dribble(new ByteArrayInputStream(bytes), atOnce));
  }

  /** Hands out few bytes at a time, as a network does. */
  private static final class Dribble extends InputStream {
    private final InputStream in;
    private final int atOnce;

    private Dribble(InputStream in, int atOnce) {
      this.in = in;
      this.atOnce = atOnce;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return in.read(target, offset, Math.min(length, atOnce));
    }
  }
}
