package dev.keeptrail.webhooks;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Addresses that events may be sent to: encrypted, unless they stay on this machine. */
public final class WebhookUrl {
  public static final int MAX_LENGTH = 2_000;

  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  private WebhookUrl() {}

  /**
   * Reads an address.
   *
   * @throws WebhookException saying what is wrong with it
   */
  public static URI read(String text) throws WebhookException {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException noUrl) {
      throw new WebhookException("`%s` is no URL".formatted(text));
    }
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    if (text.length() > MAX_LENGTH || host.isEmpty()) {
      throw new WebhookException("a webhook needs a whole URL with a host");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new WebhookException(
          "the URL of a webhook holds neither credentials nor a fragment; deliveries are signed");
    }
    boolean open = scheme.equals("http") && HERE.contains(host);
    if (!scheme.equals("https") && !open) {
      throw new WebhookException("a webhook's URL is https, or http on this machine");
    }
    return url;
  }
}
