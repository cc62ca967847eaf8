package dev.keeptrail.engine.parameter;

import dev.keeptrail.detectors.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The tools that a chat completion request offers ({@code tools} and the older {@code functions}),
 * asked for what one of their parameters takes. Holds on to the request's tree; used by the thread
 * that owns the request.
 */
public final class ToolCatalogue {
  /** A request that offers nothing. */
  public static final ToolCatalogue EMPTY = new ToolCatalogue(Map.of());

  /** Many values under one long name must not multiply it; a longer path ends in a star. */
  private static final int MAX_POINTER = 200;

  /** What protocols call the schema of a function's parameters. */
  private static final List<String> SCHEMAS =
      List.of("parameters", "input_schema", "parametersJsonSchema");

  private final Map<String, JsonNode> schemas;

  private ToolCatalogue(Map<String, JsonNode> schemas) {
    this.schemas = schemas;
  }

  /** The tools of a request's body; entries of an unknown shape are passed over. */
  public static ToolCatalogue of(JsonNode request) {
    Map<String, JsonNode> schemas = new HashMap<>();
    for (JsonNode tool : request.path("tools")) {
      // Google's protocol has lists of them inside of one tool.
      tool.path("functionDeclarations").forEach(function -> add(function, schemas));
      // Chat completions wrap the function; flat entries are those of other protocols.
      add(tool.path("function").isObject() ? tool.path("function") : tool, schemas);
    }
    request.path("functions").forEach(function -> add(function, schemas));
    return schemas.isEmpty() ? EMPTY : new ToolCatalogue(schemas);
  }

  private static void add(JsonNode function, Map<String, JsonNode> schemas) {
    JsonNode name = function.path("name");
    if (name.isString()) {
      JsonNode schema =
          SCHEMAS.stream()
              .map(function::path)
              .filter(JsonNode::isContainer)
              .findFirst()
              .orElse(MissingNode.getInstance());
      schemas.putIfAbsent(name.stringValue(), schema);
    }
  }

  /**
   * What a value of a tool's arguments is.
   *
   * @param tool as the model wrote it; null where it wrote none
   * @param steps names and positions from the arguments down to the value, both as words; empty for
   *     arguments that are a text themselves
   */
  public Parameter parameter(@Nullable String tool, List<String> steps) {
    String name = tool == null ? "" : tool;
    JsonNode root = schemas.getOrDefault(name, MissingNode.getInstance());
    JsonNode declared = DeclaredSchema.at(root, steps);
    return new Parameter(name, pointer(steps), ParameterKinds.of(name, steps, declared));
  }

  private static String pointer(List<String> steps) {
    var pointer = new StringBuilder();
    for (String step : steps) {
      if (pointer.length() + step.length() > MAX_POINTER) {
        return pointer.append("/*").toString();
      }
      pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
