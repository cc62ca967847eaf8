package dev.keeptrail.cli;

import java.nio.file.Path;

/**
 * What looking at one thing came to. Neither text ever holds a secret.
 *
 * @param name of the check, one word
 * @param detail what was seen
 * @param remedy what to do about it; empty where nothing has to be done
 */
record DoctorCheck(String name, Health health, String detail, String remedy) {
  /** How bad it is. */
  enum Health {
    OK("ok"),
    SKIPPED("skipped"),
    WARNING("warning"),
    FAILED("failed");

    private final String word;

    Health(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** What to do about a folder of somebody else. */
  static final String AS_OWNER = "run this as the gateway's user, or chown the folder to this one";

  /** What to say of a folder of somebody else. */
  static String closed(Path folder) {
    return "%s cannot be looked into by this user".formatted(folder);
  }

  static DoctorCheck ok(String name, String detail) {
    return new DoctorCheck(name, Health.OK, detail, "");
  }

  static DoctorCheck skipped(String name, String detail) {
    return new DoctorCheck(name, Health.SKIPPED, detail, "");
  }

  static DoctorCheck warning(String name, String detail, String remedy) {
    return new DoctorCheck(name, Health.WARNING, detail, remedy);
  }

  static DoctorCheck failed(String name, String detail, String remedy) {
    return new DoctorCheck(name, Health.FAILED, detail, remedy);
  }
}
