package dev.keeptrail.gateway.provider;

import org.jspecify.annotations.Nullable;

/** What a provider answered, unjudged. A class, not a record, because it holds bytes. */
public final class ProviderAnswer {
  private final int status;
  private final String contentType;
  private final @Nullable String retryAfter;
  private final byte[] body;

  /** Takes the array over; the caller must not change it. */
  public ProviderAnswer(int status, String contentType, @Nullable String retryAfter, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.retryAfter = retryAfter;
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** As sent, or empty. */
  public String contentType() {
    return contentType;
  }

  public @Nullable String retryAfter() {
    return retryAfter;
  }

  /** The bytes themselves, not a copy. */
  public byte[] body() {
    return body;
  }
}
