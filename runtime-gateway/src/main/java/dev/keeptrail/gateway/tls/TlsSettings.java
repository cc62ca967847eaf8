package dev.keeptrail.gateway.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files of a listener that speaks TLS 1.2 and 1.3.
 *
 * @param certificates PEM, the listener's own first, then those that lead to its authority
 * @param key PEM of the private key: PKCS #8, PKCS #1 or SEC 1, not encrypted
 * @param clientAuthorities PEM of the authorities of clients' certificates; null where none are
 *     asked for
 */
public record TlsSettings(
    Path certificates, Path key, @Nullable Path clientAuthorities, ClientCertificates clients) {
  public TlsSettings {
    if ((clientAuthorities == null) != (clients == ClientCertificates.NONE)) {
      throw new IllegalArgumentException("clients' certificates need their authorities");
    }
  }

  /** Without certificates of clients. */
  public static TlsSettings of(Path certificates, Path key) {
    return new TlsSettings(certificates, key, null, ClientCertificates.NONE);
  }
}
