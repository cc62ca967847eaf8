package dev.keeptrail.detectors.toolargument.command;

import java.util.List;
import java.util.Set;

/**
 * What watches a machine is stopped or set aside. Walls are not meant: who sets up a machine opens
 * them every day.
 */
final class Guards {
  private static final List<String> WATCHERS =
      List.of(
          "auditd",
          "fail2ban",
          "falco",
          "crowdstrike",
          "wazuh",
          "ossec",
          "osquery",
          "clamav",
          "sentinelone",
          "mdatp",
          "windefend",
          "defender",
          "carbonblack",
          "cbdaemon",
          "sophos",
          "eset",
          "suricata",
          "sysmon",
          "rsyslog",
          "syslog",
          "mpssvc",
          "tripwire");

  private static final Set<String> STOPS = Set.of("stop", "disable", "mask", "kill");

  private Guards() {}

  static double score(Command command) {
    return switch (command.program()) {
      case "systemctl", "service", "launchctl" ->
          command.arguments().stream().anyMatch(STOPS::contains) && namesWatcher(command) ? 0.8 : 0;
      case "sc", "net" ->
          (command.has("stop") || command.has("delete")) && namesWatcher(command) ? 0.8 : 0;
      case "stop-service", "set-service", "pkill", "killall" -> namesWatcher(command) ? 0.8 : 0;
      case "csrutil" -> command.has("disable") ? 0.8 : 0;
      case "spctl" -> command.line().contains("disable") ? 0.8 : 0;
      default -> 0;
    };
  }

  private static boolean namesWatcher(Command command) {
    return command.operands().stream()
        .anyMatch(word -> WATCHERS.stream().anyMatch(word::startsWith));
  }
}
