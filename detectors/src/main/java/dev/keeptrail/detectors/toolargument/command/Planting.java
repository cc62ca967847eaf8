package dev.keeptrail.detectors.toolargument.command;

import java.util.List;
import java.util.Set;

/** What stays: jobs, start-up files, keys, accounts and rights for whoever comes back. */
final class Planting {
  private static final List<String> FETCHES =
      List.of(
          "curl ",
          "wget ",
          "nc ",
          "ncat ",
          "/dev/tcp/",
          "bash -i",
          "sh -i",
          "base64 ",
          "python -c");

  /** Programs that run later what they are given, or change accounts by it. */
  private static final Set<String> JOBS = Set.of("crontab", "at", "batch", "chpasswd");

  private static final Set<String> WRITERS = Set.of("tee", "cp", "mv", "install");

  private static final Set<String> STRONG =
      Set.of(
          "/bin/bash",
          "/bin/sh",
          "/bin/dash",
          "/usr/bin/bash",
          "/usr/bin/find",
          "/usr/bin/vim",
          "/usr/bin/python3",
          "/usr/bin/perl",
          "/usr/bin/env",
          "/bin/cp",
          "/usr/bin/cp",
          "/usr/bin/awk");

  private static final List<String> SHELL_PAGES =
      List.of("system(", "exec(", "eval(", "passthru(", "assert(");

  private Planting() {}

  static double score(Pipeline pipeline, int index) {
    Command command = pipeline.commands().get(index);
    double score = Math.max(ran(command), loaded(command));
    for (String file : command.writes()) {
      score = Math.max(score, written(file, pipeline, index));
    }
    List<String> files = WRITERS.contains(command.program()) ? command.operands() : List.of();
    if (!files.isEmpty() && !command.program().equals("tee")) {
      files = List.of(files.getLast());
    }
    for (String file : files) {
      score = Math.max(score, written(file, pipeline, index));
    }
    return JOBS.contains(command.program())
        ? Math.max(score, scheduled(command, content(pipeline, index)))
        : score;
  }

  /** What the command passes on: its own words and document, and the words of those before. */
  private static String content(Pipeline pipeline, int index) {
    var content = new StringBuilder();
    pipeline.before(index).forEach(command -> content.append(command.line()).append('\n'));
    Command command = pipeline.commands().get(index);
    return content.append(command.line()).append('\n').append(command.input()).toString();
  }

  private static double written(String file, Pipeline pipeline, int index) {
    if (file.endsWith("/ld.so.preload")) {
      return 0.9;
    }
    if (file.equals("/etc/passwd") || file.equals("/etc/shadow")) {
      // What is restored from a copy comes out of a file.
      String program = pipeline.commands().get(index).program();
      return Set.of("cat", "cp", "mv", "install").contains(program) ? 0 : 0.85;
    }
    if (file.equals("/proc/sys/kernel/randomize_va_space")) {
      return 0.75;
    }
    if (isPage(file)) {
      String content = content(pipeline, index);
      return content.contains("$_") && Places.containsAny(content, SHELL_PAGES) ? 0.9 : 0;
    }
    boolean keys = file.contains("authorized_keys");
    boolean rights = file.contains("/etc/sudoers");
    if (!keys && !rights && !Places.isRunLater(file)) {
      return 0;
    }
    String content = content(pipeline, index);
    if (keys) {
      return content.contains("ssh-") || content.contains("ecdsa-") ? 0.85 : 0;
    }
    if (rights) {
      return content.contains("nopasswd") ? 0.8 : 0;
    }
    return isSuspicious(content) ? 0.85 : 0;
  }

  private static boolean isPage(String file) {
    return file.endsWith(".php") || file.endsWith(".phtml") || file.endsWith(".jsp");
  }

  private static boolean isSuspicious(String content) {
    boolean alias =
        content.contains("alias sudo=")
            || content.contains("alias su=")
            || content.contains("alias ssh=");
    return alias || Places.containsAny(content, FETCHES) || Places.namesOpenFolder(content);
  }

  private static double scheduled(Command command, String content) {
    return switch (command.program()) {
      case "crontab" -> command.has("-") && isSuspicious(content) ? 0.85 : 0;
      case "at", "batch" -> isSuspicious(content) ? 0.8 : 0;
      case "chpasswd" -> content.contains("root:") ? 0.75 : 0;
      default -> 0;
    };
  }

  private static double ran(Command command) {
    return switch (command.program()) {
      case "passwd" -> command.has("-d") && command.has("root") ? 0.85 : 0;
      case "useradd", "adduser", "usermod" -> account(command);
      case "chmod" -> setuid(command);
      case "setcap" -> command.line().contains("cap_setuid") ? 0.85 : 0;
      case "insmod" -> command.operands().stream().anyMatch(Places::isOpen) ? 0.85 : 0;
      case "docker", "podman", "nerdctl" -> container(command);
      case "nsenter" ->
          command.line().contains("-t 1 ") || command.line().contains("--target 1") ? 0.85 : 0;
      case "sed" -> edited(command);
      default -> 0;
    };
  }

  private static double edited(Command command) {
    boolean inPlace = command.hasFlag('i') || command.line().contains("--in-place");
    boolean accounts =
        command.has("/etc/passwd") || command.has("/etc/shadow") || command.has("/etc/sudoers");
    boolean login = command.line().contains("permitrootlogin yes");
    return login || (inPlace && accounts) ? 0.75 : 0;
  }

  private static double account(Command command) {
    String line = command.line() + " ";
    boolean group = command.has("-ag") || command.has("-g");
    boolean root =
        command.program().equals("usermod")
            && group
            && command.operands().stream()
                .anyMatch(word ->
                    word.equals("root") || word.startsWith("root,") || word.endsWith(",root"));
    if (root && command.operands().size() > 1) {
      return 0.8;
    }
    boolean same = command.hasFlag('o') || line.contains("--non-unique");
    return same && (line.contains("u 0 ") || line.contains("--uid 0") || line.contains("-u0 "))
        ? 0.9
        : 0;
  }

  /** A program that runs as its owner: a shell, or one that anybody may have put there. */
  private static double setuid(Command command) {
    List<String> words = command.operands();
    if (words.size() < 2) {
      return command.has("+s") ? 0.75 : 0;
    }
    String mode = words.getFirst();
    boolean set =
        mode.contains("+s")
            || mode.contains("=s")
            || (mode.length() == 4
                && "4567".indexOf(mode.charAt(0)) >= 0
                && Character.isDigit(mode.charAt(3)));
    return set
            && words.stream().skip(1).anyMatch(file -> STRONG.contains(file) || Places.isOpen(file))
        ? 0.85
        : 0;
  }

  /** The root of the host inside a container, or its processes. */
  private static double container(Command command) {
    boolean mounts =
        command.arguments().stream()
            .anyMatch(word ->
                word.startsWith("/:/")
                    || word.startsWith("-v/:/")
                    || word.startsWith("--volume=/:/"));
    boolean processes = command.has("--privileged") && command.line().contains("--pid=host");
    return mounts || processes ? 0.85 : 0;
  }

  private static double loaded(Command command) {
    for (String word : command.words()) {
      if (!Wrappers.isAssignment(word)) {
        return command.line().contains("sudo -u#-1") ? 0.95 : 0;
      }
      if (word.startsWith("ld_preload=") && Places.isOpen(word.substring(11))) {
        return 0.8;
      }
    }
    return 0;
  }
}
