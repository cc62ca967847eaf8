package dev.keeptrail.gateway.provider;

import dev.keeptrail.gateway.audio.UpstreamForm;
import dev.keeptrail.gateway.contents.ContentsBody;
import dev.keeptrail.gateway.contents.ContentsMethod;
import dev.keeptrail.gateway.messages.Betas;
import dev.keeptrail.gateway.protocol.Protocol;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes to a target: only what stands here, and of the caller's headers nothing but what was
 * judged with the body. A class, not a record, because it holds bytes.
 */
final class Question {
  static final String JSON = "application/json";

  private final URI address;
  private final Map<String, String> headers;
  private final String contentType;
  private final byte[] body;

  private Question(URI address, Map<String, String> headers, String contentType, byte[] body) {
    this.address = address;
    this.headers = headers;
    this.contentType = contentType;
    this.body = body;
  }

  /**
   * A request on its way.
   *
   * @param accept what may come back
   * @param own headers of the target's own, its key among them; they come last
   */
  static Question of(
      URI address, Protocol protocol, Outgoing request, String accept, Map<String, String> own) {
    byte[] canonical = request.body();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", accept);
    headers.put("Accept-Encoding", "identity");
    if (!request.betas().isEmpty()) {
      headers.put(Betas.HEADER, String.join(",", request.betas()));
    }
    headers.putAll(own);
    ContentsMethod method = protocol.method().orElse(null);
    if (method != null) {
      ContentsBody.Sent sent = ContentsBody.sent(canonical, method);
      return new Question(URI.create(address + sent.path()), headers, JSON, sent.body());
    }
    if (protocol.takesForms()) {
      UpstreamForm form = UpstreamForm.of(canonical);
      return new Question(address, headers, form.contentType(), form.bytes());
    }
    return new Question(address, headers, JSON, canonical);
  }

  URI address() {
    return address;
  }

  Map<String, String> headers() {
    return headers;
  }

  String contentType() {
    return contentType;
  }

  /** The bytes themselves, not a copy. */
  byte[] body() {
    return body;
  }
}
