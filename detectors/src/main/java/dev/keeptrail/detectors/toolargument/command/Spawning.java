package dev.keeptrail.detectors.toolargument.command;

import java.util.List;
import java.util.Set;

/** Programs that start a shell, open one to the network, or run text from the network. */
final class Spawning {
  private static final Set<String> INTERPRETERS =
      Set.of(
          "python", "python2", "python3", "perl", "ruby", "lua", "node", "nodejs", "php", "awk",
          "gawk", "mawk", "nawk", "gdb", "vim", "vi", "expect", "tclsh", "jjs", "irb", "ex");

  private static final List<String> SHELLS =
      List.of("/bin/sh", "/bin/bash", "\"sh\"", "'sh'", "!sh", "!bash", "cmd.exe");

  private static final List<String> SPAWNS =
      List.of("system", "exec", "spawn", "popen", "pty", "os.", ":!", "!sh", "!bash", "subprocess");

  private static final List<String> SOCKETS =
      List.of("socket", "/inet/tcp", "tcpsocket", "fsockopen", "net.connect", "net.socket");

  /** Programs that have no other use than an attack, or a test of one. */
  private static final Set<String> TOOLS =
      Set.of(
          "xmrig",
          "minerd",
          "mimikatz",
          "msfvenom",
          "msfconsole",
          "secretsdump.py",
          "linpeas.sh",
          "hydra",
          "medusa",
          "hashcat",
          "john",
          "sqlmap",
          "crackmapexec",
          "netexec",
          "evil-winrm",
          "responder");

  private static final List<String> RUNS =
      List.of(
          "getline", "popen", "shell_exec(", "system(", "exec(", "subprocess", "spawn(", "p.run(");

  private static final List<String> NETWORK =
      List.of(
          "urlopen",
          "requests.get",
          "urllib",
          "file_get_contents(",
          "lwp",
          "open-uri",
          "http.get(",
          "https.get(",
          "').get(",
          "\").get(",
          "uri.open",
          "b64decode",
          "decode_base64",
          "base64_decode");

  private Spawning() {}

  static double score(Command command) {
    String program = command.program();
    double odd = bare(command);
    if (odd > 0) {
      return odd;
    }
    double read = Fetching.SHELLS.contains(program) ? shell(command) : 0;
    double written =
        command.writes().stream().anyMatch(Places::isSocket) && opens(command) ? 0.92 : 0;
    double own =
        switch (program) {
          case "find" -> find(command);
          case "tar" -> command.line().contains("--checkpoint-action=exec") ? 0.9 : 0;
          case "ssh", "scp" -> command.line().contains("proxycommand=;") ? 0.85 : 0;
          case "xterm" -> command.line().contains("-display ") ? 0.75 : 0;
          case "zmodload" -> command.line().contains("net/tcp") ? 0.9 : 0;
          default -> INTERPRETERS.contains(program) ? inline(command) : miner(command);
        };
    return Math.max(own, Math.max(read, written));
  }

  /** A shell behind a wrapper that needs none; one that keeps its rights. */
  private static double bare(Command command) {
    boolean shell = Fetching.SHELLS.contains(command.program());
    if (shell && command.arguments().equals(List.of("-p"))) {
      return 0.75;
    }
    return shell && command.arguments().isEmpty() && Wrappers.hasOddWrapper(command) ? 0.75 : 0;
  }

  private static double shell(Command command) {
    boolean socket =
        Places.isSocket(command.input()) || command.writes().stream().anyMatch(Places::isSocket);
    return socket ? 0.95 : 0;
  }

  private static boolean opens(Command command) {
    return command.program().equals("exec") || Fetching.SHELLS.contains(command.program());
  }

  private static double find(Command command) {
    List<String> words = command.arguments();
    int exec = words.indexOf("-exec");
    if (exec < 0 || exec + 1 >= words.size()) {
      return 0;
    }
    boolean shell = Fetching.SHELLS.contains(Command.baseName(words.get(exec + 1)));
    boolean script =
        exec + 2 < words.size()
            && (words.get(exec + 2).equals("-c") || words.get(exec + 2).startsWith("{"));
    boolean file =
        exec + 2 < words.size()
            && !words.get(exec + 2).startsWith("-")
            && words.get(exec + 2).length() > 1;
    return shell && !script && !file ? 0.85 : 0;
  }

  /** Code on the command line of an interpreter. */
  private static double inline(Command command) {
    String line = command.line();
    boolean shell = Places.containsAny(line, SHELLS) && Places.containsAny(line, SPAWNS);
    boolean socket = Places.containsAny(line, SOCKETS);
    if (socket && (shell || Places.containsAny(line, RUNS))) {
      return 0.92;
    }
    if (shell) {
      return 0.85;
    }
    boolean runs = line.contains("exec(") || line.contains("eval(") || line.contains("eval ");
    if (runs && Places.containsAny(line, NETWORK)) {
      return 0.9;
    }
    boolean forks = line.contains("fork") && line.contains("while");
    return forks ? 0.85 : 0;
  }

  private static double miner(Command command) {
    String program = command.program();
    boolean named = TOOLS.contains(program);
    return named || command.line().contains("stratum+tcp://") ? 0.9 : 0;
  }
}
