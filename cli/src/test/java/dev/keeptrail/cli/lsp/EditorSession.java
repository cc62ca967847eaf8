package dev.keeptrail.cli.lsp;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CompletableFuture;

/** A session in this process, and the editor at the other end of its pipes. */
record EditorSession(Editor editor, OutputStream toServer, CompletableFuture<Boolean> ended)
    implements AutoCloseable {
  static final String TEXT =
      """
      language 1
      pack guard { version: "1.0.0" description: "größer 😀" }
      define limit = 10
      chain { wire audit-logger }
      policy wire on tool {
        rule large {
          when tool_call(arguments.amount > limit)
          then block "wire.large"
        }
      }
      """;

  static EditorSession start() throws Exception {
    var toServer = new PipedOutputStream();
    var fromServer = new PipedInputStream(1 << 16);
    var serverIn = new PipedInputStream(toServer, 1 << 16);
    OutputStream serverOut = new PipedOutputStream(fromServer);
    CompletableFuture<Boolean> ended = Serving.begin(serverIn, serverOut);
    return new EditorSession(Editor.connect(fromServer, toServer), toServer, ended);
  }

  /** As when the editor goes away. */
  @Override
  public void close() throws IOException {
    toServer.close();
  }
}
