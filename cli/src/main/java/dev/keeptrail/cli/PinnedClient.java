package dev.keeptrail.cli;

import dev.keeptrail.gateway.tls.TlsFileException;
import dev.keeptrail.gateway.tls.TlsMaterial;
import dev.keeptrail.gateway.tls.TlsSettings;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A client for one gateway of this user, that talks to whoever has the certificate in the file the
 * gateway was started with, and to nobody else. Its name does not matter: the file says more.
 */
final class PinnedClient {
  private PinnedClient() {}

  static HttpClient of(Path gateway, @Nullable Path certificate, @Nullable Path key)
      throws TlsFileException {
    X509Certificate pinned = TlsMaterial.certificates(gateway).getFirst();
    try {
      KeyManager[] keys = null;
      if (certificate != null && key != null) {
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(
            TlsMaterial.read(TlsSettings.of(certificate, key)).keys(),
            TlsMaterial.PASSWORD.toCharArray());
        keys = own.getKeyManagers();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, new TrustManager[] {new Pin(pinned)}, null);
      return HttpClient.newBuilder().sslContext(context).build();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Trusts one certificate. */
  private static final class Pin extends X509ExtendedTrustManager {
    private final X509Certificate pinned;

    Pin(X509Certificate pinned) {
      this.pinned = pinned;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      if (chain.length == 0 || !chain[0].equals(pinned)) {
        throw new CertificateException("not the certificate of this gateway");
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
