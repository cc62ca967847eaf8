package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.repetition.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in, before anything was edited, its headers, and the escalation that it
 * refers to. A class, not a record, because it holds bytes.
 */
public final class Submission {
  /** Nothing came along that a person could be shown. */
  public static final Submission NONE = new Submission(new byte[0], null, Headers.NONE);

  private final byte[] body;
  private final @Nullable String escalationId;
  private final Headers headers;

  private Submission(byte[] body, @Nullable String escalationId, Headers headers) {
    this.body = body;
    this.escalationId = escalationId;
    this.headers = headers;
  }

  /**
   * What came.
   *
   * @param body JSON, UTF-8; not copied, and not to be changed any more
   * @param escalationId as the caller names it; null where it names none
   */
  public static Submission of(byte[] body, @Nullable String escalationId) {
    return new Submission(body, escalationId, Headers.NONE);
  }

  /** The same with headers. */
  public Submission under(Headers others) {
    return new Submission(body, escalationId, others);
  }

  /** Whether nothing is known of what came. */
  boolean isEmpty() {
    return body.length == 0;
  }

  Headers headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }

  @Nullable String escalationId() {
    return escalationId;
  }
}
