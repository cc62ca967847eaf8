package dev.keeptrail.gateway.provider;

import org.jspecify.annotations.Nullable;

/** An answer that is there already. */
final class BufferedStream implements ProviderStream {
  private final int status;
  private final String contentType;
  private final byte[] body;
  private int at;

  /** Takes the array over; the caller must not change it. */
  BufferedStream(int status, String contentType, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String contentType() {
    return contentType;
  }

  @Override
  public @Nullable String retryAfter() {
    return null;
  }

  @Override
  public int read(byte[] buffer, BeforeWaiting before) {
    if (at == body.length) {
      return -1;
    }
    int length = Math.min(buffer.length, body.length - at);
    System.arraycopy(body, at, buffer, 0, length);
    at += length;
    return length;
  }

  @Override
  public void finish() {
    at = body.length;
  }

  @Override
  public void close() {
    at = body.length;
  }
}
