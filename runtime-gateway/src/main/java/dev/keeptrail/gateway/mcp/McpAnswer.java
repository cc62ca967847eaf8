package dev.keeptrail.gateway.mcp;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.ToolFacts;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A server's answer to one request, its shape checked. One use, one thread. */
public final class McpAnswer {
  private static final String RESULT = "/result";
  private static final Set<String> MEMBERS = Set.of("jsonrpc", "id", "result", "error");

  private final McpRequest request;
  private final ObjectNode body;

  private McpAnswer(McpRequest request, ObjectNode body) {
    this.request = request;
    this.body = body;
  }

  static Optional<McpAnswer> of(McpRequest request, JsonNode tree) {
    return tree instanceof ObjectNode body && isAnswer(request, body)
        ? Optional.of(new McpAnswer(request, body))
            .filter(answer -> answer.texts().complete() && answer.tools() <= ToolFacts.MAX)
        : Optional.empty();
  }

  private static boolean isAnswer(McpRequest request, ObjectNode body) {
    return MEMBERS.containsAll(body.propertyNames())
        && body.path("jsonrpc").asString("").equals("2.0")
        && request.id().equals(body.path("id"))
        && (body.path("result").isObject()
            ? !body.has("error")
            : !body.has("result") && isError(body.path("error")));
  }

  private static boolean isError(JsonNode error) {
    return error.path("code").isIntegralNumber() && error.path("message").isString();
  }

  /** All texts as they stand, but those of tools in a list. */
  public BodyTexts texts() {
    return McpTexts.answer(body);
  }

  /** How many tools a list holds; 0 in other answers. */
  public int tools() {
    return list().size();
  }

  /** The name of a tool of a list; empty where it has none. */
  public String toolName(int at) {
    return list().path(at).path("name").asString("");
  }

  /** The texts of a tool of a list, as they stand. */
  public BodyTexts textsOfTool(int at) {
    return list() instanceof ArrayNode tools ? McpTexts.tool(tools, at) : McpTexts.answer(body);
  }

  /** Takes a tool out of a list. */
  public void removeTool(int at) {
    if (list() instanceof ArrayNode tools) {
      tools.remove(at);
    }
  }

  private JsonNode list() {
    return request.known().orElse(null) == McpMethod.TOOLS_LIST
        ? body.path("result").path("tools")
        : body.path("none");
  }

  /**
   * What a tool answered, as a fact; none in other answers.
   *
   * @throws UnreadableToolException when rules cannot be given it
   */
  public List<Fact> results() throws UnreadableToolException {
    if (request.known().orElse(null) != McpMethod.TOOLS_CALL || !body.has("result")) {
      return List.of();
    }
    JsonNode result = body.path("result");
    String text = ToolFacts.textOf(result.path("content"));
    JsonNode structured = result.path("structuredContent");
    var facts = new ToolFacts();
    facts.result(
        request.idText(),
        request.tool(),
        text.isBlank() && structured.isContainer() ? StrictJson.writeText(structured) : text,
        RESULT);
    return facts.all();
  }

  /** The texts of the tool's answer as they stand. */
  public BodyTexts textsOfResults() {
    return texts().ofTools(Set.of(RESULT));
  }

  /**
   * Takes out what a server says it can do beside tools: none of that passes the gateway.
   *
   * @return whether there was any
   */
  public boolean withoutOtherCapabilities() {
    if (request.known().orElse(null) != McpMethod.INITIALIZE
        || !(body.path("result").path("capabilities") instanceof ObjectNode capabilities)) {
      return false;
    }
    boolean tools = capabilities.has("tools");
    boolean more = capabilities.size() > (tools ? 1 : 0) || !capabilities.path("tools").isEmpty();
    capabilities.removeAll();
    if (tools) {
      capabilities.putObject("tools");
    }
    return more;
  }

  /** The form that was judged. */
  public byte[] canonical() {
    return StrictJson.write(body);
  }
}
