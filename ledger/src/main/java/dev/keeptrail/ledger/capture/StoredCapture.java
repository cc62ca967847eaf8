package dev.keeptrail.ledger.capture;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A capture as the ledger holds it. A class, not a record, because it holds bytes.
 *
 * <p>The body is the zlib form (RFC 1950) of what was captured; with a key, that form sealed by
 * {@link CaptureKey}. Where nothing could be kept there is no body, and a word for why.
 */
public final class StoredCapture {
  private final String mode;
  private final @Nullable String keyId;
  private final @Nullable String omitted;
  private final byte[] body;

  private StoredCapture(
      String mode, @Nullable String keyId, @Nullable String omitted, byte[] body) {
    this.mode = mode;
    this.keyId = keyId;
    this.omitted = omitted;
    this.body = body;
  }

  /** A capture in the clear. */
  public static StoredCapture open(String mode, byte[] captured) {
    return new StoredCapture(mode, null, null, Deflated.of(captured));
  }

  /**
   * A capture that only the key opens.
   *
   * @param eventId what it belongs to; it opens as that event's only
   */
  public static StoredCapture sealed(String mode, byte[] captured, CaptureKey key, String eventId) {
    byte[] sealed = key.seal(Deflated.of(captured), bound(mode, eventId));
    return new StoredCapture(mode, key.id(), null, sealed);
  }

  /**
   * The mark that nothing is there.
   *
   * @param why such as {@code too_large}
   */
  public static StoredCapture omitted(String mode, String why) {
    return new StoredCapture(mode, null, why, new byte[0]);
  }

  /** As it was read from a store. */
  public static StoredCapture read(
      String mode, @Nullable String keyId, @Nullable String omitted, byte @Nullable [] body) {
    return new StoredCapture(mode, keyId, omitted, body == null ? new byte[0] : body.clone());
  }

  /** {@code redacted} or {@code full}. */
  public String mode() {
    return mode;
  }

  /** The id of the key that opens it; empty when none is needed. */
  public Optional<String> keyId() {
    return Optional.ofNullable(keyId);
  }

  /** Why there is no body; empty when there is one. */
  public Optional<String> omitted() {
    return Optional.ofNullable(omitted);
  }

  /** As it is stored: a copy. */
  public byte[] body() {
    return body.clone();
  }

  /**
   * What was captured.
   *
   * @throws CaptureException when it is not there, needs a key that is not given, or is not what
   *     was written for the event
   */
  public byte[] captured(CaptureKeys keys, String eventId) throws CaptureException {
    if (omitted != null) {
      throw new CaptureException("the capture was not kept: " + omitted);
    }
    if (keyId == null) {
      return Deflated.inflate(body);
    }
    return Deflated.inflate(keys.get(keyId).open(body, bound(mode, eventId)));
  }

  private static String bound(String mode, String eventId) {
    return "keeptrail capture 1\n" + mode + "\n" + eventId;
  }
}
