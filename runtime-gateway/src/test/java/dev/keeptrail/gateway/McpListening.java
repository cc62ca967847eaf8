package dev.keeptrail.gateway;

import static dev.keeptrail.gateway.McpNewsServer.notice;

import dev.keeptrail.ledger.event.DecisionEvent;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a client asks that listens to a server of tools, and what it hears. Stateless. */
final class McpListening {
  static final String ALL =
      "{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"file:///notes\"]}";
  static final String TOOLS = notice("tools/list_changed", "");

  private McpListening() {}

  static String message(String filter) {
    return McpAlone.message("subscriptions/listen", "\"notifications\":" + filter + ",", "{}");
  }

  static String[] headers() {
    return McpAlone.headers("subscriptions/listen", "");
  }

  static Iterator<JsonNode> listen(McpStreet street, String filter) throws Exception {
    return messages(street.listen(message(filter), headers()));
  }

  static Iterator<JsonNode> messages(HttpResponse<Stream<String>> response) {
    return response
        .body()
        .filter(line -> line.startsWith("data: "))
        .map(line -> House.json(line.substring(6)))
        .iterator();
  }

  static DecisionEvent event(McpStreet street) throws InterruptedException {
    long end = System.nanoTime() + House.PATIENCE.toNanos();
    while (street.house.store.events.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    return street.house.store.only();
  }
}
