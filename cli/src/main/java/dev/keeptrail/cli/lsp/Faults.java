package dev.keeptrail.cli.lsp;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/** What an editor is told of a question that could not be answered. */
final class Faults {
  private Faults() {}

  /** A question that this server does not know is none that went wrong. */
  static ResponseError answer(Throwable fault) {
    Throwable cause = fault;
    while ((cause instanceof CompletionException
            || cause instanceof ExecutionException
            || cause instanceof InvocationTargetException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof UnsupportedOperationException) {
      return new ResponseError(
          ResponseErrorCode.MethodNotFound, "this server does not answer that", null);
    }
    ResponseError error = RemoteEndpoint.DEFAULT_EXCEPTION_HANDLER.apply(fault);
    // The stack is on standard error, for whoever mends the server.
    error.setData(null);
    return error;
  }
}
