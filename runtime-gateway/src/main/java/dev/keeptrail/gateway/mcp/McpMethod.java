package dev.keeptrail.gateway.mcp;

import java.util.Arrays;
import java.util.Optional;

/**
 * What clients may ask of a server through the gateway (MCP 2026-07-28 and before). Everything else
 * is refused, because nobody here could judge it.
 */
public enum McpMethod {
  INITIALIZE("initialize", Form.REQUEST, "", Era.SESSIONS),
  PING("ping", Form.REQUEST, "", Era.SESSIONS),
  DISCOVER("server/discover", Form.REQUEST, "", Era.STATELESS),
  TOOLS_LIST("tools/list", Form.REQUEST, "tools", Era.BOTH),
  TOOLS_CALL("tools/call", Form.CALL, "", Era.BOTH),
  PROMPTS_LIST("prompts/list", Form.REQUEST, "prompts", Era.BOTH),
  PROMPTS_GET("prompts/get", Form.CALL, "", Era.BOTH),
  RESOURCES_LIST("resources/list", Form.REQUEST, "resources", Era.BOTH),
  RESOURCE_TEMPLATES_LIST("resources/templates/list", Form.REQUEST, "resourceTemplates", Era.BOTH),
  RESOURCES_READ("resources/read", Form.CALL, "", Era.BOTH),
  LISTEN("subscriptions/listen", Form.CALL, "", Era.STATELESS),
  COMPLETE("completion/complete", Form.REQUEST, "", Era.BOTH),
  INITIALIZED("notifications/initialized", Form.NOTIFICATION, "", Era.SESSIONS),
  CANCELLED("notifications/cancelled", Form.NOTIFICATION, "", Era.BOTH);

  private enum Form {
    REQUEST,
    /** What a server does or fetches for a model: judged in the tool phase as well. */
    CALL,
    /** It goes without an id and gets no answer. */
    NOTIFICATION
  }

  /** Which revisions have it. */
  private enum Era {
    SESSIONS,
    STATELESS,
    BOTH
  }

  private final String word;
  private final Form form;
  private final String listed;
  private final Era era;

  McpMethod(String word, Form form, String listed, Era era) {
    this.word = word;
    this.form = form;
    this.listed = listed;
    this.era = era;
  }

  public String word() {
    return word;
  }

  /** Whether it goes without an id and gets no answer. */
  public boolean isNotification() {
    return form == Form.NOTIFICATION;
  }

  /** Whether the revision without sessions has it, or those with sessions do. */
  public boolean isSpoken(boolean stateless) {
    return switch (era) {
      case SESSIONS -> !stateless;
      case STATELESS -> stateless;
      case BOTH -> true;
    };
  }

  /** Where a server says what it can do. */
  boolean isGreeting() {
    return this == INITIALIZE || this == DISCOVER;
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
