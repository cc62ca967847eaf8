package dev.keeptrail.detectors.toolargument.program;

import dev.keeptrail.detectors.toolargument.command.CommandLines;
import java.util.List;
import java.util.Set;

/** Judges a program. */
public final class Programs {
  /** Functions that hand a text to a shell or start a program. */
  private static final Set<String> RUNS =
      Set.of(
          "system",
          "popen",
          "run",
          "call",
          "check_output",
          "check_call",
          "getoutput",
          "getstatusoutput",
          "exec",
          "execsync",
          "execfile",
          "execfilesync",
          "spawn",
          "spawnsync",
          "shell_exec",
          "passthru",
          "proc_open",
          "command",
          "commandcontext",
          "new",
          "start",
          "processbuilder",
          "execute",
          "capture2e",
          "capture2",
          "capture3",
          "create_subprocess_shell",
          "system2",
          "execl",
          "execv",
          "execve",
          "execvp",
          "shellout",
          "sh");

  private static final Set<String> REMOVES =
      Set.of(
          "rmtree",
          "rmsync",
          "rmdirsync",
          "rm",
          "rm_rf",
          "rm_r",
          "removeall",
          "rimraf",
          "remove_dir_all",
          "unlink",
          "unlinksync",
          "deletedirectory",
          "delete",
          "remove_tree",
          "removedirectory",
          "remove");

  private static final Set<String> READS =
      Set.of(
          "open",
          "read",
          "readfile",
          "readfilesync",
          "file_get_contents",
          "read_to_string",
          "readstring",
          "readalltext",
          "readlines",
          "read_text",
          "path",
          "file",
          "fopen",
          "readall",
          "glob");

  private static final Set<String> SHELLS = Set.of("/bin/sh", "/bin/bash", "/bin/zsh");

  /** Files that a system cannot do without. */
  private static final List<String> SYSTEM =
      List.of("/etc/passwd", "/etc/shadow", "/boot/", "c:\\windows", "c:\\users", "c:/windows");

  private static final List<String> SECRETS =
      List.of("/.ssh/", "config\\sam", "\\.ssh\\", "login data", "/keychains/");

  private static final List<String> ROOTS = List.of("/", "~", "c:", "$home");

  private Programs() {}

  /** What harm is reported to. */
  @FunctionalInterface
  public interface Harm {
    /** Takes where a call stands in the text, and a score above nothing. */
    void add(int start, int end, double score);
  }

  /** Judges a text in small letters, in time linear in its length. */
  public static void judge(CharSequence text, Harm harm) {
    var sends = new Sends(text);
    for (Call call : CallReader.read(text)) {
      double score = Math.max(runs(call), removes(call));
      score = Math.max(score, Math.max(reads(call, sends), Unpacks.score(call)));
      score = Math.max(score, Math.max(Escapes.score(call), sends.score(call)));
      if (score > 0) {
        harm.add(call.start(), call.end(), score);
      }
    }
    Escapes.judge(text, harm);
    Commanded.judge(
        text,
        (start, end, line) -> {
          double score = judged(line);
          if (score > 0) {
            harm.add(start, end, score);
          }
        });
  }

  /** A command that does harm, as one text or in words. */
  private static double runs(Call call) {
    String function = call.function();
    boolean start =
        function.equals("new")
            || function.equals("start")
            || function.equals("run")
            || function.equals("sh");
    boolean process =
        call.name().contains("command")
            || call.name().contains("process")
            || call.name().equals("sh");
    if (!RUNS.contains(function) || (start && !process && !call.name().contains("subprocess"))) {
      return 0;
    }
    List<String> literals = call.literals();
    boolean replaces = function.startsWith("exec") && !call.name().contains("command");
    boolean shell =
        replaces
            && !literals.isEmpty()
            && SHELLS.contains(literals.getFirst())
            && !call.near().contains("-c");
    if (shell) {
      return 0.75;
    }
    double score = judged(words(literals));
    for (String literal : literals) {
      score = Math.max(score, judged(literal.startsWith("/c ") ? literal.substring(3) : literal));
    }
    return score;
  }

  /** The words of a command as one line, with quotes where a word has blanks. */
  private static String words(List<String> literals) {
    var line = new StringBuilder();
    for (String literal : literals) {
      boolean plain = literal.indexOf(' ') < 0 && literal.indexOf('\'') < 0;
      line.append(plain ? literal : "'" + literal.replace("'", "") + "'").append(' ');
    }
    return line.toString();
  }

  private static double removes(Call call) {
    String function = call.function();
    if (!REMOVES.contains(function)) {
      return 0;
    }
    boolean everything =
        !(function.equals("delete") || function.equals("remove") || function.equals("rm"))
            || call.takesAny(List.of("recurs", "true"));
    String first =
        call.literals().isEmpty() ? "" : call.literals().getFirst().replace("\\\\", "\\");
    boolean system = SYSTEM.stream().anyMatch(first::startsWith) || first.equals("c:\\");
    return system ? 0.8 : everything ? named(call, "rm -rf ") : 0;
  }

  private static double reads(Call call, Sends sends) {
    double score = READS.contains(call.function()) ? named(call, "cat ") : 0;
    String first =
        call.literals().isEmpty() ? "" : call.literals().getFirst().replace("\\\\", "\\");
    if (READS.contains(call.function())
        && SECRETS.stream().anyMatch(first::contains)
        && !first.endsWith(".pub")) {
      score = Math.max(score, 0.75);
    }
    boolean told = READS.contains(call.function()) && call.takesAny(List.of("/etc/passwd"));
    return told && sends.any() ? 0.85 : score;
  }

  /** What a command would do to the first place that the call names. */
  private static double named(Call call, String command) {
    for (String literal : call.literals().stream().limit(3).toList()) {
      boolean place = ROOTS.stream().anyMatch(literal::startsWith) || literal.contains("/.");
      if (place && literal.indexOf(' ') < 0) {
        return judged(command + literal);
      }
    }
    return 0;
  }

  private static double judged(String line) {
    if ((line.startsWith("nc ") || line.startsWith("ncat ")) && line.contains(" -e ")) {
      return 0.9;
    }
    double[] worst = {0};
    CommandLines.judge(line, (_, _, score) -> worst[0] = Math.max(worst[0], score));
    return worst[0];
  }
}
