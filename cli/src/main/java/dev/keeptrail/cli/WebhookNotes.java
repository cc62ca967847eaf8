package dev.keeptrail.cli;

import dev.keeptrail.webhooks.EventKind;
import dev.keeptrail.webhooks.Webhook;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the trail says of webhooks: where events go is as much to be answered for as who reads them.
 * Of an address only the server is told, because its path can be a secret of the receiver.
 * Stateless.
 */
final class WebhookNotes {
  private WebhookNotes() {}

  /** Where to, what, and whether anything is sent. */
  static Map<String, String> about(Webhook webhook) {
    Map<String, String> details = new TreeMap<>();
    details.put("to", server(webhook.url()));
    details.put(
        "events",
        webhook.kinds().stream().sorted().map(EventKind::word).collect(Collectors.joining(" ")));
    details.put("enabled", Boolean.toString(webhook.enabled()));
    return details;
  }

  private static String server(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority();
  }
}
