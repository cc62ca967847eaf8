package dev.keeptrail.cli.lsp;

import java.util.Optional;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/**
 * Where a session stands: begun by `initialize`, over with `shutdown`. Each message is asked about
 * in the order in which they came. For one thread.
 */
final class Lifecycle {
  private enum State {
    NOT_BEGUN,
    SERVING,
    SHUT_DOWN
  }

  /** Why a message comes at the wrong time. */
  record Untimely(ResponseErrorCode code, String why) {}

  private State state = State.NOT_BEGUN;

  /** What is wrong with the time of a message; `exit` is always in time. */
  Optional<Untimely> check(String method) {
    if (method.equals("exit")) {
      return Optional.empty();
    }
    boolean begins = method.equals("initialize");
    return switch (state) {
      case NOT_BEGUN ->
          begins
              ? Optional.empty()
              : untimely(
                  ResponseErrorCode.ServerNotInitialized,
                  "the session has not begun: `initialize` comes first");
      case SERVING ->
          begins
              ? untimely(ResponseErrorCode.InvalidRequest, "the session has begun already")
              : Optional.empty();
      case SHUT_DOWN ->
          untimely(ResponseErrorCode.InvalidRequest, "the session was shut down, and waits to end");
    };
  }

  /** A message that is in time and in order goes on to the server. */
  void passed(String method) {
    if (method.equals("initialize")) {
      state = State.SERVING;
    } else if (method.equals("shutdown")) {
      state = State.SHUT_DOWN;
    }
  }

  private static Optional<Untimely> untimely(ResponseErrorCode code, String why) {
    return Optional.of(new Untimely(code, why));
  }
}
