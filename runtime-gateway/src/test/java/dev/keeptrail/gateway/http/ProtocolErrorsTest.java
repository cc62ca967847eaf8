package dev.keeptrail.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

final class ProtocolErrorsTest {
  /**
   * A head that is ended while it is read counts once, as what ended it, and is no fault of ours.
   */
  @Test
  void whereTheConnectionHasGoneNobodyIsRefused() throws Exception {
    assertThat(accounted(new EofException())).isEmpty();
    assertThat(accounted(new IllegalStateException())).containsExactly(500);
  }

  private static List<Integer> accounted(Throwable cause) throws Exception {
    List<Integer> counted = new ArrayList<>();
    var server = new Server();
    var connector = new LocalConnector(server);
    server.addConnector(connector);
    server.setErrorHandler(new ProtocolErrors(refusal -> counted.add(refusal.status())));
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            Response.writeError(request, response, callback, cause);
            return true;
          }
        });
    server.start();
    try {
      String answer =
          connector.getResponse("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
      assertThat(answer).startsWith("HTTP/1.1 500");
    } finally {
      server.stop();
    }
    return counted;
  }
}
