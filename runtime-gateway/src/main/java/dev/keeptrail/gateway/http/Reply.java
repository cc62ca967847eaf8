package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.audio.AudioAnswer;
import dev.keeptrail.gateway.refusal.ErrorBody;
import dev.keeptrail.gateway.refusal.ErrorForm;
import dev.keeptrail.gateway.refusal.Refusal;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes answers whole, with the headers every answer carries. */
final class Reply {
  static final String JSON = "application/json";

  /** The header that says what a judge thinks of the answer. */
  static final String REVIEW = "x-keeptrail-review";

  private Reply() {}

  static void json(
      HttpServletResponse response,
      int status,
      String requestId,
      @Nullable String eventId,
      byte[] body)
      throws IOException {
    if (!requestId.isEmpty()) {
      // Requests of operators have none.
      response.setHeader("x-request-id", requestId);
    }
    if (eventId != null) {
      response.setHeader("x-keeptrail-event-id", eventId);
    }
    send(response, status, JSON, body);
  }

  static void sound(
      HttpServletResponse response, String requestId, String eventId, AudioAnswer sound)
      throws IOException {
    response.setHeader("x-request-id", requestId);
    response.setHeader("x-keeptrail-event-id", eventId);
    send(response, 200, sound.mediaType(), sound.bytes());
  }

  /** Says which methods there are to who came with another (RFC 9110, section 15.5.6). */
  static void allow(HttpServletResponse response, HttpResponseException refused) {
    if (refused.getStatus() == 405) {
      response.setHeader("allow", String.join(", ", refused.getDetails().values()));
    }
  }

  static void refuse(
      HttpServletResponse response, Refusal refusal, String requestId, @Nullable String eventId)
      throws IOException {
    refuse(response, refusal, ErrorForm.OPENAI, requestId, eventId);
  }

  static void refuse(
      HttpServletResponse response,
      Refusal refusal,
      ErrorForm form,
      String requestId,
      @Nullable String eventId)
      throws IOException {
    if (refusal.retryIsPointless()) {
      response.setHeader("x-should-retry", "false");
    }
    if (refusal.advice().retryAfterSeconds() != null) {
      response.setHeader("retry-after", refusal.advice().retryAfterSeconds());
    }
    if (refusal.advice().challenge() != null) {
      response.setHeader("www-authenticate", refusal.advice().challenge());
    } else if (refusal.status() == 401) {
      response.setHeader("www-authenticate", "Bearer");
    }
    if (refusal.subject().escalationId() != null) {
      response.setHeader(Refusal.ESCALATION_HEADER, refusal.subject().escalationId());
    }
    if (refusal.advice().close()) {
      response.setHeader("connection", "close");
    }
    json(
        response,
        refusal.status(),
        requestId,
        eventId,
        ErrorBody.of(refusal, form, requestId, eventId));
  }

  static void send(HttpServletResponse response, int status, String type, byte[] body)
      throws IOException {
    send(response, status, type, "no-store", body);
  }

  /**
   * The same of what may be kept.
   *
   * @param caching what {@code cache-control} says
   */
  static void send(
      HttpServletResponse response, int status, String type, String caching, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setHeader("cache-control", caching);
    response.setContentType(type);
    response.setContentLength(body.length);
    // Closing hands the answer to the connection, so a drain does not end before it is out.
    try (OutputStream stream = response.getOutputStream()) {
      stream.write(body);
    }
  }
}
