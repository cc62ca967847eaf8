package dev.keeptrail.gateway.mcp;

import java.util.Arrays;
import java.util.Optional;

/**
 * What clients may ask of a server through the gateway (MCP 2025-11-25). Everything else is
 * refused, because nobody here could judge it.
 */
public enum McpMethod {
  INITIALIZE("initialize", Form.REQUEST, ""),
  PING("ping", Form.REQUEST, ""),
  TOOLS_LIST("tools/list", Form.REQUEST, "tools"),
  TOOLS_CALL("tools/call", Form.CALL, ""),
  PROMPTS_LIST("prompts/list", Form.REQUEST, "prompts"),
  PROMPTS_GET("prompts/get", Form.CALL, ""),
  RESOURCES_LIST("resources/list", Form.REQUEST, "resources"),
  RESOURCE_TEMPLATES_LIST("resources/templates/list", Form.REQUEST, "resourceTemplates"),
  RESOURCES_READ("resources/read", Form.CALL, ""),
  COMPLETE("completion/complete", Form.REQUEST, ""),
  INITIALIZED("notifications/initialized", Form.NOTIFICATION, ""),
  CANCELLED("notifications/cancelled", Form.NOTIFICATION, "");

  private enum Form {
    REQUEST,
    /** What a server does or fetches for a model: judged in the tool phase as well. */
    CALL,
    /** It goes without an id and gets no answer. */
    NOTIFICATION
  }

  private final String word;
  private final Form form;
  private final String listed;

  McpMethod(String word, Form form, String listed) {
    this.word = word;
    this.form = form;
    this.listed = listed;
  }

  public String word() {
    return word;
  }

  /** Whether it goes without an id and gets no answer. */
  public boolean isNotification() {
    return form == Form.NOTIFICATION;
  }

  boolean isCall() {
    return form == Form.CALL;
  }

  /** The member of its result whose entries are judged one by one; empty for none. */
  String listed() {
    return listed;
  }

  public static Optional<McpMethod> of(String word) {
    return Arrays.stream(values()).filter(method -> method.word.equals(word)).findFirst();
  }
}
