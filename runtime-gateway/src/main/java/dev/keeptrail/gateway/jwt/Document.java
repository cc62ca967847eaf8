package dev.keeptrail.gateway.jwt;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets a small JSON document from a file or an address. Over the network only by {@code https}, or
 * from this machine; redirects are not followed, and size and time are bounded.
 */
final class Document {
  private static final int MAX_BYTES = 512 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Document() {}

  static boolean isAddress(String place) {
    return place.startsWith("https://") || place.startsWith("http://");
  }

  /** Whether an address may be asked: nobody on the way could answer in another's place. */
  static boolean isSafe(String address) {
    try {
      URI uri = URI.create(address);
      String host = uri.getHost();
      if (host == null || uri.getUserInfo() != null) {
        return false;
      }
      return uri.getScheme().equals("https") || isLoopback(host);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /**
   * The text of the document.
   *
   * @throws IOException when it cannot be had; the message says why, without anything of it
   */
  static String read(String place) throws IOException, InterruptedException {
    return isAddress(place) ? fetch(place) : file(Path.of(place));
  }

  private static String file(Path path) throws IOException {
    try (InputStream stream = Files.newInputStream(path)) {
      byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("it is larger than such a document can be");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException _) {
      throw new IOException("the file cannot be read");
    }
  }

  private static String fetch(String address) throws IOException, InterruptedException {
    if (!isSafe(address)) {
      throw new IOException("the address is neither https nor of this machine");
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(PATIENCE)
            .header("accept", "application/json")
            .build();
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    try {
      // WHY: the request's own limit ends with the headers; this one is for the body, too.
      CompletableFuture<HttpResponse<String>> asked =
          client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES));
      HttpResponse<String> answer = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != 200) {
        throw new IOException("it answers with status " + answer.statusCode());
      }
      return answer.body();
    } catch (TimeoutException _) {
      throw new IOException("it does not answer in time");
    } catch (ExecutionException failed) {
      throw new IOException("it does not answer", failed.getCause());
    } finally {
      client.shutdownNow();
    }
  }
}
