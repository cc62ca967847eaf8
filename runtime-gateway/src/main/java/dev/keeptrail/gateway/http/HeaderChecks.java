package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.body.Identifiers;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.gateway.refusal.RefusedException;
import dev.keeptrail.gateway.telemetry.TraceParent;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What headers must say before a body is looked at. Stateless. */
final class HeaderChecks {
  private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  static final String CONTENT_TYPE = "content-type";

  private HeaderChecks() {}

  /** Refuses bodies that are not said to be JSON as it is. */
  static void checkBodyHeaders(HttpServletRequest request) throws RefusedException {
    checkBodyHeaders(request, false);
  }

  /**
   * Refuses bodies that are not said to be what the route takes.
   *
   * @param form whether that is a form
   */
  static void checkBodyHeaders(HttpServletRequest request, boolean form) throws RefusedException {
    for (String name : List.of(CONTENT_TYPE, "content-encoding", "transfer-encoding")) {
      if (Collections.list(request.getHeaders(name)).size() > 1) {
        // WHY: others on the way may go by another one of them than we would.
        throw new RefusedException(
            Refusal.invalid(
                    "invalid_header", "`" + name + "` is sent more than once; send it once", name)
                .closing());
      }
    }
    String encoding = request.getHeader("content-encoding");
    if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
      throw unsupported(
          "unsupported_encoding",
          "compressed bodies are not accepted; send the JSON as it is",
          "content-encoding");
    }
    String transfer = request.getHeader("transfer-encoding");
    if (transfer != null && !transfer.strip().equalsIgnoreCase("chunked")) {
      throw unsupported(
          "unsupported_encoding",
          "no transfer coding but `chunked` is accepted; send the JSON as it is",
          "transfer-encoding");
    }
    // As it stands: the framework's own reading of it fails on a charset that nobody knows.
    String type = request.getHeader(CONTENT_TYPE);
    if (form ? !isForm(type) : !isJson(type)) {
      throw form
          ? noForm()
          : unsupported(
              "unsupported_media_type",
              "the body must be sent as `content-type: application/json`, in UTF-8",
              CONTENT_TYPE);
    }
  }

  private static RefusedException noForm() {
    return unsupported(
        "unsupported_media_type",
        "the body must be sent as `content-type: multipart/form-data` with a boundary",
        CONTENT_TYPE);
  }

  private static boolean isForm(@Nullable String contentType) {
    return contentType != null
        && contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/form-data;");
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    if (contentType.equals("application/json")) {
      return true;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    return parts[0].strip().equals("application/json") && isUtf8(parts);
  }

  /** Whether a body is in one part, and its charset not said to be another than UTF-8. */
  static boolean isPlainUtf8(String contentType) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    return !parts[0].strip().startsWith("multipart/") && isUtf8(parts);
  }

  private static boolean isUtf8(String[] parts) {
    for (int at = 1; at < parts.length; at++) {
      String parameter = parts[at].strip().replace("\"", "");
      if (parameter.startsWith("charset") && !parameter.equals("charset=utf-8")) {
        return false;
      }
    }
    return true;
  }

  private static RefusedException unsupported(String code, String message, String header) {
    return new RefusedException(
        Refusal.of(415, ErrorType.VALIDATION_ERROR, code, message).at(header).closing());
  }

  /**
   * The id of a trace where it is fit to be kept: a caller can write anything that looks like one.
   */
  static @Nullable String traceId(@Nullable TraceParent trace) {
    if (trace == null) {
      return null;
    }
    boolean fit = trace.spanId() == null || Identifiers.isHarmless(trace.traceId());
    return fit ? trace.traceId() : null;
  }

  /**
   * The escalation that the caller refers to; null for none. What is no id at all is no id of
   * anybody's.
   */
  static @Nullable String escalationId(HttpServletRequest request) {
    String id = request.getHeader(Refusal.ESCALATION_HEADER);
    return id == null || id.isBlank() ? null : id.strip();
  }

  /** The caller's own request id where it is fit to be kept. */
  static @Nullable String clientRequestId(HttpServletRequest request) {
    String id = request.getHeader("x-request-id");
    boolean fit = id != null && CLIENT_ID.matcher(id).matches() && Identifiers.isHarmless(id);
    return fit ? id : null;
  }
}
