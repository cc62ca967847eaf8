package dev.keeptrail.gateway;

import dev.keeptrail.engine.PackSchemas;
import dev.keeptrail.gateway.administration.RefusalTally;
import dev.keeptrail.gateway.archive.Archive;
import dev.keeptrail.gateway.callers.Operators;
import dev.keeptrail.gateway.http.AdminRoutes;
import dev.keeptrail.gateway.http.AdminServer;
import dev.keeptrail.gateway.http.HttpServer;
import dev.keeptrail.gateway.http.ListenException;
import dev.keeptrail.gateway.http.OperatorRoutes;
import dev.keeptrail.gateway.http.Routes;
import dev.keeptrail.gateway.serving.Reloader;
import dev.keeptrail.gateway.serving.ServingSwitch;
import dev.keeptrail.gateway.shadow.Shadows;
import dev.keeptrail.gateway.tls.TlsFileException;
import dev.keeptrail.gateway.tls.TlsFiles;
import dev.keeptrail.gateway.tls.TlsSettings;
import dev.keeptrail.language.PackCompiler;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.export.ExportTrail;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ports of a gateway, the operators' and the callers', and the files their TLS is made of. */
final class Listeners implements AutoCloseable {
  private final @Nullable TlsFiles callersFiles;
  private final @Nullable TlsFiles operatorsFiles;
  private @Nullable HttpServer server;
  private @Nullable AdminServer admin;

  private Listeners(@Nullable TlsFiles callersFiles, @Nullable TlsFiles operatorsFiles) {
    this.callersFiles = callersFiles;
    this.operatorsFiles = operatorsFiles;
  }

  /**
   * Reads the files that the listeners need; does not listen yet.
   *
   * @throws GatewayStartException when one of them cannot be used
   */
  static Listeners of(GatewaySettings settings) throws GatewayStartException {
    AdminSettings admin = settings.admin();
    try {
      return new Listeners(
          open(settings.tls(), settings.clock()),
          open(admin == null ? null : admin.tls(), settings.clock()));
    } catch (TlsFileException unusable) {
      throw new GatewayStartException(unusable.problem(), unusable);
    }
  }

  private static @Nullable TlsFiles open(@Nullable TlsSettings asked, Clock clock)
      throws TlsFileException {
    return asked == null ? null : TlsFiles.open(asked, clock);
  }

  /** What operators should know of the listeners. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (callersFiles != null) {
      callersFiles.problem().ifPresent(problems::add);
    }
    if (operatorsFiles != null) {
      operatorsFiles.problem().map(problem -> "operators: " + problem).ifPresent(problems::add);
    }
    return problems;
  }

  /**
   * Begins to listen, for operators where that is asked for, then for callers. What is open when
   * this fails stays so until {@link #close}.
   *
   * @throws ListenException when an address cannot be had or the ledger cannot be read
   */
  void open(
      GatewaySettings settings,
      Routes routes,
      ServingSwitch serving,
      @Nullable Reloader reloader,
      @Nullable Shadows shadows)
      throws ListenException {
    AdminSettings asked = settings.admin();
    if (asked != null) {
      admin = admin(asked, settings, routes, serving, reloader, shadows);
    }
    server = new HttpServer(settings.host(), settings.port(), callersFiles, routes);
  }

  private AdminServer admin(
      AdminSettings asked,
      GatewaySettings settings,
      Routes callers,
      ServingSwitch serving,
      @Nullable Reloader reloader,
      @Nullable Shadows shadows)
      throws ListenException {
    RefusalTally refusals = callers.refusals();
    var operators = new Operators(asked.token(), settings.callers().check());
    Path ledger = asked.ledger();
    AdministrationSettings administered = settings.administration();
    EscalationQueue queue =
        administered == null ? null : administered.administration().escalations();
    ExportTrail trail =
        administered == null ? ExportTrail.none() : ExportTrail.on(administered.administration());
    try {
      OperatorRoutes reading =
          ledger == null
              ? null
              : new OperatorRoutes(
                  Archive.open(ledger, settings.clock(), trail),
                  operators,
                  refusals,
                  serving,
                  reloader,
                  administered == null ? null : administered.administration(),
                  new PackCompiler(PackSchemas.with(settings.beside().plugIns())));
      var routes =
          new AdminRoutes(
              settings.gatewayId(),
              serving,
              reloader,
              () -> shadows == null ? List.of() : shadows.status(),
              callers.metrics().providers(),
              callers.standing(),
              settings.callers().check());
      return new AdminServer(
          asked.host(), asked.port(), operatorsFiles, operators, refusals, routes, reading, queue);
    } catch (LedgerException unreadable) {
      throw new ListenException(String.valueOf(unreadable.getMessage()), unreadable);
    }
  }

  /** The port for callers; 0 before it is open. */
  int port() {
    return server == null ? 0 : server.port();
  }

  /** The port for operators; 0 where there is none. */
  int adminPort() {
    return admin == null ? 0 : admin.port();
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close();
    }
    if (server != null) {
      server.close();
    }
    if (callersFiles != null) {
      callersFiles.close();
    }
    if (operatorsFiles != null) {
      operatorsFiles.close();
    }
  }
}
