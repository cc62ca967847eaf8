package dev.keeptrail.gateway.stream;

import tools.jackson.databind.node.ObjectNode;

/** How OpenAI's protocols of choices ask for a stream. Stateless. */
public final class StreamOptions {
  private StreamOptions() {}

  /** Asks for a stream and, of a provider that knows how, for the count of tokens at its end. */
  public static void ask(ObjectNode body, boolean countsTokens) {
    body.put("stream", true);
    if (!countsTokens) {
      // The caller's wish for a count is met from what comes unasked.
      body.remove("stream_options");
    } else {
      ObjectNode options =
          body.path("stream_options") instanceof ObjectNode own
              ? own
              : body.putObject("stream_options");
      options.put("include_usage", true);
    }
  }

  /** Whether a caller wants the count of tokens at the end. */
  public static boolean wantsUsage(ObjectNode request) {
    return request.path("stream_options").path("include_usage").asBoolean(false);
  }
}
