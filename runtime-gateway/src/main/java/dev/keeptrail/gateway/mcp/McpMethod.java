package dev.keeptrail.gateway.mcp;

import java.util.Arrays;
import java.util.Optional;

/**
 * What clients may ask of a server through the gateway (MCP 2025-06-18). Everything else is
 * refused, because nobody here could judge it.
 */
public enum McpMethod {
  INITIALIZE("initialize", false),
  PING("ping", false),
  TOOLS_LIST("tools/list", false),
  TOOLS_CALL("tools/call", false),
  INITIALIZED("notifications/initialized", true),
  CANCELLED("notifications/cancelled", true);

  private final String word;
  private final boolean notification;

  McpMethod(String word, boolean notification) {
    this.word = word;
    this.notification = notification;
  }

  public String word() {
    return word;
  }

  /** Whether it goes without an id and gets no answer. */
  public boolean isNotification() {
    return notification;
  }

  public static Optional<McpMethod> of(String word) {
    return Arrays.stream(values()).filter(method -> method.word.equals(word)).findFirst();
  }
}
