package dev.keeptrail.gateway.extraction;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.gateway.HostileServer;
import dev.keeptrail.gateway.callers.AddressRange;
import dev.keeptrail.gateway.extraction.Page.Outcome;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages that would have the gateway read for ever, or more than they say. */
@Timeout(180)
final class HostilePagesTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n";
  private static final String CHUNKED = HEAD + "transfer-encoding: chunked\r\n\r\n";
  private static final int MOST_READ = 2_000;

  enum Endless {
    STATUS(Outcome.UNREACHABLE, "HTTP/1.1 200 ", "x".repeat(8_192)),
    HEADERS(Outcome.UNREACHABLE, HEAD, "x-more: x\r\n".repeat(512)),
    HEADER(Outcome.UNREACHABLE, HEAD + "x-more: ", "x".repeat(8_192)),
    EMPTY_LINES(Outcome.UNREACHABLE, "", "\r\n".repeat(4_096)),
    BODY(Outcome.CUT, HEAD + "\r\n", "x".repeat(8_192)),
    CHUNKS(Outcome.CUT, CHUNKED, "1\r\nx\r\n".repeat(1_024)),
    CHUNK_LENGTH(Outcome.UNREACHABLE, CHUNKED + "2;x=", "x".repeat(8_192)),
    TRAILERS(Outcome.UNREACHABLE, CHUNKED + "0\r\n", "x-more: x\r\n".repeat(512));

    private final Outcome outcome;
    private final String beginning;
    private final String again;

    Endless(Outcome outcome, String beginning, String again) {
      this.outcome = outcome;
      this.beginning = beginning;
      this.again = again;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatHasNoEndIsHungUpOn(Endless endless) throws Exception {
    try (var server = new HostileServer(endless.beginning, endless.again)) {
      Page page = fetch(server.url("/page"));

      assertThat(page.outcome()).isEqualTo(endless.outcome);
      assertThat(page.bytes()).isLessThanOrEqualTo(MOST_READ);
      assertThat(server.sent()).isLessThan(HostileServer.MOST);
    }
  }

  /** Half a page is none: what is missing may be what counts. */
  @ParameterizedTest
  @CsvSource({
    "5,READ",
    "999,UNREACHABLE",
    "99999999999999999999,UNREACHABLE",
    "-1,UNREACHABLE",
    "five,UNREACHABLE"
  })
  void aLengthCountsWhereItIsOne(String said, Outcome outcome) throws Exception {
    try (var server =
        new HostileServer(HEAD + "content-length: " + said + "\r\n\r\nhello, you", "")) {
      assertThat(fetch(server.url("/page")).outcome()).isEqualTo(outcome);
    }
  }

  @Test
  void aPackedPageIsNotUnpacked() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(packed)) {
      zip.write(new byte[16 * 1024 * 1024]);
    }
    for (String coding : List.of("gzip", "deflate", "br", "GZIP", "x-gzip", "gzip, gzip")) {
      String head =
          "%scontent-encoding: %s\r\ncontent-length: %d\r\n\r\n"
              .formatted(HEAD, coding, packed.size());
      try (var server = new HostileServer(head + packed.toString(ISO_8859_1), "")) {
        assertThat(fetch(server.url("/page")).outcome()).as(coding).isEqualTo(Outcome.TYPE);
      }
    }
  }

  private static Page fetch(URI url) {
    var addresses = new PublicAddresses(List.of(AddressRange.of("127.0.0.0/8").orElseThrow()));
    var hosts = new ListedHosts(List.of("127.0.0.1:" + url.getPort()));
    return new PageFetcher(new Reach(addresses, null))
        .fetch(url, hosts, MOST_READ, Duration.ofSeconds(30), _ -> {});
  }
}
