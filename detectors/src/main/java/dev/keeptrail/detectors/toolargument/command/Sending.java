package dev.keeptrail.detectors.toolargument.command;

import java.util.List;
import java.util.Set;

/** Secrets that are read, and secrets or what a machine says of itself that are sent away. */
final class Sending {
  private static final Set<String> CARRIERS =
      Set.of(
          "curl",
          "wget",
          "nc",
          "ncat",
          "netcat",
          "telnet",
          "mail",
          "mailx",
          "sendmail",
          "ftp",
          "socat");

  private static final Set<String> PACKERS =
      Set.of("base64", "base32", "xxd", "gzip", "openssl", "od", "hexdump", "tar", "zip", "bzip2");

  private static final Set<String> SAYS = Set.of("env", "printenv", "history", "whoami", "set");

  private static final List<String> TOKENS =
      List.of(
          "auth print-access-token",
          "kubectl get secret",
          "secretsmanager get-secret",
          "sts get-session-token",
          "vault kv get",
          "vault read");

  private static final Set<String> DUMPS =
      Set.of("mysqldump", "pg_dump", "pg_dumpall", "mongodump", "sqlite3");

  private static final Set<String> READERS =
      Set.of(
          "cat",
          "less",
          "more",
          "head",
          "tail",
          "strings",
          "xxd",
          "base64",
          "cp",
          "tac",
          "nl",
          "od",
          "grep",
          "awk",
          "sed",
          "vi",
          "vim",
          "nano",
          "type",
          "get-content",
          "gc",
          "unshadow",
          "hexdump",
          "dd",
          "sort",
          "cut",
          "strace");

  private static final List<String> TELLING =
      List.of(
          "$(whoami",
          "$(id",
          "$(env",
          "$(printenv",
          "$(uname",
          "$(hostname)",
          "`whoami",
          "`id",
          "`hostname",
          "`uname",
          "`env");

  private Sending() {}

  static double score(Pipeline pipeline, int index) {
    Command command = pipeline.commands().get(index);
    double own = Math.max(read(command), sent(command));
    double written =
        command.writes().stream().anyMatch(Places::isSocket) && tells(command) ? 0.92 : 0;
    double piped = carries(command) ? piped(pipeline, index) : 0;
    return Math.max(own, Math.max(written, piped));
  }

  /** What goes out came, through whatever packs it, from something that should stay. */
  private static double piped(Pipeline pipeline, int index) {
    double score = 0;
    for (Command before : pipeline.before(index)) {
      boolean dumps = DUMPS.contains(before.program());
      score = Math.max(score, tells(before) ? 0.92 : dumps ? 0.8 : 0);
    }
    return score;
  }

  private static boolean carries(Command command) {
    return switch (command.program()) {
      case "curl" ->
          command.line().contains("@-")
              || command.has("-t")
              || command.line().contains("-t-")
              || command.words().getFirst().equals("xargs");
      case "invoke-restmethod", "irm", "invoke-webrequest", "iwr" ->
          command.line().contains("-method p") || command.line().contains("-body");
      case "ssh" -> command.line().contains("cat >") || command.line().contains("tee ");
      case "base64", "xxd", "openssl" -> false;
      default -> CARRIERS.contains(command.program());
    };
  }

  private static boolean tells(Command command) {
    boolean packs = PACKERS.contains(command.program());
    boolean secret =
        command.arguments().stream().anyMatch(Places::isPrivate)
            || Places.isPrivate(command.input());
    boolean everything =
        packs
            && command.operands().stream().anyMatch(word -> Places.isRoot(word) && !word.isEmpty());
    boolean says = SAYS.contains(command.program()) && command.operands().isEmpty();
    boolean token = Places.containsAny(command.line(), TOKENS);
    boolean surroundings =
        command.line().startsWith("get-childitem env:") || command.line().startsWith("gci env:");
    boolean searched = command.program().equals("grep") && command.operands().contains("/");
    return secret || everything || says || token || surroundings || searched;
  }

  private static double read(Command command) {
    boolean reads = READERS.contains(command.program());
    boolean credential =
        command.operands().stream().anyMatch(Places::isCredential)
            || Places.isCredential(command.input());
    boolean rights = command.operands().stream().anyMatch(word -> word.equals("/etc/shadow"));
    return reads && credential ? (rights ? 0.8 : 0.75) : 0;
  }

  private static double sent(Command command) {
    return switch (command.program()) {
      case "curl", "wget", "http", "https", "iwr", "invoke-webrequest", "invoke-restmethod" ->
          requested(command);
      case "nc", "ncat", "netcat", "mail", "mailx", "sendmail", "telnet" ->
          Places.isPrivate(command.input()) ? 0.92 : 0;
      case "scp", "rsync", "sftp" -> copied(command);
      case "aws", "gsutil", "gcloud", "az", "rclone" ->
          command.operands().stream().anyMatch(Places::isPrivate)
                  && command.operands().stream()
                      .anyMatch(word -> word.contains("://") || word.contains("remote:"))
              ? 0.9
              : 0;
      case "ping", "dig", "nslookup", "host" -> asked(command);
      case "gpg" -> command.line().contains("--export-secret-key") ? 0.75 : 0;
      case "security" ->
          command.has("dump-keychain") || command.has("find-generic-password") ? 0.8 : 0;
      case "procdump" -> command.line().contains("lsass") ? 0.95 : 0;
      default -> 0;
    };
  }

  /** A request with a secret, or with what a command printed, in its address or its body. */
  private static double requested(Command command) {
    boolean body = false;
    for (String word : command.arguments()) {
      boolean file = word.contains("@") || word.startsWith("--post-file=");
      boolean printed = word.contains("$(") || word.contains("`");
      boolean header = word.contains(": ");
      if ((file || body || printed) && Places.isPrivate(word)) {
        return 0.92;
      }
      if (printed && !header && Places.containsAny(word, TELLING)) {
        return 0.85;
      }
      boolean stranger =
          Character.isDigit(word.charAt(word.indexOf("://") < 0 ? 0 : word.indexOf("://") + 3));
      if (printed && !header && stranger && !word.contains("127.0.0.1")) {
        return 0.8;
      }
      body =
          Set.of("-t", "--upload-file", "-f", "--form", "-d", "--data", "-infile").contains(word);
    }
    return 0;
  }

  private static double copied(Command command) {
    List<String> words = command.operands();
    if (words.isEmpty()) {
      return 0;
    }
    String to = words.getLast();
    boolean away = to.indexOf(':') > 1 && !to.startsWith("/");
    boolean secret =
        words.subList(0, words.size() - 1).stream()
            .anyMatch(word -> Places.isPrivate(word) && word.indexOf('@') < 0);
    return away && secret && !identity(command, words) ? 0.9 : 0;
  }

  /** {@code scp -i key file host:} names the key to log in with. */
  private static boolean identity(Command command, List<String> words) {
    long secrets = words.stream().filter(Places::isPrivate).count();
    return command.has("-i") && secrets == 1;
  }

  /** Names that are asked for carry what a command printed. */
  private static double asked(Command command) {
    return command.operands().stream()
            .anyMatch(word ->
                Places.containsAny(word, TELLING)
                    || Places.isPrivate(word)
                    || word.contains("$(cat ")
                    || word.contains("base64"))
        ? 0.85
        : 0;
  }
}
