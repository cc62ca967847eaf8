package dev.keeptrail.gateway.mcp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller's headers say of its message. They are held against the message and go nowhere:
 * what a server gets is made from what was judged.
 *
 * @param version of the protocol; null where none is named
 * @param methods each value of {@code mcp-method}
 * @param names each value of {@code mcp-name}
 * @param parameters each value of each {@code mcp-param-*}, by the rest of its name in small
 *     letters
 */
public record McpHeaders(
    @Nullable String version,
    List<String> methods,
    List<String> names,
    Map<String, List<String>> parameters) {
  public McpHeaders {
    methods = List.copyOf(methods);
    names = List.copyOf(names);
    parameters = Map.copyOf(parameters);
  }

  /** Those of a message that has no others. */
  public static McpHeaders ofVersion(@Nullable String version) {
    return new McpHeaders(version, List.of(), List.of(), Map.of());
  }
}
