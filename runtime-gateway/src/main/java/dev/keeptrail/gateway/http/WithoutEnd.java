package dev.keeptrail.gateway.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Leaves the end of an answer away, so that whoever reads it sees that it is not whole: in HTTP/1.1
 * the connection ends, in HTTP/2 the stream is reset. Thread-safe.
 *
 * <p>WHY: the framework ends an answer as if it were whole, whatever is thrown, and complains of
 * one that is aborted below it.
 */
final class WithoutEnd implements HttpConfiguration.Customizer {
  private static final String MARK = WithoutEnd.class.getName();

  /** Ends what has gone out, without an end. */
  static void leave(HttpServletRequest request, OutputStream answer) {
    request.setAttribute(MARK, true);
    try {
      answer.close();
    } catch (IOException _) {
      // As it is meant.
    }
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    request.addHttpStreamWrapper(stream -> new Ending(stream, request));
    return request;
  }

  private static final class Ending extends HttpStream.Wrapper {
    private final Request request;

    Ending(HttpStream stream, Request request) {
      super(stream);
      this.request = request;
    }

    @Override
    public void send(
        MetaData.Request asked,
        MetaData.Response response,
        boolean last,
        ByteBuffer content,
        Callback callback) {
      if (last && request.getAttribute(MARK) != null) {
        callback.failed(new IOException("the answer has no end"));
      } else {
        super.send(asked, response, last, content, callback);
      }
    }
  }
}
