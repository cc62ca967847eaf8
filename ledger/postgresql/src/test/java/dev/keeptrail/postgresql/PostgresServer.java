package dev.keeptrail.postgresql;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real server for tests, from the binaries on the class path: it listens on the loopback only,
 * asks for a password, and ends with this process. PostgreSQL refuses to run as root, so where
 * tests do, it runs as the user `nobody`.
 */
final class PostgresServer {
  static final String ROLE = "ana";
  static final String DATABASE = "audit trail";

  /** The same for all servers of this process, because the driver reads one file of passwords. */
  private static final String PASSWORD = UUID.randomUUID().toString();

  private static final int NOBODY = 65_534;
  private static final long PATIENCE_SECONDS = 120;

  private static @Nullable PostgresServer shared;

  private final Path home;
  private final Path data;
  private final int port;
  private @Nullable Process process;

  private PostgresServer(Path home, int port) {
    this.home = home;
    this.data = home.resolve("data");
    this.port = port;
  }

  /** The one that all tests share; started by the first. */
  static synchronized PostgresServer shared() throws Exception {
    PostgresServer server = shared;
    if (server == null) {
      server = make();
      shared = server;
    }
    return server;
  }

  /** One of its own, for tests that stop it. */
  static PostgresServer make() throws Exception {
    Path home = Files.createTempDirectory("keeptrail-postgres");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    var server = new PostgresServer(home, freePort());
    Runtime.getRuntime().addShutdownHook(new Thread(server::remove));
    ServerBinaries.unpack(home);
    server.initialise();
    server.start();
    server.makeDatabase();
    return server;
  }

  /**
   * One below those that systems give out by themselves: while the server is away, nobody gets its
   * port by accident.
   */
  private static int freePort() throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(10_240, 32_768);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException _) {
        // Another one then.
      }
    }
    throw new IOException("of a hundred ports none is free");
  }

  private static boolean isRoot(Path own) throws IOException {
    return Objects.equals(Files.getAttribute(own, "unix:uid"), 0);
  }

  private void initialise() throws Exception {
    Files.createDirectory(
        data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path secret = Files.writeString(home.resolve("secret"), PASSWORD);
    if (isRoot(home)) {
      Files.setAttribute(data, "unix:uid", NOBODY);
      Files.setAttribute(secret, "unix:uid", NOBODY);
    }
    run(
        "initdb",
        "-D",
        data.toString(),
        "-U",
        ROLE,
        "-A",
        "scram-sha-256",
        "--pwfile",
        secret.toString(),
        "-E",
        "UTF8",
        "--locale",
        "C",
        "--no-sync");
    Path passes =
        Files.writeString(home.resolve("pgpass"), "*:*:*:" + ROLE + ":" + PASSWORD + "\n");
    Files.setPosixFilePermissions(passes, PosixFilePermissions.fromString("rw-------"));
  }

  private List<String> command(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot(home)) {
      command.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private void run(String program, String... arguments) throws Exception {
    Process started =
        new ProcessBuilder(command(program, arguments))
            .directory(home.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (started.waitFor() != 0) {
      throw new IOException(program + " failed: " + said);
    }
  }

  void start() throws Exception {
    process =
        new ProcessBuilder(
                command(
                    "postgres",
                    "-D",
                    data.toString(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "fsync=off"))
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try (Connection connection = connect("postgres", "public")) {
        assert connection.isValid(1);
        return;
      } catch (SQLException notYet) {
        if (System.nanoTime() > end || !process.isAlive()) {
          throw new IOException(Files.readString(home.resolve("log")), notYet);
        }
        Thread.sleep(50);
      }
    }
  }

  /** As when its machine loses power, but for what the disk has. */
  void stop() throws Exception {
    run("pg_ctl", "stop", "-D", data.toString(), "-m", "immediate");
    Objects.requireNonNull(process).waitFor();
  }

  /**
   * Changes places with a copy that was made when this was called before; for the first time, the
   * copy is made. The server must have been stopped.
   */
  void exchange() throws Exception {
    Path copy = home.resolve("copy");
    if (Files.exists(copy)) {
      Path away = home.resolve("away");
      Files.move(data, away);
      Files.move(copy, data);
      Files.move(away, copy);
      return;
    }
    Process copying =
        new ProcessBuilder("cp", "-a", data.toString(), copy.toString()).inheritIO().start();
    if (copying.waitFor() != 0) {
      throw new IOException("the server's files could not be copied");
    }
  }

  private void makeDatabase() throws SQLException {
    try (Connection connection = connect("postgres", "public");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE \"" + DATABASE + "\" ENCODING 'UTF8'");
    }
    // How the driver finds a password file without the environment.
    System.setProperty("org.postgresql.pgpassfile", home.resolve("pgpass").toString());
  }

  String url(String schema) {
    return "postgresql://" + ROLE + "@127.0.0.1:" + port + "/audit%20trail?schema=" + schema;
  }

  int port() {
    return port;
  }

  String password() {
    return PASSWORD;
  }

  Connection connect(String schema) throws SQLException {
    return connect(DATABASE.replace(" ", "%20"), schema);
  }

  private Connection connect(String database, String schema) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", ROLE);
    properties.setProperty("password", PASSWORD);
    properties.setProperty("currentSchema", schema);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
  }

  private void remove() {
    try {
      Process running = process;
      if (running != null && running.isAlive()) {
        stop();
      }
      try (var files = Files.walk(home)) {
        files.sorted((one, other) -> other.compareTo(one)).forEach(file -> file.toFile().delete());
      }
    } catch (Exception left) {
      System.err.println("the server for tests is left in " + home + ": " + left.getMessage());
    }
  }
}
