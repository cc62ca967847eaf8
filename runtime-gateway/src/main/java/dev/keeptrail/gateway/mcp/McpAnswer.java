package dev.keeptrail.gateway.mcp;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.ToolFacts;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.json.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/** A server's answer to one request, its shape checked. One use, one thread. */
public final class McpAnswer {
  private static final String RESULT = "/result";
  private static final String RESULT_MEMBER = "result";
  private static final String ERROR = "error";
  private static final long URL_NEEDED = -32_042;
  private static final Set<String> MEMBERS = Set.of("jsonrpc", "id", "result", "error");

  /** What a server may say that it can do, and what of that is news. */
  private static final Map<String, List<String>> CAPABILITIES =
      Map.of(
          "tools", List.of("listChanged"),
          "prompts", List.of("listChanged"),
          "resources", List.of("listChanged", "subscribe"),
          "completions", List.of());

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
        && (body.path(RESULT_MEMBER).isObject()
            ? !body.has(ERROR) && isWhole(request, body.path(RESULT_MEMBER))
            : !body.has(RESULT_MEMBER) && isError(body.path(ERROR)));
  }

  /**
   * Whether it is what was asked for, or a question that the client said it can answer: what else
   * servers ask of clients, and tasks, pass nowhere.
   */
  private static boolean isWhole(McpRequest request, JsonNode result) {
    if (request.isStateless() && McpAsked.is(result)) {
      return request.isCall() && McpAsked.isWhole(result, request.able());
    }
    JsonNode type = result.path(McpAsked.TYPE);
    return (type.isMissingNode() || type.asString("").equals("complete"))
        && !result.has(McpAsked.QUESTIONS)
        && !(request.isStateless() && result.has(McpAsked.STATE));
  }

  /** An error that sends the client's user to a page is a question, too. */
  private static boolean isError(JsonNode error) {
    JsonNode code = error.path("code");
    return code.isIntegralNumber()
        && code.canConvertToLong()
        && code.longValue() != URL_NEEDED
        && error.path("message").isString();
  }

  /** The number of the error; empty where it is none. */
  public OptionalLong error() {
    return body.has(ERROR)
        ? OptionalLong.of(body.path(ERROR).path("code").asLong())
        : OptionalLong.empty();
  }

  /** Which revisions an error says are spoken, of those that are spoken here. */
  public List<String> spoken() {
    return McpRevision.spokenOf(body.path(ERROR).path("data").path("supported"));
  }

  /** Whether it asks the client for something, or to come again, in the place of an answer. */
  public boolean isQuestion() {
    return request.isStateless() && McpAsked.is(body.path(RESULT_MEMBER));
  }

  /** What it asks of the client before there is an answer, each once; empty where it is one. */
  public Set<String> asks() {
    return McpAsked.methods(body.path(RESULT_MEMBER));
  }

  /**
   * What it asks of the client, as calls.
   *
   * @throws UnreadableToolException when rules cannot be given it
   */
  public List<Fact> questions() throws UnreadableToolException {
    return McpAsked.calls(body.path(RESULT_MEMBER));
  }

  /** The texts of the questions as they stand. */
  public BodyTexts textsOfQuestions() {
    return texts().ofTools(Set.of(RESULT + "/" + McpAsked.QUESTIONS));
  }

  /** Seals what the client is to carry until it asks again. */
  public void seal(RequestStates states, RequestStates.Owner owner) {
    if (McpAsked.is(body.path(RESULT_MEMBER))
        && body.path(RESULT_MEMBER) instanceof ObjectNode result
        && result.has(McpAsked.STATE)) {
      result.put(McpAsked.STATE, states.seal(owner, result.path(McpAsked.STATE).stringValue()));
    }
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
    return !listed().isEmpty() && body.path(RESULT_MEMBER).path(listed()) instanceof ArrayNode list
        ? list
        : body.arrayNode();
  }

  /**
   * What a tool answered, as a fact; none in other answers.
   *
   * @throws UnreadableToolException when rules cannot be given it
   */
  public List<Fact> results() throws UnreadableToolException {
    if (!request.isCall() || !body.has(RESULT_MEMBER)) {
      return List.of();
    }
    JsonNode result = body.path(RESULT_MEMBER);
    String text =
        Stream.of("content", "contents", "messages")
            .map(name -> ToolFacts.textOf(result.path(name)))
            .filter(said -> !said.isEmpty())
            .collect(Collectors.joining("\n"));
    JsonNode structured = result.path("structuredContent");
    var facts = new ToolFacts();
    facts.result(
        request.idText(), request.tool(), text.isBlank() ? textOf(structured) : text, RESULT);
    return facts.all();
  }

  /** Any value can be one (2026-07-28). */
  private static String textOf(JsonNode structured) {
    return structured.isContainer() ? StrictJson.writeText(structured) : structured.asString("");
  }

  /** The texts of the tool's answer as they stand. */
  public BodyTexts textsOfResults() {
    return texts().ofTools(Set.of(RESULT));
  }

  /**
   * Takes out what a server says it can do and the gateway does not let through: other
   * capabilities, tools that only answer with tasks, which nobody could fetch, revisions that are
   * not spoken here, and that the answer is good for others or for long.
   *
   * @param news whether the caller may listen to what has changed; asked only where it matters
   * @return whether there was any
   */
  public boolean withoutOtherCapabilities(BooleanSupplier news) {
    if (!(body.path(RESULT_MEMBER) instanceof ObjectNode result)) {
      return false;
    }
    boolean narrowed = McpHints.narrow(result);
    boolean unspoken = McpHints.onlySpoken(result);
    boolean more = listed().equals("tools") ? withoutTasks() : withoutCapabilities(result, news);
    return narrowed || unspoken || more;
  }

  private boolean withoutCapabilities(ObjectNode result, BooleanSupplier news) {
    if (request.known().filter(McpMethod::isGreeting).isEmpty()
        || !(result.path("capabilities") instanceof ObjectNode capabilities)) {
      return false;
    }
    boolean listens = request.isStateless() && news.getAsBoolean();
    ObjectNode kept = body.objectNode();
    for (Map.Entry<String, JsonNode> one : capabilities.properties()) {
      List<String> told = CAPABILITIES.get(one.getKey());
      if (told != null) {
        ObjectNode empty = kept.putObject(one.getKey());
        told.stream()
            .filter(_ -> listens)
            .filter(name -> one.getValue().path(name).equals(BooleanNode.TRUE))
            .forEach(name -> empty.put(name, true));
      }
    }
    boolean more = !kept.equals(capabilities);
    capabilities.removeAll().setAll(kept);
    return more;
  }

  /**
   * Learns what the server says of itself: which revisions it speaks, and from a list of tools
   * which of their arguments stand in headers. Takes out tools that say so in a way that is not
   * allowed, as clients have to.
   *
   * @param server which one it is, whatever the pack
   * @return whether there were any of these
   */
  public boolean teach(McpMemory memory, String server) {
    if (!request.isStateless()) {
      return false;
    }
    memory.revisions().learn(server, McpHints.spoken(body.path(RESULT_MEMBER)));
    return listed().equals("tools") && teachTools(memory.tools(), server);
  }

  private boolean teachTools(KnownTools tools, String server) {
    ArrayNode list = list();
    int all = list.size();
    for (int at = all - 1; at >= 0; at--) {
      Optional<ToolHeaders> headers = ToolHeaders.of(list.path(at));
      if (headers.isEmpty()) {
        list.remove(at);
      } else {
        tools.learn(server, toolName(at), headers.get());
      }
    }
    return list.size() < all;
  }

  /**
   * Takes out icons that stand in the answer themselves.
   *
   * @return how many there were
   */
  public int withoutEmbeddedIcons() {
    return McpIcons.remove(body.path(RESULT_MEMBER), listed());
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
