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
import java.util.List;
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
  private final BodyTexts texts;

  private McpRequest(ObjectNode body, String method) {
    this.body = body;
    this.method = method;
    this.known = McpMethod.of(method).filter(one -> one.isNotification() != hasId()).orElse(null);
    this.texts = McpTexts.request(body);
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
    return McpTexts.request(body);
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

  /**
   * Takes out what a client says it can do for servers: what servers would ask of it then does not
   * pass the gateway. So does the wish for a task in the place of an answer, which nobody could
   * fetch; a server without tasks passes over it, and to clients this is one.
   *
   * @return whether there was anything
   */
  public boolean withoutClientCapabilities() {
    if (!(body.path("params") instanceof ObjectNode params)) {
      return false;
    }
    boolean changed = false;
    if (known == McpMethod.INITIALIZE && !params.path("capabilities").isEmpty()) {
      params.putObject("capabilities");
      changed = true;
    }
    if (params.path(META) instanceof ObjectNode meta
        && meta.remove(McpRevision.CAPABILITIES) != null) {
      changed = true;
    }
    return (known == McpMethod.TOOLS_CALL && params.remove("task") != null) || changed;
  }

  /** Whether it is of a revision of the protocol that is spoken here, as far as it says. */
  public boolean isSpoken() {
    JsonNode named = body.path("params").path(META).path(McpRevision.NAMED);
    return named.isMissingNode() || (named.isString() && McpRevision.isSpoken(named.stringValue()));
  }

  /** What a server says of this request before it answers; empty where it was not asked to. */
  public Optional<McpProgress> progress(JsonNode message) {
    JsonNode token = body.path("params").path(META).path(McpProgress.TOKEN);
    return hasId() && (token.isString() || token.isIntegralNumber())
        ? McpProgress.of(token, message)
        : Optional.empty();
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
