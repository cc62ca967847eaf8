package dev.keeptrail.cli;

import dev.keeptrail.gateway.tls.ClientCertificates;
import dev.keeptrail.gateway.tls.TlsSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files of listeners that speak TLS. They are read again when they change. */
final class TlsOptions {
  @Option(
      names = "--tls-cert",
      paramLabel = "<file>",
      description =
          "Speak TLS to callers with these certificates (PEM, the gateway's own first); HTTP/2 where"
              + " the client wants it. Read again when the files change.")
  private @Nullable Path certificates;

  @Option(
      names = "--tls-key",
      paramLabel = "<file>",
      description = "The private key of --tls-cert (PEM, not encrypted).")
  private @Nullable Path key;

  @Option(
      names = "--tls-client-ca",
      paramLabel = "<file>",
      description =
          "Ask callers for certificates of these authorities (PEM); without one there is no"
              + " connection.")
  private @Nullable Path clientAuthorities;

  @Option(
      names = "--tls-client-optional",
      description =
          "Let callers in without a certificate, too, as with probes; one that is shown must be"
              + " good.")
  private boolean optional;

  @Option(
      names = "--admin-tls-cert",
      paramLabel = "<file>",
      description = "Speak TLS to operators with these certificates (PEM).")
  private @Nullable Path adminCertificates;

  @Option(
      names = "--admin-tls-key",
      paramLabel = "<file>",
      description = "The private key of --admin-tls-cert (PEM, not encrypted).")
  private @Nullable Path adminKey;

  @Option(
      names = "--admin-tls-client-ca",
      paramLabel = "<file>",
      description =
          "Ask operators for certificates of these authorities (PEM), beside their token. `kt"
              + " gateway` shows the one of --client-cert.")
  private @Nullable Path adminClientAuthorities;

  /** The callers' listener; null for plain HTTP. */
  @Nullable TlsSettings callers(boolean certificatesCount) throws CommandFailedException {
    if (certificatesCount && clientAuthorities == null) {
      throw new CommandFailedException(
          "`--auth certificate` needs `--tls-client-ca`",
          "it says which authorities' certificates count");
    }
    if (optional && clientAuthorities == null) {
      throw new CommandFailedException(
          "`--tls-client-optional` goes with `--tls-client-ca` only", null);
    }
    ClientCertificates clients =
        clientAuthorities == null
            ? ClientCertificates.NONE
            : optional ? ClientCertificates.OPTIONAL : ClientCertificates.REQUIRED;
    return settings("--tls", certificates, key, clientAuthorities, clients);
  }

  /** The operators' listener; null for plain HTTP. */
  @Nullable TlsSettings operators() throws CommandFailedException {
    return settings(
        "--admin-tls",
        adminCertificates,
        adminKey,
        adminClientAuthorities,
        adminClientAuthorities == null ? ClientCertificates.NONE : ClientCertificates.REQUIRED);
  }

  boolean isForCallers() {
    return certificates != null;
  }

  /** The certificates that the operators' listener shows; null for plain HTTP. */
  @Nullable Path operatorsCertificates() {
    return adminCertificates == null ? null : adminCertificates.toAbsolutePath();
  }

  private static @Nullable TlsSettings settings(
      String options,
      @Nullable Path certificates,
      @Nullable Path key,
      @Nullable Path authorities,
      ClientCertificates clients)
      throws CommandFailedException {
    if (certificates == null && key == null && authorities == null) {
      return null;
    }
    if (certificates == null && key == null) {
      throw new CommandFailedException(
          "`%s-client-ca` needs `%s-cert` and `%s-key`".formatted(options, options, options),
          "certificates are asked for over TLS only");
    }
    if (certificates == null || key == null) {
      throw new CommandFailedException(
          "`%s-cert` and `%s-key` go together".formatted(options, options), "give both");
    }
    return new TlsSettings(certificates, key, authorities, clients);
  }
}
