package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.mcp.McpHeaders;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the headers of a message to an MCP server say of it. Stateless. */
final class McpMirror {
  private static final String VERSION = "mcp-protocol-version";
  private static final String PARAMETER = "mcp-param-";

  /** Of one that is none of the protocol's, the answer says which are. */
  private static final Pattern ANY_VERSION = Pattern.compile("[\\x20-\\x7e]{1,128}");

  private McpMirror() {}

  static McpHeaders read(HttpServletRequest request) throws RefusedException {
    Map<String, List<String>> parameters = new TreeMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      String small = name.toLowerCase(Locale.ROOT);
      if (small.startsWith(PARAMETER)) {
        parameters.put(small.substring(PARAMETER.length()), all(request, name));
      }
    }
    return new McpHeaders(
        version(request), all(request, "mcp-method"), all(request, "mcp-name"), parameters);
  }

  /** The version that is named; several are none of the protocol's. */
  static @Nullable String version(HttpServletRequest request) throws RefusedException {
    List<String> values = all(request, VERSION);
    return values.isEmpty() ? null : fit(String.join(", ", values), VERSION, ANY_VERSION);
  }

  /** The value of a header of which there is one at most. */
  static @Nullable String one(HttpServletRequest request, String name, Pattern fit)
      throws RefusedException {
    List<String> values = all(request, name);
    return values.isEmpty() ? null : fit(String.join("\n", values), name, fit);
  }

  private static String fit(String value, String name, Pattern fit) throws RefusedException {
    if (!fit.matcher(value).matches()) {
      throw new RefusedException(
          Refusal.invalid("invalid_header", "`" + name + "` is not one of this protocol", name));
    }
    return value;
  }

  private static List<String> all(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }
}
