package dev.keeptrail.gateway.extraction;

import dev.keeptrail.gateway.extraction.Page.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one page over a connection of its own. A host's name is resolved once, by whom the
 * connection is made: each of its addresses must be one that pages may come from, and the one that
 * was checked is the one that is connected to. Redirects are followed by hand, under the same
 * rules. Sends nothing of the caller's and no credentials. Thread-safe.
 */
final class PageFetcher {
  private static final int MAX_REDIRECTS = 3;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int MAX_HEADERS = 100;
  private static final int MAX_LINE = 16 * 1024;

  private final DnsResolver names;
  private final TlsSocketStrategy tls = DefaultClientTlsStrategy.createDefault();

  PageFetcher(PublicAddresses addresses) {
    this.names = new CheckedNames(addresses);
  }

  /** Resolves names to addresses that may be asked, all of them or none. */
  private record CheckedNames(PublicAddresses addresses) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
      for (InetAddress address : found) {
        if (!addresses.admit(address)) {
          throw new RefusedAddressException();
        }
      }
      return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private static final class RefusedAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Fetches a page.
   *
   * @param asked is given each request that is made, to be cancelled when it takes too long
   */
  Page fetch(
      URI address, ListedHosts hosts, int maxBytes, Duration timeout, Consumer<HttpGet> asked) {
    String host = hosts.find(address).orElseThrow();
    try (CloseableHttpClient client = client(timeout)) {
      URI next = address;
      for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
        HttpGet get = get(next);
        asked.accept(get);
        Step step = step(client, get, maxBytes, host);
        Page page = step.page();
        if (page != null) {
          return page;
        }
        URI before = next;
        next = before.resolve(step.location());
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

  private static Step step(CloseableHttpClient client, HttpGet get, int maxBytes, String host)
      throws IOException, HttpException {
    // WHY: closing a response reads it to its end first, and that may be far. Its connection is
    // given
    // up instead, and closed with the client.
    try {
      ClassicHttpResponse response =
          client.executeOpen(RoutingSupport.determineHost(get), get, null);
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
    } finally {
      get.cancel();
    }
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

  private CloseableHttpClient client(Duration timeout) {
    Timeout silence = Timeout.of(timeout.toMillis(), TimeUnit.MILLISECONDS);
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(names)
            .setTlsSocketStrategy(tls)
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder()
                    .http1Config(
                        Http1Config.custom()
                            .setMaxHeaderCount(MAX_HEADERS)
                            .setMaxLineLength(MAX_LINE)
                            .build())
                    .build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(silence)
                    .setSocketTimeout(silence)
                    .build())
            .build();
    return HttpClientBuilder.create()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(silence)
                .setResponseTimeout(silence)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .setUserAgent("keeptrail-gateway")
        .build();
  }
}
