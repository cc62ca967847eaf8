package dev.keeptrail.gateway.responses;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What kinds of items there are in a response's input and output. Stateless. */
final class Items {
  private static final Set<String> CALLS =
      Set.of("function_call", "custom_tool_call", "mcp_call", "mcp_approval_request");

  /** Calls that the provider, or a tool of the caller's, carries out by another protocol. */
  private static final Set<String> FOREIGN_CALLS =
      Set.of(
          "computer_call",
          "local_shell_call",
          "shell_call",
          "apply_patch_call",
          "code_interpreter_call",
          "web_search_call",
          "file_search_call",
          "image_generation_call");

  private Items() {}

  /** A message may leave its type out. */
  static String typeOf(ObjectNode item) {
    return item.path("type").asString("message");
  }

  static boolean isCall(String type) {
    return CALLS.contains(type);
  }

  static boolean isForeignCall(String type) {
    return FOREIGN_CALLS.contains(type);
  }

  /** What a tool answered. */
  static boolean isResult(String type) {
    return type.endsWith("_call_output");
  }

  /** An item that stands for one which the provider keeps; it may leave its type out. */
  static boolean isReference(ObjectNode item) {
    JsonNode type = item.path("type");
    boolean bare = type.isMissingNode() || type.isNull();
    return type.asString("").equals("item_reference")
        || (bare && item.has("id") && !item.has("content"));
  }
}
