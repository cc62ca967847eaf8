package dev.keeptrail.postgresql;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** PgBouncer before the server of the tests, where it is installed. */
final class PgBouncer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
  private static final int NOBODY = 65_534;

  private final Process process;
  private final int port;

  private PgBouncer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * One on a free port; it asks clients for no password.
   *
   * @param mode for how long a client has a session
   */
  static PgBouncer start(PostgresServer server, String mode) throws Exception {
    assumeThat(PROGRAM).isExecutable();
    Path home = Files.createTempDirectory("keeptrail-pgbouncer");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    int port = freePort();
    Path settings =
        Files.writeString(
            home.resolve("pgbouncer.ini"),
            """
            [databases]
            audit = host=127.0.0.1 port=%d dbname='%s' user=%s password=%s
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = any
            pool_mode = %s
            """
                .formatted(
                    server.port(),
                    PostgresServer.DATABASE,
                    PostgresServer.ROLE,
                    server.password(),
                    port,
                    mode));
    List<String> command = new ArrayList<>();
    if (Objects.equals(Files.getAttribute(home, "unix:uid"), 0)) {
      command.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    command.addAll(List.of(PROGRAM.toString(), settings.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile())
            .start();
    var bouncer = new PgBouncer(process, port);
    bouncer.await(home.resolve("log"));
    return bouncer;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void await(Path log) throws Exception {
    while (true) {
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assert socket.isConnected();
        return;
      } catch (IOException notYet) {
        if (!process.isAlive()) {
          throw new IOException(Files.readString(log), notYet);
        }
        Thread.sleep(20);
      }
    }
  }

  String url(String schema) {
    return "postgresql://" + PostgresServer.ROLE + "@127.0.0.1:" + port + "/audit?schema=" + schema;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
