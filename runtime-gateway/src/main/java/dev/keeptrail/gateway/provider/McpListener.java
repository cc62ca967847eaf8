package dev.keeptrail.gateway.provider;

import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Hears what an MCP server says before it answers. */
public interface McpListener {
  /** Takes one message, unjudged. */
  void take(JsonNode message);

  /** Whether it stays when the time for an answer is over; asked by another thread. */
  boolean stays();

  /** One that waits for the answer, and no longer. */
  static McpListener whileWaiting(Consumer<JsonNode> meanwhile) {
    return new McpListener() {
      @Override
      public void take(JsonNode message) {
        meanwhile.accept(message);
      }

      @Override
      public boolean stays() {
        return false;
      }
    };
  }
}
