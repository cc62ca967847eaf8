package dev.keeptrail.gateway.tls;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/** In which order a listener's certificates stand: many clients take no other. */
final class CertificateOrder {
  private CertificateOrder() {}

  /**
   * Checks that each certificate but the first has issued the one before it, by their names.
   *
   * @throws TlsFileException that says where that is not so
   */
  static void check(Path file, List<X509Certificate> chain) throws TlsFileException {
    for (int at = 1; at < chain.size(); at++) {
      var issuer = chain.get(at - 1).getIssuerX500Principal();
      if (!chain.get(at).getSubjectX500Principal().equals(issuer)) {
        throw new TlsFileException(
            file,
            "is in the wrong order: certificate %d has not issued certificate %d; the listener's own comes first, and each one after it has issued the one before it"
                .formatted(at + 1, at));
      }
    }
  }
}
