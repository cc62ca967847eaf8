package dev.keeptrail.gateway.mcp;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.ToolFacts;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A server's answer to one request, its shape checked. One use, one thread. */
public final class McpAnswer {
  private static final String RESULT = "/result";
  private static final long URL_NEEDED = -32_042;
  private static final Set<String> MEMBERS = Set.of("jsonrpc", "id", "result", "error");

  /** Without subscriptions and news of changes, which come in a stream of the server's own. */
  private static final List<String> CAPABILITIES =
      List.of("tools", "prompts", "resources", "completions");

  private final McpRequest request;
  private final ObjectNode body;

  private McpAnswer(McpRequest request, ObjectNode body) {
    this.request = request;
    this.body = body;
  }

  static Optional<McpAnswer> of(McpRequest request, JsonNode tree) {
    return tree instanceof ObjectNode body && isAnswer(request, body)
        ? Optional.of(new McpAnswer(request, body)).filter(McpAnswer::isBounded)
        : Optional.empty();
  }

  /** What has more texts than are kept is not judged in part. */
  private boolean isBounded() {
    BodyTexts beside = texts();
    if (!beside.complete() || entries() > ToolFacts.MAX) {
      return false;
    }
    int left = TextCollector.MAX_TEXTS - beside.segments().size();
    for (int at = 0; at < entries() && left >= 0; at++) {
      BodyTexts entry = textsOfEntry(at);
      left = entry.complete() ? left - entry.segments().size() : -1;
    }
    return left >= 0;
  }

  private static boolean isAnswer(McpRequest request, ObjectNode body) {
    return MEMBERS.containsAll(body.propertyNames())
        && body.path("jsonrpc").asString("").equals("2.0")
        && request.id().equals(body.path("id"))
        && (body.path("result").isObject()
            ? !body.has("error") && isWhole(body.path("result"))
            : !body.has("result") && isError(body.path("error")));
  }

  /**
   * Whether it is what was asked for, and not a question to the client or a task (2026-07-28): what
   * servers ask of clients does not pass in other places either.
   */
  private static boolean isWhole(JsonNode result) {
    JsonNode type = result.path("resultType");
    return (type.isMissingNode() || type.asString("").equals("complete"))
        && !result.has("inputRequests");
  }

  /** An error that sends the client's user to a page is a question, too. */
  private static boolean isError(JsonNode error) {
    JsonNode code = error.path("code");
    return code.isIntegralNumber()
        && code.canConvertToLong()
        && code.longValue() != URL_NEEDED
        && error.path("message").isString();
  }

  /** All texts as they stand, but those of the entries of a list. */
  public BodyTexts texts() {
    return McpTexts.answer(body, listed());
  }

  /** What a list holds, as the protocol calls it; empty in other answers. */
  public String listed() {
    return request.known().map(McpMethod::listed).orElse("");
  }

  /** How many entries a list holds; 0 in other answers. */
  public int entries() {
    return list().size();
  }

  /** The name of the tool that an entry of a list defines; empty where it defines none. */
  public String toolName(int at) {
    return listed().equals("tools") ? list().path(at).path("name").asString("") : "";
  }

  /** The texts of an entry of a list, as they stand. */
  public BodyTexts textsOfEntry(int at) {
    return McpTexts.entry(list(), listed(), at);
  }

  /** Takes an entry out of a list. */
  public void removeEntry(int at) {
    list().remove(at);
  }

  private ArrayNode list() {
    return !listed().isEmpty() && body.path("result").path(listed()) instanceof ArrayNode list
        ? list
        : body.arrayNode();
  }

  /**
   * What a tool answered, as a fact; none in other answers.
   *
   * @throws UnreadableToolException when rules cannot be given it
   */
  public List<Fact> results() throws UnreadableToolException {
    if (!request.isCall() || !body.has("result")) {
      return List.of();
    }
    JsonNode result = body.path("result");
    String text =
        Stream.of("content", "contents", "messages")
            .map(name -> ToolFacts.textOf(result.path(name)))
            .filter(said -> !said.isEmpty())
            .collect(Collectors.joining("\n"));
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
   * Takes out what a server says it can do and the gateway does not let through: other
   * capabilities, and tools that only answer with tasks, which nobody could fetch.
   *
   * @return whether there was any
   */
  public boolean withoutOtherCapabilities() {
    if (listed().equals("tools")) {
      return withoutTasks();
    }
    if (request.known().orElse(null) != McpMethod.INITIALIZE
        || !(body.path("result").path("capabilities") instanceof ObjectNode capabilities)) {
      return false;
    }
    ObjectNode kept = body.objectNode();
    CAPABILITIES.stream().filter(capabilities::has).forEach(kept::putObject);
    boolean more = !kept.equals(capabilities);
    capabilities.removeAll().setAll(kept);
    return more;
  }

  /**
   * Takes out icons that stand in the answer themselves.
   *
   * @return how many there were
   */
  public int withoutEmbeddedIcons() {
    return McpIcons.remove(body.path("result"), listed());
  }

  private boolean withoutTasks() {
    ArrayNode tools = list();
    int all = tools.size();
    for (int at = all - 1; at >= 0; at--) {
      JsonNode support = tools.path(at).path("execution").path("taskSupport");
      if (support.asString("").equals("required")) {
        tools.remove(at);
      }
    }
    return tools.size() < all;
  }

  /** The form that was judged. */
  public byte[] canonical() {
    return StrictJson.write(body);
  }
}
