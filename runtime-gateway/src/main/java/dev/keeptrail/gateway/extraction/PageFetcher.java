package dev.keeptrail.gateway.extraction;

import dev.keeptrail.gateway.extraction.CheckedClient.RefusedAddressException;
import dev.keeptrail.gateway.extraction.Page.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one page over a connection of its own. Redirects are followed by hand, under the same
 * rules. Sends nothing of the caller's and no credentials. Thread-safe.
 */
final class PageFetcher {
  private static final int MAX_REDIRECTS = 3;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final Reach reach;

  PageFetcher(Reach reach) {
    this.reach = reach;
  }

  /**
   * Fetches a page.
   *
   * @param asked is given each request that is made, to be cancelled when it takes too long
   */
  Page fetch(
      URI address, ListedHosts hosts, int maxBytes, Duration timeout, Consumer<HttpGet> asked) {
    String host = hosts.find(address).orElseThrow();
    Timeout step = Timeout.of(timeout.toMillis(), TimeUnit.MILLISECONDS);
    try {
      URI next = address;
      for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
        HttpGet get = get(next);
        asked.accept(get);
        Step taken = take(get, next, step, maxBytes, host);
        Page page = taken.page();
        if (page != null) {
          return page;
        }
        URI before = next;
        next = before.resolve(taken.location());
        Optional<String> listed = hosts.find(next);
        if (listed.isEmpty() || isLessSafe(before, next)) {
          return Page.failed(host, Outcome.REFUSED_REDIRECT);
        }
        host = listed.get();
      }
      return Page.failed(host, Outcome.REFUSED_REDIRECT);
    } catch (IllegalArgumentException _) {
      return Page.failed(host, Outcome.REFUSED_REDIRECT);
    } catch (RefusedAddressException _) {
      return Page.failed(host, Outcome.REFUSED_ADDRESS);
    } catch (InterruptedIOException _) {
      return Page.failed(host, Outcome.TIMEOUT);
    } catch (IOException | HttpException _) {
      return Page.failed(host, Outcome.UNREACHABLE);
    }
  }

  private static boolean isLessSafe(URI before, URI next) {
    return "https".equalsIgnoreCase(before.getScheme())
        && !"https".equalsIgnoreCase(next.getScheme());
  }

  /** A page, or where it is said to be. */
  private record Step(@Nullable Page page, String location) {}

  private Step take(HttpGet get, URI address, Timeout time, int maxBytes, String host)
      throws IOException, HttpException {
    try (CloseableHttpClient client = reach.page(address, time)) {
      // WHY: closing a response reads it to its end first, and that may be far. Its connection is
      // given up instead, and closed with the client.
      try {
        return taken(
            client.executeOpen(RoutingSupport.determineHost(get), get, null), maxBytes, host);
      } finally {
        get.cancel();
      }
    }
  }

  private static Step taken(ClassicHttpResponse response, int maxBytes, String host)
      throws IOException {
    Header location = response.getFirstHeader("location");
    if (REDIRECTS.contains(response.getCode()) && location != null) {
      return new Step(null, location.getValue());
    }
    HttpEntity entity = response.getEntity();
    if (response.getCode() != 200 || entity == null) {
      return new Step(Page.failed(host, Outcome.STATUS), "");
    }
    byte[] bytes = entity.getContent().readNBytes(maxBytes + 1);
    return new Step(page(host, entity, bytes, maxBytes), "");
  }

  private static Page page(String host, HttpEntity entity, byte[] read, int maxBytes) {
    boolean cut = read.length > maxBytes;
    byte[] kept = cut ? Arrays.copyOf(read, maxBytes) : read;
    return PageText.of(entity, kept)
        .map(text ->
            new Page(host, cut ? Outcome.CUT : Outcome.READ, kept.length, digest(kept), text))
        .orElseGet(() -> Page.failed(host, Outcome.TYPE));
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static HttpGet get(URI address) {
    var get = new HttpGet(address);
    get.setHeader("Accept", "text/html, text/plain, text/*, application/json, application/xml");
    get.setHeader("Accept-Encoding", "identity");
    return get;
  }
}
