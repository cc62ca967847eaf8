package dev.keeptrail.gateway.mcp;

import dev.keeptrail.gateway.body.BodyTexts;

/** What a server says to a client beside its answer, its shape checked. One use, one thread. */
public sealed interface McpNote permits McpProgress, McpNotice {
  /**
   * All texts as they stand.
   *
   * @param number of the note among those of its request, from 0
   */
  BodyTexts texts(int number);

  /** The form that was judged. */
  byte[] canonical();
}
