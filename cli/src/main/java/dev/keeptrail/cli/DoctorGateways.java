package dev.keeptrail.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Looks for gateways that run, and whether one more could listen. */
record DoctorGateways(Invocation invocation, ListenAddress listen) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  List<DoctorCheck> checks() throws InterruptedException {
    List<DoctorCheck> checks = new ArrayList<>();
    List<OperatorAccess> running = List.of();
    Path run = KeeptrailHome.run(invocation.environment());
    try {
      running = OperatorAccess.running(run);
      checks.add(gateways(running));
      for (OperatorAccess one : running) {
        checks.addAll(state(one));
      }
    } catch (AccessDeniedException ofAnother) {
      checks.add(DoctorCheck.failed("gateway", DoctorCheck.closed(run), DoctorCheck.AS_OWNER));
    } catch (IOException unreadable) {
      checks.add(
          DoctorCheck.failed(
              "gateway", String.valueOf(unreadable.getMessage()), "remove the file"));
    }
    checks.add(port(running));
    checks.add(service());
    return checks;
  }

  private static DoctorCheck gateways(List<OperatorAccess> running) {
    return running.isEmpty()
        ? DoctorCheck.ok("gateway", "none of yours is running")
        : DoctorCheck.ok(
            "gateway",
            running.stream()
                .map(one -> "%s, process %d".formatted(one.listen(), one.process()))
                .collect(Collectors.joining("; ")));
  }

  /**
   * Asks a gateway whether it records, and whether it knows its callers; nothing if all is well.
   */
  private static List<DoctorCheck> state(OperatorAccess one) throws InterruptedException {
    List<DoctorCheck> checks = new ArrayList<>();
    try {
      JsonNode config = one.config(PATIENCE);
      JsonNode ledger = config.path("ledger");
      if (!ledger.path("healthy").asBoolean(true)) {
        checks.add(
            DoctorCheck.failed(
                "recording",
                "%s records nothing since %s, and refuses requests"
                    .formatted(one.listen(), ledger.path("since").asString("")),
                "make room on the disk of its ledger, or see to its server; it goes on by itself"));
      }
      config
          .at("/callers/problems")
          .forEach(problem ->
              checks.add(
                  DoctorCheck.warning(
                      "callers",
                      "%s: %s".formatted(one.listen(), problem.asString("")),
                      "what is known goes on to count; without any, callers get 503")));
    } catch (IOException lost) {
      checks.add(
          DoctorCheck.warning(
              "recording",
              "%s does not tell its operator how it is: %s"
                  .formatted(one.listen(), lost.getMessage()),
              "kt gateway status"));
    }
    return checks;
  }

  private DoctorCheck port(List<OperatorAccess> running) {
    String address = listen.host() + ":" + listen.port();
    boolean ours = running.stream().anyMatch(one -> one.listen().endsWith(":" + listen.port()));
    if (ours) {
      return DoctorCheck.ok("port", "%s is the running gateway's".formatted(address));
    }
    try (var socket = new ServerSocket(listen.port(), 1, InetAddress.getByName(listen.host()))) {
      return DoctorCheck.ok(
          "port", "%s is free".formatted(listen.host() + ":" + socket.getLocalPort()));
    } catch (IOException taken) {
      return DoctorCheck.failed(
          "port",
          "%s cannot be listened on: another process has it, or it is not of this machine"
              .formatted(address),
          "choose another with `--listen`");
    }
  }

  private DoctorCheck service() throws InterruptedException {
    try {
      String state = new UserServices(invocation).state();
      if (state == null) {
        return DoctorCheck.skipped("service", "no service is installed");
      }
      return state.equals("failed")
          ? DoctorCheck.failed("service", "it failed", "journalctl --user -u " + ServiceUnit.NAME)
          : DoctorCheck.ok("service", state);
    } catch (CommandFailedException unusable) {
      return DoctorCheck.warning(
          "service", String.valueOf(unusable.getMessage()), "loginctl enable-linger");
    }
  }
}
