package dev.keeptrail.cli;

import java.nio.file.Path;
import java.util.Map;

/** Where Keeptrail keeps what is its own: {@code $KEEPTRAIL_HOME}, or {@code ~/.keeptrail}. */
final class KeeptrailHome {
  static final String VARIABLE = "KEEPTRAIL_HOME";

  /** For whoever has it point to what is no folder, or to one of somebody else. */
  static final String REMEDY = "point " + VARIABLE + " at a folder of yours";

  private KeeptrailHome() {}

  static Path ledger(Map<String, String> environment) {
    return folder(environment).resolve("ledger");
  }

  /** What ledgers on servers keep on this machine, a folder for each. */
  static Path servers(Map<String, String> environment) {
    return folder(environment).resolve("servers");
  }

  /** Where running gateways say how their operator reaches them. */
  static Path run(Map<String, String> environment) {
    return folder(environment).resolve("run");
  }

  /** What is kept of callers' keys. */
  static Path keys(Map<String, String> environment) {
    return folder(environment).resolve("keys.json");
  }

  static Path folder(Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    return named.isBlank()
        ? user(environment).resolve(".keeptrail")
        : Path.of(named).toAbsolutePath();
  }

  /**
   * What a shell means by {@code ~}. Java asks the list of users, which in a container may not have
   * the user, or have another folder than the one it was given.
   */
  static Path user(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.startsWith("/") ? home : System.getProperty("user.home"));
  }
}
