package dev.keeptrail.gateway.mcp;

/**
 * What outlives one message where the protocol has no sessions, and one pack.
 *
 * @param tools what lists of tools have said of headers
 * @param revisions what servers have said they speak
 * @param states seals what servers give clients to carry
 */
public record McpMemory(KnownTools tools, KnownRevisions revisions, RequestStates states) {
  /** One that has heard of nothing yet. */
  public static McpMemory under(RequestStates states) {
    return new McpMemory(new KnownTools(System::nanoTime), new KnownRevisions(), states);
  }
}
