package dev.keeptrail.gateway.mcp;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Fields;
import dev.keeptrail.gateway.body.Identifiers;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.ToolFacts;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One JSON-RPC 2.0 request or notification whose shape is checked. Holds the tree that is judged,
 * edited and sent on; owned by one request, used by one thread.
 */
public final class McpRequest {
  /** Where parameters stand. */
  static final String PARAMS = "/params";

  private static final String META = "_meta";
  private static final Set<String> MEMBERS = Set.of("jsonrpc", "id", "method", "params");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:/+=-]{1,128}");
  private static final Pattern METHOD = Pattern.compile("[A-Za-z0-9_.$/-]{1,128}");

  private final ObjectNode body;
  private final String method;
  private final @Nullable McpMethod known;
  private BodyTexts texts;
  private boolean stateless;
  private boolean opened;
  private Set<McpQuestion> able = Set.of();

  private McpRequest(ObjectNode body, String method) {
    this.body = body;
    this.method = method;
    this.known = McpMethod.of(method).filter(one -> one.isNotification() != hasId()).orElse(null);
    this.texts = McpTexts.request(body, false);
  }

  /**
   * Reads a message.
   *
   * @throws RefusedException with status 422 when it is none that a client may send
   */
  public static McpRequest read(byte[] bytes) throws RefusedException {
    ObjectNode body = object(bytes);
    for (String member : body.propertyNames()) {
      if (!MEMBERS.contains(member)) {
        throw Fields.invalid(
            "a JSON-RPC request has no members but `jsonrpc`, `id`, `method` and `params`", "");
      }
    }
    if (!body.path("jsonrpc").asString("").equals("2.0")) {
      throw Fields.invalid("`jsonrpc` must be \"2.0\"", "/jsonrpc");
    }
    JsonNode id = body.get("id");
    if (id != null && !isId(id)) {
      throw Fields.invalid(
          "`id` must be a whole number, or 1 to 128 of letters, digits and `_ . : / + = -`", "/id");
    }
    JsonNode method = body.path("method");
    if (!method.isString() || !METHOD.matcher(method.stringValue()).matches()) {
      throw Fields.invalid("`method` must be the name of a method", "/method");
    }
    JsonNode params = body.get("params");
    if (params != null && !params.isObject()) {
      throw Fields.invalid("`params` must be an object", PARAMS);
    }
    var request = new McpRequest(body, method.stringValue());
    if (!request.texts.complete()) {
      throw Fields.invalid(
          "the message has more than " + TextCollector.MAX_TEXTS + " texts; send fewer", "");
    }
    return request;
  }

  private static ObjectNode object(byte[] bytes) throws RefusedException {
    try {
      JsonNode read = StrictJson.parse(bytes);
      if (read instanceof ObjectNode object) {
        return object;
      }
      throw Fields.invalid("the body must be one JSON-RPC message; batches are not taken", "");
    } catch (MalformedJsonException malformed) {
      throw new RefusedException(Refusal.invalid("malformed_body", malformed.problem(), null));
    }
  }

  private static boolean isId(JsonNode id) {
    boolean fits =
        id.isIntegralNumber()
            ? id.canConvertToLong()
            : id.isString() && ID.matcher(id.stringValue()).matches();
    // WHY: it comes back and goes into records as it is.
    return fits && Identifiers.isHarmless(id.asString());
  }

  /** The method as the client named it. */
  public String method() {
    return method;
  }

  /** The method where it is one that is governed, and has an id exactly where it needs one. */
  public Optional<McpMethod> known() {
    return Optional.ofNullable(known);
  }

  public boolean hasId() {
    return body.has("id");
  }

  /** The id as it was sent; {@code null} in JSON where there is none. */
  public JsonNode id() {
    JsonNode id = body.get("id");
    return id == null ? JsonNodeFactory.instance.nullNode() : id;
  }

  public BodyTexts texts() {
    return texts;
  }

  /** All texts as they stand after edits. */
  public BodyTexts editedTexts() {
    return McpTexts.request(body, opened);
  }

  /**
   * What is called: the tool's name, or the method where a server is asked for a prompt or a
   * resource, so that rules about calls hold for these too; empty where nothing is called.
   */
  public String tool() {
    if (!isCall()) {
      return "";
    }
    return known == McpMethod.TOOLS_CALL ? body.path("params").path("name").asString("") : method;
  }

  boolean isCall() {
    return known != null && known.isCall();
  }

  /**
   * The call as a fact; none where nothing is called. A call without arguments is one with none,
   * not one that cannot be read.
   *
   * @throws UnreadableToolException when rules cannot be given it
   */
  public List<Fact> calls() throws UnreadableToolException {
    if (!isCall()) {
      return List.of();
    }
    JsonNode params = body.path("params");
    boolean tool = known == McpMethod.TOOLS_CALL;
    JsonNode arguments = tool ? params.path("arguments") : params;
    var facts = new ToolFacts();
    facts.call(
        JsonNodeFactory.instance.stringNode(idText()),
        tool ? params.path("name") : JsonNodeFactory.instance.stringNode(method),
        arguments.isMissingNode() ? JsonNodeFactory.instance.objectNode() : arguments,
        PARAMS);
    return facts.all();
  }

  String idText() {
    return id().asString("");
  }

  /** The texts of the call's arguments as the message holds them now. */
  public BodyTexts textsOfCalls() {
    return editedTexts().ofTools(Set.of(PARAMS));
  }

  /** The message is of the revision in which each stands for itself. */
  public void standAlone() {
    stateless = true;
  }

  boolean isStateless() {
    return stateless;
  }

  /** What the message says of itself; an object of its own where it says nothing. */
  JsonNode meta() {
    return body.path("params").path(META);
  }

  /** What a call names: a tool, a prompt or a resource; empty in other messages. */
  Optional<String> name() {
    String member = known == McpMethod.RESOURCES_READ ? "uri" : "name";
    JsonNode name = body.path("params").path(member);
    return isCall() && name.isString() ? Optional.of(name.stringValue()) : Optional.empty();
  }

  /** The arguments of a call of a tool; null in other messages. */
  @Nullable ObjectNode arguments() {
    return known == McpMethod.TOOLS_CALL
            && body.path("params").path("arguments") instanceof ObjectNode arguments
        ? arguments
        : null;
  }

  /**
   * The headers that a server wants with the message, made of what it says now.
   *
   * @param known what the tool that is called says of headers; empty where it was not heard of
   */
  public Map<String, String> headers(Optional<ToolHeaders> known) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (stateless) {
      headers.put("mcp-protocol-version", McpRevision.STATELESS);
      headers.put("mcp-method", method);
      name().ifPresent(name -> headers.put("mcp-name", HeaderText.encode(name)));
      known.ifPresent(tool -> headers.putAll(tool.of(arguments())));
    }
    return headers;
  }

  /** What servers may ask of the client, as it says; nothing where it has not been asked yet. */
  public Set<McpQuestion> offered() {
    return stateless && isCall() && !isListening()
        ? McpQuestion.in(meta().path(McpRevision.CAPABILITIES))
        : Set.of();
  }

  /**
   * Takes out what a client says it can do for servers, but for what is left to it: all else that
   * servers would ask of it does not pass the gateway. So does the wish for a task in the place of
   * an answer, which nobody could fetch, that for what a server writes into its log, and that for
   * news which are none of this protocol's; a server without tasks passes over it, and to clients
   * this is one.
   *
   * @param left nothing in revisions with sessions
   * @return whether there was anything
   */
  public boolean withoutClientCapabilities(Set<McpQuestion> left) {
    if (!(body.path("params") instanceof ObjectNode params)) {
      return false;
    }
    able = Set.copyOf(left);
    boolean changed = false;
    if (isListening() && params.path(McpFilter.MEMBER) instanceof ObjectNode filter) {
      ObjectNode known = McpFilter.of(filter).json();
      changed = !known.equals(filter);
      params.set(McpFilter.MEMBER, known);
    }
    if (known == McpMethod.INITIALIZE && !params.path("capabilities").isEmpty()) {
      params.putObject("capabilities");
      changed = true;
    }
    if (params.path(META) instanceof ObjectNode meta) {
      JsonNode said = meta.remove(McpRevision.CAPABILITIES);
      JsonNode kept = stateless ? McpQuestion.capabilities(meta.objectNode(), left) : null;
      if (kept != null) {
        meta.set(McpRevision.CAPABILITIES, kept);
      }
      boolean logs = meta.remove(McpRevision.LOG_LEVEL) != null;
      changed |= logs || !Objects.equals(said, kept);
    }
    return (known == McpMethod.TOOLS_CALL && params.remove("task") != null) || changed;
  }

  /** What the server can rely on that the client can be asked for. */
  Set<McpQuestion> able() {
    return able;
  }

  /** Whose a text is that the server gives the client to carry, and what for. */
  public RequestStates.Owner owner(String caller, String server) {
    return new RequestStates.Owner(caller, server, method, tool());
  }

  /**
   * Opens what the client carries for the server.
   *
   * @return false where there is something that is not the server's for this
   */
  public boolean opens(RequestStates states, RequestStates.Owner owner) {
    JsonNode carried = body.path("params").path(McpAsked.STATE);
    if (!stateless || carried.isMissingNode()) {
      return true;
    }
    if (!isCall() || !carried.isString() || !(body.path("params") instanceof ObjectNode params)) {
      return false;
    }
    Optional<String> state = states.open(owner, carried.stringValue());
    state.ifPresent(text -> params.put(McpAsked.STATE, text));
    opened = state.isPresent();
    texts = editedTexts();
    return opened;
  }

  /** What a server says of this request before it answers; empty where it was not asked to. */
  public Optional<McpProgress> progress(JsonNode message) {
    JsonNode token = body.path("params").path(META).path(McpProgress.TOKEN);
    return hasId() && (token.isString() || token.isIntegralNumber())
        ? McpProgress.of(token, message)
        : Optional.empty();
  }

  /** Whether it asks for news of the server, for as long as the client likes. */
  public boolean isListening() {
    return known == McpMethod.LISTEN;
  }

  /** What news it asks for, as the server was asked for them. */
  private McpFilter filter() {
    return McpFilter.of(body.path("params").path(McpFilter.MEMBER));
  }

  /** What of that a server says that it will tell; empty where the message says no such thing. */
  public Optional<McpFilter> agreed(JsonNode message) {
    return McpNotice.acknowledged(id(), message).map(filter()::and);
  }

  /** News that was agreed on; empty where the message is none. */
  public Optional<McpNotice> notice(McpFilter agreed, JsonNode message) {
    return McpNotice.of(id(), agreed, message);
  }

  /** What tells the client what was agreed on. */
  public byte[] acknowledgement(McpFilter agreed) {
    return McpNotice.acknowledgement(id(), agreed);
  }

  /** What tells the client that there is no more news to come, and that it can ask again. */
  public byte[] endOfNews() {
    return McpNotice.end(id());
  }

  /** The answer to this request, or empty when the tree is none. */
  public Optional<McpAnswer> answer(JsonNode tree) {
    return McpAnswer.of(this, tree);
  }

  /**
   * An answer that was given to the same request under another id; empty when it is none.
   *
   * @param bytes as {@link McpAnswer#canonical} wrote them
   */
  public Optional<McpAnswer> answerAgain(byte[] bytes) {
    try {
      JsonNode tree = StrictJson.parse(bytes);
      if (tree instanceof ObjectNode message && message.has("id")) {
        message.set("id", id());
      }
      return answer(tree);
    } catch (MalformedJsonException _) {
      return Optional.empty();
    }
  }

  /** The form that was judged. */
  public byte[] canonical() {
    return StrictJson.write(body);
  }
}
