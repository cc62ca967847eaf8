package dev.keeptrail.gateway.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Keeps from the framework that a request asks for a web socket, which no route here is: it would
 * begin a session, with a cookie, for everybody who does. Such a request is an ordinary one.
 * Stateless.
 */
final class NoUpgrades implements HttpConfiguration.Customizer {
  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    return request.getHeaders().contains(HttpHeader.SEC_WEBSOCKET_VERSION)
        ? new Ordinary(request)
        : request;
  }

  private static final class Ordinary extends Request.Wrapper {
    private final HttpFields headers;

    Ordinary(Request request) {
      super(request);
      this.headers =
          HttpFields.build(request.getHeaders()).remove(HttpHeader.SEC_WEBSOCKET_VERSION);
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }
}
