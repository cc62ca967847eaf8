package dev.keeptrail.gateway.jwt;

import dev.keeptrail.gateway.tunnel.OutboundProxy;
import dev.keeptrail.gateway.tunnel.ShortQuestion;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Gets a small JSON document from a file or an address. Over the network only by {@code https}, or
 * from this machine; redirects are not followed, and size and time are bounded.
 */
final class Document {
  private static final int MAX_BYTES = 512 * 1024;
  private static final String TOO_LARGE = "it is larger than such a document can be";
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
   * @param proxy on the way to what is not on this machine; null for none
   * @throws IOException when it cannot be had; the message says why, without anything of it
   */
  static String read(String place, @Nullable OutboundProxy proxy)
      throws IOException, InterruptedException {
    return isAddress(place) ? fetch(place, proxy) : file(Path.of(place));
  }

  private static String file(Path path) throws IOException {
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(path)) {
      bytes = stream.readNBytes(MAX_BYTES + 1);
    } catch (IOException _) {
      throw new IOException("the file cannot be read");
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException(TOO_LARGE);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String fetch(String address, @Nullable OutboundProxy proxy)
      throws IOException, InterruptedException {
    if (!isSafe(address)) {
      throw new IOException("the address is neither https nor of this machine");
    }
    ShortQuestion.Answer answer =
        ShortQuestion.ask(URI.create(address), proxy, MAX_BYTES, PATIENCE);
    if (answer.status() != 200) {
      throw new IOException("it answers with status " + answer.status());
    }
    if (!answer.whole()) {
      throw new IOException(TOO_LARGE);
    }
    return answer.text();
  }
}
