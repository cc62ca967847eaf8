package dev.keeptrail.gateway.exchange;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in, before anything was edited, and the escalation that it refers to. A
 * class, not a record, because it holds bytes.
 */
public final class Submission {
  /** Nothing came along that a person could be shown. */
  public static final Submission NONE = new Submission(new byte[0], null, _ -> null);

  private final byte[] body;
  private final @Nullable String escalationId;
  private final Function<String, @Nullable String> headers;

  private Submission(
      byte[] body, @Nullable String escalationId, Function<String, @Nullable String> headers) {
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
    return new Submission(body, escalationId, _ -> null);
  }

  /** The same with the headers that it came with, by name in any case. */
  public Submission under(Function<String, @Nullable String> others) {
    return new Submission(body, escalationId, others);
  }

  /** The value of a header; null where there is none. */
  @Nullable String header(String name) {
    return headers.apply(name);
  }

  byte[] body() {
    return body;
  }

  @Nullable String escalationId() {
    return escalationId;
  }
}
