package dev.keeptrail.gateway.callers;

/**
 * What a caller showed that was good: a key, a token of an issuer, or a certificate.
 *
 * @param id public and stable: of a key its own, of others a lead and 16 hexadecimal digits that
 *     stand for whom they name
 */
public record Credential(String id, BoundIdentity identity) {
  /** A key's. */
  static Credential of(ApiKey key) {
    return new Credential(key.id(), key.identity());
  }
}
