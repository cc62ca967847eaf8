package dev.keeptrail.gateway.mcp;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.ToolFacts;
import dev.keeptrail.gateway.body.UnreadableToolException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server may ask of a client in the place of an answer (2026-07-28), where the client says
 * that it can do it, as far as anybody here can judge it: forms for its user, addresses that its
 * user is to visit, prompts for its model, without tools, and where its folders are. Nothing of
 * extensions.
 */
public enum McpQuestion {
  ELICITATION("elicitation/create", "elicitation"),
  ADDRESS("elicitation/create", "elicitation"),
  SAMPLING("sampling/createMessage", "sampling"),
  ROOTS("roots/list", "roots");

  /** What rules call the host that an address leads to, beside what the server says. */
  static final String HOST = "host";

  private static final String MODE = "mode";
  private static final String FORM = "form";
  private static final String ADDRESS_MODE = "url";
  private static final Set<String> OF_AN_ADDRESS =
      Set.of(MODE, "message", "url", "elicitationId", "_meta");
  private static final Set<String> OF_A_FORM = Set.of(MODE, "message", "requestedSchema", "_meta");

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

  static Optional<McpQuestion> of(JsonNode question) {
    String method = question.path("method").asString("");
    boolean leads = isAddress(question.path("params"));
    return Arrays.stream(values())
        .filter(one -> one.method.equals(method))
        .filter(one -> method.equals(ELICITATION.method) ? (one == ADDRESS) == leads : true)
        .findFirst();
  }

  /** Whether parameters are those of an address that a user is to visit. */
  static boolean isAddress(JsonNode params) {
    return params.path(MODE).asString("").equals(ADDRESS_MODE);
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
    return switch (this) {
      case ELICITATION -> said.has(FORM) || !said.has(ADDRESS_MODE);
      case ADDRESS -> said.has(ADDRESS_MODE);
      case SAMPLING, ROOTS -> true;
    };
  }

  /** How a client says that it can answer these, and nothing else. */
  static ObjectNode capabilities(ObjectNode empty, Set<McpQuestion> able) {
    for (McpQuestion one : able) {
      ObjectNode said = empty.withObjectProperty(one.capability);
      switch (one) {
        case ELICITATION -> said.putObject(FORM);
        case ADDRESS -> said.putObject(ADDRESS_MODE);
        case SAMPLING, ROOTS -> {}
      }
    }
    return empty;
  }

  /** What rules get of a question: its parameters, and where an address leads to. */
  static JsonNode arguments(JsonNode params) {
    if (!(params instanceof ObjectNode said)) {
      return JsonNodeFactory.instance.objectNode();
    }
    ObjectNode all = said.deepCopy();
    if (isAddress(said)) {
      AskedAddress.host(said.path("url").asString("")).ifPresent(host -> all.put(HOST, host));
    }
    return all;
  }

  /** A question, as a call, that sends a user where no pack can mean it to. */
  public static List<Fact> anywhere() {
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    params.put(MODE, ADDRESS_MODE);
    params.put("message", "");
    params.put("url", "https://anywhere.invalid/");
    var facts = new ToolFacts();
    try {
      facts.call(
          JsonNodeFactory.instance.stringNode(""),
          JsonNodeFactory.instance.stringNode(ADDRESS.method),
          arguments(params),
          "");
    } catch (UnreadableToolException impossible) {
      throw new IllegalStateException(impossible);
    }
    return facts.all();
  }

  /** Whether these are parameters of such a question. */
  boolean fits(JsonNode params) {
    return switch (this) {
      case ELICITATION ->
          params instanceof ObjectNode form
              && OF_A_FORM.containsAll(form.propertyNames())
              && params.path(MODE).asString(FORM).equals(FORM)
              && params.path("message").isString()
              && params.path("requestedSchema").isObject();
      case ADDRESS ->
          params instanceof ObjectNode address
              && OF_AN_ADDRESS.containsAll(address.propertyNames())
              && params.path("message").isString()
              && AskedAddress.host(params.path("url").asString("")).isPresent();
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
