package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import java.util.List;
import java.util.Set;

/**
 * Commands that run where none belongs, and, where command lines do belong, those that attacks are
 * made of: what is downloaded and run, shells that call home, secrets that are sent away, disks
 * that are wiped.
 */
final class ShellCheck implements Check {
  private static final String CATEGORY = ToolArgumentDetectors.SHELL;
  private static final int REACH = 240;

  /** Lines of a longer text begin with any word. */
  private static final int LONG_TEXT = 200;

  private static final Set<String> INTERPRETERS =
      Set.of(
          "sh",
          "bash",
          "zsh",
          "dash",
          "ksh",
          "python",
          "python3",
          "perl",
          "ruby",
          "node",
          "php",
          "iex",
          "powershell",
          "pwsh",
          "cmd");

  private static final List<String> SECRETS =
      List.of(
          "/etc/shadow",
          "/etc/passwd",
          ".ssh/id_",
          ".aws/credentials",
          ".env",
          ".netrc",
          ".kube/config",
          ".git-credentials",
          ".npmrc",
          ".docker/config",
          "id_rsa",
          ".bash_history",
          "wallet.dat",
          "/proc/self/environ",
          ".pgpass");

  private static final List<String> WRITTEN =
      List.of("/etc/", "/var/", "/tmp/", "/dev/", "/root/", "/home/", "/usr/", "/proc/", "~/.");

  /** Whether a file that holds secrets is named. */
  static boolean namesSecret(String text) {
    return SECRETS.stream().anyMatch(text::contains);
  }

  @Override
  public void word(Argument argument, int start, int end, String word) {
    if (argument.kind() == ParameterKind.SQL || argument.kind() == ParameterKind.MARKUP) {
      return;
    }
    double score =
        switch (word) {
          case "curl", "wget", "iwr", "lwp", "fetch" -> download(argument, end);
          case "base64", "base32", "xxd" -> pipedInto(argument, end, REACH) ? 0.85 : 0;
          case "nc", "ncat", "netcat" -> callsHome(argument, end);
          case "bash", "sh", "zsh" -> shell(argument, end);
          case "socat" -> argument.within(end, REACH, "exec:") ? 0.95 : 0;
          case "rm" -> wipe(argument, end);
          case "mkfs", "wipefs" -> argument.within(end, 60, "/dev/") ? 0.9 : 0;
          case "dd" -> argument.within(end, 80, "of=/dev/") ? 0.9 : 0;
          case "powershell", "pwsh" -> powershell(argument, end);
          case "iex", "downloadstring", "frombase64string" ->
              argument.at(argument.skipBlanks(end)) == '(' ? 0.8 : 0;
          case "comspec" -> argument.isEmbedded() && argument.at(start - 1) == '%' ? 0.8 : 0;
          case "fsockopen" -> argument.within(end, REACH, "/bin/sh") ? 0.95 : 0;
          case "socket" -> callback(argument, start, end);
          case "certutil" -> argument.within(end, 80, "urlcache") ? 0.9 : 0;
          case "authorized_keys" -> appends(argument, start) ? 0.9 : 0;
          case "net" -> argument.within(end, 60, "/add") ? 0.85 : 0;
          case "chmod" ->
              argument.isEmbedded()
                      && (argument.within(end, 20, " 777 /") || argument.within(end, 10, "+s"))
                  ? 0.75
                  : 0;
          case "cat", "tar", "scp", "zip" -> secretSent(argument, end);
          case "nslookup", "dig", "host", "ping" ->
              argument.isEmbedded() && substituted(argument, end) ? 0.85 : 0;
          case "ifs" -> blank(argument, start) ? 0.8 : 0;
          case "dev" ->
              argument.startsWith("/tcp/", end) || argument.startsWith("/udp/", end) ? 0.95 : 0;
          case "phpinfo", "passthru", "shell_exec", "proc_open", "popen" ->
              argument.isEmbedded() && argument.at(argument.skipBlanks(end)) == '(' ? 0.75 : 0;
          case "system", "exec", "eval", "assert" ->
              argument.isEmbedded() && !argument.isProse() && isCall(argument, end) ? 0.75 : 0;
          default -> 0;
        };
    argument.report(start, end, CATEGORY, score);
    if (score == 0 && start == 0 && argument.isEmbedded() && !argument.isProse()) {
      whole(argument, end, word);
    }
  }

  /** {@code cat${IFS}file}; scripts keep the variable, and set it again. */
  private static boolean blank(Argument argument, int start) {
    boolean braced = argument.startsWith("${", start - 2);
    char before = argument.at(braced ? start - 3 : start - 2);
    boolean joined = isName(before);
    return (braced || argument.at(start - 1) == '$') && (argument.isEmbedded() || joined);
  }

  /** A value that is a command and nothing else. */
  private static void whole(Argument argument, int end, String word) {
    boolean secret =
        argument.at(end) == ' '
            && Commands.isCommand(word)
            && namesSecret(argument.slice(end, end + 120));
    argument.report(0, end, CATEGORY, secret ? 0.75 : 0);
  }

  @Override
  public void sign(Argument argument, int at, char sign) {
    if (argument.kind() == ParameterKind.CODE
        || argument.kind() == ParameterKind.SQL
        || argument.kind() == ParameterKind.MARKUP) {
      return;
    }
    switch (sign) {
      case ';', '|', '&', '\n', '\'', '"' -> chained(argument, at, sign);
      case '`' -> {
        char before = argument.at(at - 1);
        boolean attached = Character.isLetterOrDigit(before) && argument.within(at + 1, REACH, "`");
        if (argument.isEmbedded()
            && (attached || !argument.isProse())
            && argument.length() < LONG_TEXT / 2
            && commandAt(argument, at + 1) > 0) {
          argument.report(at, argument.wordEnd(at + 1), CATEGORY, 0.75);
        }
      }
      case '$' -> substitution(argument, at);
      case '(' -> {
        if (argument.startsWith("() {", at) || argument.startsWith("(){", at)) {
          boolean bomb = argument.at(at - 1) == ':' && argument.within(at, 20, "|");
          boolean shock = argument.within(at, 12, ":;") || argument.within(at, 16, "_;");
          boolean named = isBomb(argument, at);
          argument.report(Math.max(0, at - 1), at + 3, CATEGORY, bomb || shock || named ? 0.95 : 0);
        }
      }
      case '<', '>' -> {
        if (argument.takesName() && isPlace(argument, at)) {
          argument.report(at, argument.skipBlanks(at + 1) + 5, CATEGORY, 0.8);
        }
        if (argument.startsWith("<(curl", at) || argument.startsWith("<(wget", at)) {
          argument.report(at, at + 6, CATEGORY, 0.9);
        } else if (argument.startsWith("> /dev/sd", at) || argument.startsWith(">/dev/sd", at)) {
          argument.report(at, at + 8, CATEGORY, 0.9);
        }
      }
      default -> {
        // No sign of a shell.
      }
    }
  }

  /** A command after what ends the one before. */
  private static void chained(Argument argument, int at, char sign) {
    if (!argument.isEmbedded()) {
      return;
    }
    boolean doubled = (sign == '|' || sign == '&') && argument.at(at + 1) == sign;
    int from = argument.skipBlanks(doubled ? at + 2 : at + 1);
    boolean quote = sign == '\'' || sign == '"';
    if (quote && ";|&`\n".indexOf(argument.at(from)) >= 0) {
      return;
    }
    if (sign == '\n' && argument.length() > LONG_TEXT) {
      return;
    }
    int end = commandAt(argument, from);
    boolean probe =
        argument.takesName()
            ? sign != '&' || doubled || argument.kind() != ParameterKind.URL
            : argument.kind() == ParameterKind.UNKNOWN
                && argument.length() < LONG_TEXT
                && (sign != '&' || doubled);
    if (end < 0 && !quote && sign != '\n' && probe) {
      end = DisguisedWord.end(argument, from);
      argument.report(at, end, CATEGORY, end > 0 ? 0.8 : 0);
      return;
    }
    if (end < 0 || (quote && (at > 0 || argument.at(end) > ' '))) {
      return;
    }
    if (argument.isProse() && (sign == '\n' || (sign == '&' && !doubled))) {
      return;
    }
    // "&id=1" is the next field of a form.
    boolean field = sign == '&' && argument.at(end) == '=';
    if (field || WordList.holds(argument, sign, at, end)) {
      return;
    }
    double line = argument.kind() == ParameterKind.IDENTIFIER || argument.wasEscaped() ? 0.8 : 0.65;
    // A sentence may end in the name of a program.
    boolean last = argument.isSentence() && argument.skipBlanks(end) >= argument.length();
    argument.report(at, end, CATEGORY, sign == '\n' ? line : last ? 0.65 : 0.8);
  }

  /** {@code b() { b | b & }}: a function that starts itself twice. */
  private static boolean isBomb(Argument argument, int open) {
    int start = open;
    while (start > 0 && open - start < 40 && isName(argument.at(start - 1))) {
      start--;
    }
    String name = argument.slice(start, open);
    String body = argument.slice(open, open + 80).replace(" ", "");
    return !name.isEmpty() && body.contains(name + "|" + name);
  }

  /** Output or input of a file of the system, behind a name. */
  private static boolean isPlace(Argument argument, int at) {
    int path = argument.skipBlanks(argument.at(at + 1) == argument.at(at) ? at + 2 : at + 1);
    return at > 0 && WRITTEN.stream().anyMatch(place -> argument.startsWith(place, path));
  }

  /** Where the command ends that begins here, with or without its folder; -1 for none. */
  private static int commandAt(Argument argument, int start) {
    int at = start;
    int name = start;
    while (at - start < 60
        && (isName(argument.at(at)) || argument.at(at) == '/' || argument.at(at) == '.')) {
      at++;
      name = argument.at(at - 1) == '/' ? at : name;
    }
    String word = argument.slice(name, at);
    boolean placed = name > start + 1 && argument.slice(start, name).contains("bin/");
    boolean command = Commands.isCommandAt(argument, at, word) || (placed && !word.isEmpty());
    return command ? at : -1;
  }

  private static boolean isName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  }

  private static void substitution(Argument argument, int at) {
    if (argument.at(at + 1) == '(' && argument.isEmbedded()) {
      int from = argument.skipBlanks(at + 2);
      int end = commandAt(argument, from);
      argument.report(at, end, CATEGORY, end > 0 ? 0.8 : 0);
    } else if (argument.startsWith("$(curl", at) || argument.startsWith("$(wget", at)) {
      boolean run =
          argument.slice(at - 12, at).contains("eval")
              || argument.slice(at - 8, at).contains("-c ");
      argument.report(at, at + 6, CATEGORY, run ? 0.9 : 0);
    }
  }

  private static double download(Argument argument, int end) {
    if (pipedInto(argument, end, REACH)) {
      return 0.92;
    }
    String line = line(argument, end);
    if (namesSecret(line)
        && (line.contains(" -d")
            || line.contains("--data")
            || line.contains(" -f ")
            || line.contains(" -t ")
            || line.contains("upload")
            || line.contains("post-file")
            || line.contains("@"))) {
      return 0.92;
    }
    if (argument.isEmbedded() && substituted(argument, end)) {
      return 0.85;
    }
    boolean runs = (line.contains("chmod +x") || line.contains("chmod 7")) && line.contains("./");
    return runs || line.contains("&& sh ") || line.contains("&& bash ") ? 0.85 : 0;
  }

  private static String line(Argument argument, int from) {
    return argument.slice(from, from + REACH);
  }

  /** Whether the output goes into an interpreter. */
  private static boolean pipedInto(Argument argument, int from, int reach) {
    for (int at = from; at < from + reach && at < argument.length(); at++) {
      char c = argument.at(at);
      if (c == '\n' || c == ';') {
        return false;
      }
      if (c == '|') {
        int word = argument.skipBlanks(at + 1);
        String next = argument.wordAt(word);
        if (next.equals("sudo")) {
          next = argument.wordAt(argument.skipBlanks(word + 4));
        }
        if (INTERPRETERS.contains(next) && !hasScript(argument, word, next)) {
          return true;
        }
      }
    }
    return false;
  }

  /** {@code python3 -m json.tool} reads data. */
  private static boolean hasScript(Argument argument, int word, String interpreter) {
    int option = argument.skipBlanks(word + interpreter.length());
    return argument.startsWith("-m ", option)
        || argument.startsWith("-c ", option)
        || argument.startsWith("-e ", option)
        || argument.startsWith("-ne ", option)
        || argument.startsWith("-r ", option);
  }

  private static boolean substituted(Argument argument, int from) {
    String line = line(argument, from);
    int end = line.indexOf('\n');
    String own = end < 0 ? line : line.substring(0, end);
    boolean inside = own.contains("$(") || own.contains("`");
    return inside
        && (own.contains("cat ")
            || own.contains("whoami")
            || own.contains("id)")
            || own.contains("env")
            || own.contains("base64")
            || own.contains("hostname")
            || own.contains("uname"));
  }

  private static double callsHome(Argument argument, int end) {
    String line = line(argument, end);
    boolean runs =
        line.contains(" -e ")
            || line.contains("--sh-exec")
            || line.contains(" -c ")
            || line.contains("-e/")
            || line.contains("--exec")
            || (line.contains(" -lvp") && line.contains("-e"));
    boolean shell =
        line.contains("/bin/")
            || line.contains("cmd")
            || line.contains(" sh")
            || line.contains("bash");
    return runs && shell ? 0.95 : line.contains("| sh") || line.contains("|sh") ? 0.85 : 0;
  }

  private static double shell(Argument argument, int end) {
    String line = line(argument, end);
    boolean interactive = line.startsWith(" -i");
    if (interactive
        && (line.contains("/dev/tcp") || line.contains(">&") || line.contains("| nc"))) {
      return 0.95;
    }
    return line.startsWith(" <(curl")
            || line.startsWith(" <(wget")
            || line.startsWith(" -c \"$(curl")
            || line.startsWith(" -c \"$(wget")
        ? 0.9
        : 0;
  }

  /** The root, the home, or everything. */
  private static double wipe(Argument argument, int end) {
    String line = argument.slice(end, end + 80);
    int newline = line.indexOf('\n');
    String own = newline < 0 ? line : line.substring(0, newline);
    boolean recursive =
        own.startsWith(" -rf")
            || own.startsWith(" -fr")
            || own.startsWith(" -r")
            || own.startsWith(" --recursive");
    if (!recursive) {
      return 0;
    }
    if (own.contains("--no-preserve-root")) {
      return 0.95;
    }
    for (String word : own.strip().split(" ", 8)) {
      if (Set.of(
              "/", "/*", "~", "~/", "~/*", "$home", "*", "/home", "/etc", "/var", "/usr", "/bin",
              "/boot", "/root", "/;", "~;")
          .contains(word)) {
        return word.equals("*") ? 0.6 : 0.92;
      }
    }
    return 0;
  }

  private static double powershell(Argument argument, int end) {
    String line = line(argument, end);
    boolean encoded =
        line.contains(" -enc") || line.contains(" -e ") || line.contains("-encodedcommand");
    boolean loads =
        line.contains("downloadstring")
            || line.contains("iex")
            || line.contains("invoke-expression")
            || line.contains("downloadfile");
    return encoded ? 0.85 : loads ? 0.9 : 0;
  }

  /** A socket and a shell in one script. */
  private static double callback(Argument argument, int start, int end) {
    String around = argument.slice(start - 120, end + 300);
    boolean shell =
        around.contains("/bin/sh") || around.contains("/bin/bash") || around.contains("pty.spawn");
    return shell
            && (around.contains("dup2") || around.contains("connect") || around.contains("open("))
        ? 0.92
        : 0;
  }

  private static boolean appends(Argument argument, int start) {
    String before = argument.slice(start - 60, start);
    // From a file it is what administrators do; to write one out is to have another's key.
    boolean written = before.contains("echo ") || before.contains("printf ");
    return before.contains(">>") && (argument.isEmbedded() || written);
  }

  private static double secretSent(Argument argument, int end) {
    String line = line(argument, end);
    int newline = line.indexOf('\n');
    String own = newline < 0 ? line : line.substring(0, newline);
    boolean secret = namesSecret(own);
    boolean sent =
        own.contains("| curl")
            || own.contains("| nc")
            || own.contains("|curl")
            || own.contains("|nc")
            || own.contains("| base64")
            || own.contains("/dev/tcp")
            || own.contains("@");
    return secret && sent ? 0.92 : own.contains("/etc/shadow") ? 0.8 : 0;
  }

  /** A call with a quoted argument. */
  private static boolean isCall(Argument argument, int end) {
    int open = argument.skipBlanks(end);
    char inside = argument.at(argument.skipBlanks(open + 1));
    return argument.at(open) == '('
        && (inside == '\''
            || inside == '"'
            || inside == '$'
            || inside == '`'
            || Commands.isCommand(argument.wordAt(argument.skipBlanks(open + 1))));
  }
}
