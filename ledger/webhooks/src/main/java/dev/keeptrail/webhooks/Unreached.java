package dev.keeptrail.webhooks;

import java.io.IOException;
import java.net.ProtocolException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Says why a receiver could not be reached, in words of our own: those of libraries can hold the
 * address with its query. Stateless.
 */
final class Unreached {
  private static final int DEEPEST = 10;

  private Unreached() {}

  static String why(IOException failed) {
    return "the receiver cannot be reached (" + kind(failed) + ")";
  }

  private static String kind(IOException failed) {
    if (has(failed, CertificateExpiredException.class)) {
      return "its certificate has expired";
    }
    if (has(failed, CertificateNotYetValidException.class)) {
      return "its certificate is not valid yet";
    }
    if (has(failed, CertPathBuilderException.class)
        || has(failed, CertPathValidatorException.class)) {
      return "its certificate is signed by nobody whom this Java trusts";
    }
    if (has(failed, CertificateException.class) || has(failed, SSLPeerUnverifiedException.class)) {
      return "its certificate is for another host";
    }
    if (has(failed, ProtocolException.class)) {
      return "the proxy opens no connection to it";
    }
    return failed.getClass().getSimpleName();
  }

  private static boolean has(Throwable failed, Class<? extends Throwable> kind) {
    @Nullable Throwable cause = failed;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (kind.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
