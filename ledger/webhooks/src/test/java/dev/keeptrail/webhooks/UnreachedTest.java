package dev.keeptrail.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Failures as Java reports them, from the outside in. */
final class UnreachedTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            "its certificate has expired",
            tls(
                new CertificateException(
                    new CertPathValidatorException(new CertificateExpiredException("then"))))),
        Arguments.of(
            "its certificate is signed by nobody whom this Java trusts",
            tls(new CertificateException(new CertPathBuilderException("no path")))),
        Arguments.of(
            "its certificate is for another host",
            tls(new CertificateException("No name matching https://a/?secret found"))),
        Arguments.of(
            "its certificate is for another host",
            new SSLPeerUnverifiedException("https://a/?secret")),
        Arguments.of("ConnectException", new ConnectException("https://a/?secret")));
  }

  private static IOException tls(CertificateException cause) {
    var failed = new SSLHandshakeException("https://a/?secret");
    var ignored = failed.initCause(cause);
    return failed;
  }

  @ParameterizedTest
  @MethodSource("failures")
  void saysWhatIsWrongAndNotWhere(String why, IOException failed) {
    assertThat(Unreached.why(failed)).isEqualTo("the receiver cannot be reached (" + why + ")");
  }
}
