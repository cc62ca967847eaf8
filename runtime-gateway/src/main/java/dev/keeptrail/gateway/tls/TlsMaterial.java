package dev.keeptrail.gateway.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the files of a listener hold.
 *
 * @param keys the certificates and the private key, under {@link #PASSWORD}
 * @param authorities those of clients' certificates; null where none are asked for
 * @param own the listener's own certificate
 */
public record TlsMaterial(KeyStore keys, @Nullable KeyStore authorities, X509Certificate own) {
  /** Stores in memory want a password; nothing is kept from anybody by it. */
  public static final String PASSWORD = "in-memory";

  private static final int MAX_BYTES = 1 << 20;

  /**
   * Reads the files.
   *
   * @throws TlsFileException when one of them cannot be used
   */
  public static TlsMaterial read(TlsSettings settings) throws TlsFileException {
    List<X509Certificate> chain = certificates(settings.certificates());
    X509Certificate own = chain.getFirst();
    CertificateOrder.check(settings.certificates(), chain);
    String pem = new String(bytes(settings.key()), StandardCharsets.ISO_8859_1);
    PrivateKey key = PrivateKeys.read(settings.key(), pem, own.getPublicKey());
    Path authorities = settings.clientAuthorities();
    try {
      KeyStore keys = empty();
      keys.setKeyEntry(
          "listener", key, PASSWORD.toCharArray(), chain.toArray(new X509Certificate[0]));
      return new TlsMaterial(
          keys, authorities == null ? null : trusted(certificates(authorities)), own);
    } catch (GeneralSecurityException | IOException unfit) {
      throw new TlsFileException(settings.certificates(), "cannot be used with its key");
    }
  }

  /**
   * The certificates of a PEM file, in its order; at least one.
   *
   * @throws TlsFileException when there are none
   */
  public static List<X509Certificate> certificates(Path file) throws TlsFileException {
    try {
      List<X509Certificate> found = new ArrayList<>();
      for (var one :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes(file)))) {
        if (one instanceof X509Certificate certificate) {
          found.add(certificate);
        }
      }
      if (found.isEmpty()) {
        throw new TlsFileException(file, "holds no certificate in PEM");
      }
      return found;
    } catch (CertificateException _) {
      throw new TlsFileException(file, "holds no certificate in PEM");
    }
  }

  /** A store of authorities. */
  public static KeyStore trusted(List<X509Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    for (int at = 0; at < certificates.size(); at++) {
      store.setCertificateEntry("authority-" + at, certificates.get(at));
    }
    return store;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static byte[] bytes(Path file) throws TlsFileException {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new TlsFileException(file, "is larger than such a file can be");
      }
      return bytes;
    } catch (NoSuchFileException _) {
      throw new TlsFileException(file, "is not there");
    } catch (AccessDeniedException _) {
      throw new TlsFileException(file, "may not be read by the user that the gateway runs as");
    } catch (IOException _) {
      throw new TlsFileException(file, "cannot be read");
    }
  }
}
