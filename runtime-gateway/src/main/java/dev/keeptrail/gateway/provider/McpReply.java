package dev.keeptrail.gateway.provider;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an MCP server answered, unjudged.
 *
 * @param session the session it assigned; null for none
 * @param message the JSON-RPC message with the id that was asked for; null where none came
 */
public record McpReply(int status, @Nullable String session, @Nullable JsonNode message) {}
