package dev.keeptrail.gateway.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Keeps headers from the framework by which a request would become another one. One that asks for a
 * web socket, which no route here is, would begin a session, with a cookie, for everybody who does.
 * One that names another method would be taken for that: whoever lets only some methods through in
 * front of the gateway, and its log, go by the request line, and so does the gateway. Such a
 * request is an ordinary one. What cannot be read in one way only is refused. Stateless.
 */
final class AsItSays implements HttpConfiguration.Customizer {
  private static final String OTHER_METHOD = "X-HTTP-Method-Override";

  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    HttpFields headers = request.getHeaders();
    if (isReadDifferently(request)) {
      throw new HttpException.RuntimeException(
          HttpStatus.BAD_REQUEST_400, "a request that others on the way read differently");
    }
    return headers.contains(HttpHeader.SEC_WEBSOCKET_VERSION) || headers.contains(OTHER_METHOD)
        ? new Ordinary(request)
        : request;
  }

  /**
   * A body in chunks is none to those who take HTTP/1.0 at its word, nor do they know that an
   * answer may come before the answer, as the framework would send it to whoever expects one. What
   * stands behind a `#` belongs to the path for some and to nobody for others.
   */
  private static boolean isReadDifferently(Request request) {
    boolean old = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0;
    HttpFields headers = request.getHeaders();
    return (old
            && (headers.contains(HttpHeader.TRANSFER_ENCODING)
                || headers.contains(HttpHeader.EXPECT)))
        || request.getHttpURI().getFragment() != null;
  }

  private static final class Ordinary extends Request.Wrapper {
    private final HttpFields headers;

    Ordinary(Request request) {
      super(request);
      this.headers =
          HttpFields.build(request.getHeaders())
              .remove(HttpHeader.SEC_WEBSOCKET_VERSION)
              .remove(OTHER_METHOD);
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }
}
