package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.refusal.ErrorBody;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers in our form where the request was refused before any route saw it. */
final class ProtocolErrors extends ErrorHandler {
  private final Consumer<Refusal> account;

  /**
   * Answers, and tells of each answer.
   *
   * @param account keeps account of what was refused
   */
  ProtocolErrors(Consumer<Refusal> account) {
    this.account = account;
  }

  /** Whoever asks in another way than a browser would is told just as well. */
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    Refusal refusal = refusal(code);
    // WHY: the connection has gone, so nobody is refused anything. Who ended it has told of it, if
    // it
    // was us, as with a head that was too slow.
    if (!(cause instanceof EofException)) {
      account.accept(refusal);
    }
    byte[] body = ErrorBody.of(refusal, null);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Reply.JSON);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    if (refusal.status() == 400
        && request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
      // What cannot be read has no end that can be trusted, so nothing can follow it.
      response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    }
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  static Refusal refusal(int status) {
    return switch (status) {
      case 404 ->
          Refusal.of(
              404,
              ErrorType.VALIDATION_ERROR,
              "not_found",
              "there is no such route; the reference lists those there are");
      case 405 ->
          Refusal.of(
              405,
              ErrorType.VALIDATION_ERROR,
              "method_not_allowed",
              "the route does not take this method");
      case 413 ->
          Refusal.of(
                  413,
                  ErrorType.VALIDATION_ERROR,
                  "body_too_large",
                  "the body is larger than any that this route takes; send a smaller one")
              .closing();
      case 415 ->
          Refusal.of(
              415,
              ErrorType.VALIDATION_ERROR,
              "unsupported_media_type",
              "the body must be in one part and in UTF-8");
      case 431 ->
          Refusal.of(
              431,
              ErrorType.VALIDATION_ERROR,
              "headers_too_large",
              "the request's headers are too large; send fewer or shorter ones");
      default ->
          status >= 500 && status != 505
              ? Refusal.of(
                  status,
                  ErrorType.INTERNAL_ERROR,
                  "internal_error",
                  "the gateway failed while handling the request; nothing was delivered")
              : Refusal.of(
                  status,
                  ErrorType.VALIDATION_ERROR,
                  "malformed_request",
                  "the request is not well-formed HTTP or not one this gateway takes");
    };
  }
}
