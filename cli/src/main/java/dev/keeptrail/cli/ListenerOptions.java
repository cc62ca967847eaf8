package dev.keeptrail.cli;

import dev.keeptrail.gateway.AdminSettings;
import dev.keeptrail.gateway.Gateway;
import dev.keeptrail.gateway.GatewaySettings;
import dev.keeptrail.gateway.admission.ApiToken;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a gateway listens, for callers and for operators, and how commands find it. */
final class ListenerOptions {
  @Option(
      names = "--listen",
      paramLabel = "<host:port>",
      converter = ListenAddress.Converter.class,
      description = "Where to listen; port 0 takes a free one. Default: 127.0.0.1:41002.")
  private ListenAddress listen =
      new ListenAddress(GatewaySettings.DEFAULT_HOST, GatewaySettings.DEFAULT_PORT);

  @Option(
      names = "--admin-listen",
      paramLabel = "<host:port>",
      converter = ListenAddress.Converter.class,
      description =
          "Where operators reach it: the console, the ledger over HTTP, `kt gateway reload` and the"
              + " like, with a token made at start and left in KEEPTRAIL_HOME/run for this user alone."
              + " Default: 127.0.0.1 and a free port.")
  private ListenAddress adminListen = new ListenAddress(GatewaySettings.DEFAULT_HOST, 0);

  @Option(
      names = DrainDelay.OPTION,
      paramLabel = "<time>",
      converter = DrainDelay.class,
      description =
          "How long requests are still served after Ctrl-C or SIGTERM while /readyz says 503, so"
              + " that whoever sends some can go elsewhere: up to 2m. Default: 0s.")
  private Duration drainDelay = Duration.ZERO;

  @Mixin private TlsOptions tls = new TlsOptions();

  GatewaySettings addTo(
      GatewaySettings settings, boolean certificatesCount, String operatorToken, Path ledger)
      throws CommandFailedException {
    return settings
        .withListen(listen.host(), listen.port())
        .withTls(tls.callers(certificatesCount))
        .withAdmin(
            new AdminSettings(
                adminListen.host(),
                adminListen.port(),
                ApiToken.of(operatorToken),
                ledger,
                tls.operators()));
  }

  /** The operators' listener. */
  ListenAddress operators() {
    return adminListen;
  }

  /** Serves on for a while after the signal to stop, in which others learn of it. */
  void lingerIn(Gateway gateway, Invocation invocation) throws InterruptedException {
    if (drainDelay.isPositive()) {
      gateway.announceEnd();
      invocation.note(
          "kt: stopping in %s; requests are served until then"
              .formatted(DrainDelay.shown(drainDelay)));
      Thread.sleep(drainDelay);
    }
  }

  /** Leaves word of where operators reach the gateway. */
  OperatorFile leaveAccess(Invocation invocation, Gateway gateway, String operatorToken)
      throws CommandFailedException {
    var access =
        new OperatorAccess(
            ListenAddress.url(tls.isForCallers(), listen.host(), gateway.port()),
            ListenAddress.url(
                tls.operatorsCertificates() != null,
                adminListen.host(),
                gateway.adminPort().orElseThrow()),
            operatorToken,
            ProcessHandle.current().pid(),
            tls.operatorsCertificates());
    return OperatorFile.leave(invocation, access);
  }
}
