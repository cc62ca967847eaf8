package dev.keeptrail.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The unit file of a gateway that systemd's user manager runs, in the form of {@code
 * systemd.service(5)}. It holds no secret: those come from an environment file, which need not be
 * there.
 *
 * @param command the command line, the launcher's absolute path first
 * @param folder where relative names in the command are looked for
 * @param environment variables that say where things are
 * @param secrets the environment file
 */
record ServiceUnit(
    List<String> command, Path folder, Map<String, String> environment, Path secrets) {
  /** What a gateway takes to stop, and some seconds more. */
  private static final Duration STOPPING = Duration.ofSeconds(45);

  static final String NAME = "keeptrail-gateway.service";

  ServiceUnit {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** Where the user's own units are. */
  static Path file(Map<String, String> environment) {
    return configuration(environment).resolve("systemd/user").resolve(NAME);
  }

  /** Where the environment file is unless it is said. */
  static Path usualSecrets(Map<String, String> environment) {
    return configuration(environment).resolve("keeptrail/gateway.env");
  }

  private static Path configuration(Map<String, String> environment) {
    String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
    // WHY: the base directory specification has relative paths ignored.
    return folder.startsWith("/")
        ? Path.of(folder)
        : KeeptrailHome.user(environment).resolve(".config");
  }

  /**
   * The text. What hardens it is what a user manager can do without name spaces, so that it starts
   * everywhere; memory that is written and run must stay allowed, because Java compiles.
   */
  String text() {
    return """
    [Unit]
    Description=Keeptrail gateway
    # The server of a ledger may be away for longer than a few tries take.
    StartLimitIntervalSec=0

    [Service]
    Type=exec
    ExecStart=%s
    ExecReload=/bin/kill -HUP $MAINPID
    WorkingDirectory=-%s
    %sEnvironmentFile=-%s
    Restart=on-failure
    RestartSec=2
    # 1 and 2 say that the command line, a port, the ledger or the pack is wrong, which another try seldom changes. 75 says
    # that the ledger's server, or the address to listen on, is not there yet, or that another process has the ledger still.
    RestartPreventExitStatus=1 2
    SuccessExitStatus=143
    # Requests that are inside may finish for 30 s, after what --drain-delay says.
    TimeoutStopSec=%d
    KillMode=mixed
    LimitNOFILE=65536
    UMask=0077
    NoNewPrivileges=yes
    LockPersonality=yes
    RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
    RestrictNamespaces=yes
    RestrictRealtime=yes
    RestrictSUIDSGID=yes
    SystemCallArchitectures=native
    SystemCallFilter=~@clock @cpu-emulation @debug @module @mount @obsolete @raw-io @reboot @swap
    SystemCallErrorNumber=EPERM

    [Install]
    WantedBy=default.target
    """
        .formatted(
            command.stream().map(ServiceUnit::argument).collect(Collectors.joining(" ")),
            specifiers(folder.toString()),
            variables(),
            specifiers(secrets.toString()),
            STOPPING.plus(DrainDelay.in(command)).toSeconds());
  }

  private String variables() {
    return new TreeMap<>(environment)
        .entrySet().stream()
            .map(entry ->
                "Environment=" + quoted(specifiers(entry.getKey() + "=" + entry.getValue())) + "\n")
            .collect(Collectors.joining());
  }

  /** In a command line, a dollar stands for a variable too. */
  private static String argument(String text) {
    return quoted(specifiers(text).replace("$", "$$"));
  }

  private static String specifiers(String text) {
    return text.replace("%", "%%");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
