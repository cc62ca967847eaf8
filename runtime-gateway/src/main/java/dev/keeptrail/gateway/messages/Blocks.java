package dev.keeptrail.gateway.messages;

import java.util.Set;

/** What kinds of content blocks there are. Stateless. */
final class Blocks {
  private static final Set<String> MEDIA = Set.of("image", "document");

  private Blocks() {}

  /** A call of the caller's tool, or of one that the provider carries out. */
  static boolean isCall(String type) {
    return type.equals("tool_use") || type.equals("server_tool_use") || type.equals("mcp_tool_use");
  }

  static boolean isResult(String type) {
    return type.endsWith("tool_result");
  }

  /** What events call a part of this type. */
  static String media(String type) {
    return MEDIA.contains(type) ? type : "source";
  }
}
