package dev.keeptrail.gateway.mcp;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server may ask of a client in the place of an answer (2026-07-28), where the client says
 * that it can do it, as far as anybody here can judge it: forms for its user and prompts for its
 * model, without tools, and where its folders are. Not addresses that its user is sent to, and
 * nothing of extensions.
 */
public enum McpQuestion {
  ELICITATION("elicitation/create", "elicitation"),
  SAMPLING("sampling/createMessage", "sampling"),
  ROOTS("roots/list", "roots");

  private static final String FORM = "form";
  private static final Set<String> OF_A_FORM =
      Set.of("mode", "message", "requestedSchema", "_meta");

  /** What makes more of a prompt than a prompt, for which clients would have to say more. */
  private static final Set<String> NOT_OF_A_PROMPT = Set.of("tools", "toolChoice", "task");

  private final String method;
  private final String capability;

  McpQuestion(String method, String capability) {
    this.method = method;
    this.capability = capability;
  }

  /** What rules call it, as the tool that it would be. */
  public String method() {
    return method;
  }

  static Optional<McpQuestion> of(String method) {
    return Arrays.stream(values()).filter(one -> one.method.equals(method)).findFirst();
  }

  /** Those that a client says it can answer. */
  static Set<McpQuestion> in(JsonNode capabilities) {
    Set<McpQuestion> able = EnumSet.noneOf(McpQuestion.class);
    for (McpQuestion one : values()) {
      JsonNode said = capabilities.path(one.capability);
      if (said.isObject() && one.isAble(said)) {
        able.add(one);
      }
    }
    return able;
  }

  /** A client that names no way to ask its user has one: forms. */
  private boolean isAble(JsonNode said) {
    return this != ELICITATION || said.has(FORM) || !said.has("url");
  }

  /** How a client says that it can answer these, and nothing else. */
  static ObjectNode capabilities(ObjectNode empty, Set<McpQuestion> able) {
    for (McpQuestion one : able) {
      ObjectNode said = empty.putObject(one.capability);
      if (one == ELICITATION) {
        said.putObject(FORM);
      }
    }
    return empty;
  }

  /** Whether these are parameters of such a question. */
  boolean fits(JsonNode params) {
    return switch (this) {
      case ELICITATION ->
          params instanceof ObjectNode form
              && OF_A_FORM.containsAll(form.propertyNames())
              && params.path("mode").asString(FORM).equals(FORM)
              && params.path("message").isString()
              && params.path("requestedSchema").isObject();
      case SAMPLING ->
          params instanceof ObjectNode prompt
              && prompt.propertyNames().stream().noneMatch(NOT_OF_A_PROMPT::contains)
              && params.path("messages").isArray()
              && params.path("includeContext").asString("none").equals("none");
      case ROOTS ->
          params.isMissingNode()
              || (params instanceof ObjectNode nothing
                  && Set.of("_meta").containsAll(nothing.propertyNames()));
    };
  }
}
