package dev.keeptrail.detectors.toolargument.command;

import java.util.List;
import java.util.Set;

/** Files, disks, databases, records and machines that are destroyed. */
final class Wiping {
  private static final Set<String> FILTERS =
      Set.of(
          "-name",
          "-iname",
          "-path",
          "-ipath",
          "-regex",
          "-mtime",
          "-mmin",
          "-atime",
          "-ctime",
          "-size",
          "-empty",
          "-newer",
          "-user",
          "-group",
          "-maxdepth",
          "-xtype",
          "-inum");

  private Wiping() {}

  static double score(Command command) {
    boolean empty = Set.of("", ":", "true", "cat /dev/null").contains(command.line());
    double written =
        command.writes().stream().mapToDouble(file -> overwrites(file, empty)).max().orElse(0);
    return Math.max(written, ran(command));
  }

  private static double overwrites(String file, boolean empty) {
    return Places.isDisk(file) || List.of("/proc/sysrq-trigger", "/dev/mem").contains(file)
        ? 0.9
        : empty && Places.isLogOfSecurity(file) ? 0.75 : 0;
  }

  private static double ran(Command command) {
    return switch (command.program()) {
      case "rm" -> rm(command);
      case "find" -> find(command);
      case "mv" -> moved(command);
      case "shred", "truncate" -> erased(command);
      case "chmod", "chown", "chgrp" -> opened(command);
      case "blkdiscard", "mke2fs", "wipefs" ->
          command.arguments().stream().anyMatch(Places::isDisk) ? 0.9 : 0;
      case "dd" ->
          command.arguments().stream()
                  .anyMatch(word -> word.startsWith("of=") && Places.isDisk(word.substring(3)))
              ? 0.9
              : 0;
      case "parted", "sgdisk", "fdisk" -> partitioned(command);
      case "kill" -> command.arguments().equals(List.of("-9", "-1")) ? 0.85 : 0;
      case "ln" -> linked(command);
      case "history" -> command.hasFlag('c') && command.operands().isEmpty() ? 0.7 : 0;
      case "unset", "export", "set", "declare", "" -> untraced(command);
      case "auditctl" -> command.line().contains("-e 0") || command.line().endsWith("-d") ? 0.8 : 0;
      default -> Databases.score(command);
    };
  }

  private static double rm(Command command) {
    if (command.has("--no-preserve-root")) {
      return 0.95;
    }
    if (command.operands().stream().anyMatch(Places::isLogOfSecurity)) {
      return 0.75;
    }
    if (!command.hasFlag('r') && !command.has("--recursive")) {
      return 0;
    }
    return command.operands().stream().anyMatch(Places::isRoot)
        ? 0.92
        : command.operands().stream().anyMatch(Wiping::isKept) ? 0.75 : 0;
  }

  private static boolean isKept(String place) {
    return Places.isDatabase(place) || Places.isHome(place);
  }

  /** All that is below a root, without a condition. */
  private static double find(Command command) {
    List<String> words = command.arguments();
    boolean root =
        !words.isEmpty() && (Places.isRoot(words.getFirst()) || isKept(words.getFirst()));
    if (!root || words.stream().anyMatch(FILTERS::contains)) {
      return 0;
    }
    int exec = Math.max(words.indexOf("-exec"), words.indexOf("-execdir"));
    boolean removes =
        exec >= 0
            && exec + 1 < words.size()
            && Set.of("rm", "shred", "unlink", "truncate")
                .contains(Command.baseName(words.get(exec + 1)));
    return words.contains("-delete") || removes ? 0.9 : 0;
  }

  private static double moved(Command command) {
    List<String> files = command.operands();
    return files.size() > 1
            && files.getLast().equals("/dev/null")
            && files.stream().anyMatch(Places::isRoot)
        ? 0.9
        : 0;
  }

  private static double erased(Command command) {
    return command.operands().stream().anyMatch(Places::isDisk)
        ? 0.9
        : command.operands().stream().anyMatch(Places::isLogOfSecurity) ? 0.75 : 0;
  }

  /** Rights of everything changed, or of what holds the passwords. */
  private static double opened(Command command) {
    List<String> words = command.operands();
    boolean all =
        command.hasFlag('r') || command.has("--recursive") || words.equals(List.of("777", "/"));
    if (all && words.stream().skip(1).anyMatch(Places::isRoot)) {
      return 0.85;
    }
    boolean wide = !words.isEmpty() && (words.getFirst().endsWith("7") || words.contains("666"));
    boolean accounts =
        words.stream()
            .anyMatch(word -> List.of("/etc/shadow", "/etc/passwd", "/etc/sudoers").contains(word));
    return command.program().equals("chmod") && wide && accounts ? 0.85 : 0;
  }

  private static double partitioned(Command command) {
    boolean disk = command.operands().stream().anyMatch(Places::isDisk);
    boolean anew =
        command.has("mklabel")
            || command.has("--zap-all")
            || command.has("-z")
            || !command.input().isEmpty();
    return disk && anew ? 0.8 : 0;
  }

  private static double linked(Command command) {
    List<String> words = command.operands();
    return words.size() > 1
            && words.getFirst().equals("/dev/null")
            && Places.isLogOfSecurity(words.get(1))
        ? 0.85
        : 0;
  }

  /** A shell that is told to forget. */
  private static double untraced(Command command) {
    String line = command.line();
    return line.equals("unset histfile")
            || line.contains("histfile=/dev/null")
            || line.endsWith("histsize=0")
            || line.endsWith("histfilesize=0")
            || line.equals("set +o history")
        ? 0.75
        : 0;
  }
}
