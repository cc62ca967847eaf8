package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import java.util.List;

/**
 * Commands that run where none belongs, and, where command lines do belong, those that attacks are
 * made of: what is downloaded and run, shells that call home, secrets that are sent away, disks
 * that are wiped.
 */
final class ShellCheck implements Check {
  private static final String CATEGORY = ToolArgumentDetectors.SHELL;

  /** Lines of a longer text begin with any word. */
  private static final int LONG_TEXT = 200;

  private static final List<String> WRITTEN =
      List.of("/etc/", "/var/", "/tmp/", "/dev/", "/root/", "/home/", "/usr/", "/proc/", "~/.");

  @Override
  public void word(Argument argument, int start, int end, String word) {
    if (argument.kind() == ParameterKind.SQL || argument.kind() == ParameterKind.MARKUP) {
      return;
    }
    double score =
        switch (word) {
          case "curl", "wget", "iwr", "lwp", "fetch" -> CommandEffect.download(argument, end);
          case "base64", "base32", "xxd" -> CommandEffect.pipedInto(argument, end) ? 0.85 : 0;
          case "nc", "ncat", "netcat" -> CommandEffect.callsHome(argument, end);
          case "bash", "sh", "zsh" -> CommandEffect.shell(argument, end);
          case "socat" -> argument.within(end, CommandEffect.REACH, "exec:") ? 0.95 : 0;
          case "rm" -> CommandEffect.wipe(argument, end);
          case "mkfs", "wipefs" -> argument.within(end, 60, "/dev/") ? 0.9 : 0;
          case "dd" -> argument.within(end, 80, "of=/dev/") ? 0.9 : 0;
          case "powershell", "pwsh" -> CommandEffect.powershell(argument, end);
          case "iex", "downloadstring", "frombase64string" ->
              argument.at(argument.skipBlanks(end)) == '(' ? 0.8 : 0;
          case "comspec" -> argument.isEmbedded() && argument.at(start - 1) == '%' ? 0.8 : 0;
          case "fsockopen" -> argument.within(end, CommandEffect.REACH, "/bin/sh") ? 0.95 : 0;
          case "socket" -> CommandEffect.callback(argument, start, end);
          case "certutil" -> argument.within(end, 80, "urlcache") ? 0.9 : 0;
          case "authorized_keys" -> CommandEffect.appends(argument, start) ? 0.9 : 0;
          case "net" -> argument.within(end, 60, "/add") ? 0.85 : 0;
          case "chmod" ->
              argument.isEmbedded()
                      && (argument.within(end, 20, " 777 /") || argument.within(end, 10, "+s"))
                  ? 0.75
                  : 0;
          case "cat", "tar", "scp", "zip" -> CommandEffect.secretSent(argument, end);
          case "nslookup", "dig", "host", "ping" ->
              argument.isEmbedded() && CommandEffect.substituted(argument, end) ? 0.85 : 0;
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
            && SensitiveFiles.namesSecret(argument.slice(end, end + 120));
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
        boolean attached =
            Character.isLetterOrDigit(before) && argument.within(at + 1, CommandEffect.REACH, "`");
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
