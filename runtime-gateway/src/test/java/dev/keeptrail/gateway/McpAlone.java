package dev.keeptrail.gateway;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Messages of MCP's revision without sessions, as its clients send them. */
final class McpAlone {
  static final String REVISION = "2026-07-28";
  static final String ABLE = "{\"elicitation\":{},\"sampling\":{},\"roots\":{}}";

  private McpAlone() {}

  /** What every message says of itself. */
  static String meta(String capabilities) {
    return """
    "_meta":{"io.modelcontextprotocol/protocolVersion":"%s",\
    "io.modelcontextprotocol/clientCapabilities":%s}\
    """
        .formatted(REVISION, capabilities);
  }

  /**
   * A message.
   *
   * @param members of its parameters, each with a comma behind it
   */
  static String message(String method, String members, String capabilities) {
    return McpStreet.message(method, "{" + members + meta(capabilities) + "}");
  }

  static String call(String tool, String members, String capabilities) {
    return message("tools/call", "\"name\":\"" + tool + "\"," + members, capabilities);
  }

  /** The headers of a message, and others. */
  static String[] headers(String method, String name, String... others) {
    List<String> all = new ArrayList<>(List.of("mcp-protocol-version", REVISION));
    all.addAll(List.of("mcp-method", method));
    if (!name.isEmpty()) {
      all.addAll(List.of("mcp-name", name));
    }
    all.addAll(List.of(others));
    return all.toArray(String[]::new);
  }

  static HttpResponse<String> call(McpStreet street, String tool, String members, String... others)
      throws Exception {
    return street.ask(call(tool, members, ABLE), headers("tools/call", tool, others));
  }

  static HttpResponse<String> list(McpStreet street) throws Exception {
    return street.ask(message("tools/list", "", "{}"), headers("tools/list", ""));
  }
}
