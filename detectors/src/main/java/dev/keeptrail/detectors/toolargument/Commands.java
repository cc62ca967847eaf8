package dev.keeptrail.detectors.toolargument;

import java.util.Set;

/** Commands that attacks run, told apart from the English words some of them are. */
final class Commands {
  /** Words that no other text is likely to hold. */
  private static final Set<String> PLAIN =
      Set.of(
          "whoami",
          "uname",
          "ifconfig",
          "ipconfig",
          "netstat",
          "wget",
          "curl",
          "nslookup",
          "nc",
          "ncat",
          "netcat",
          "socat",
          "bash",
          "sh",
          "zsh",
          "ksh",
          "dash",
          "csh",
          "tcsh",
          "ls",
          "ps",
          "pwd",
          "chmod",
          "chown",
          "rm",
          "cp",
          "mv",
          "mkdir",
          "rmdir",
          "touch",
          "grep",
          "egrep",
          "fgrep",
          "zgrep",
          "awk",
          "gawk",
          "sed",
          "xargs",
          "perl",
          "python",
          "python2",
          "python3",
          "ruby",
          "php",
          "lua",
          "telnet",
          "ssh",
          "scp",
          "sftp",
          "ftp",
          "tftp",
          "rsync",
          "crontab",
          "systeminfo",
          "tasklist",
          "taskkill",
          "powershell",
          "pwsh",
          "cmd",
          "certutil",
          "bitsadmin",
          "regsvr32",
          "rundll32",
          "mshta",
          "wmic",
          "netsh",
          "reg",
          "schtasks",
          "arp",
          "traceroute",
          "tracert",
          "dig",
          "tcpdump",
          "nmap",
          "iptables",
          "systemctl",
          "mkfifo",
          "base64",
          "base32",
          "xxd",
          "openssl",
          "lsof",
          "printenv",
          "useradd",
          "adduser",
          "userdel",
          "passwd",
          "visudo",
          "chroot",
          "nohup",
          "busybox",
          "tar",
          "gzip",
          "gunzip",
          "unzip",
          "dd",
          "mkfs",
          "shutdown",
          "reboot",
          "lsb_release",
          "getent",
          "vim",
          "vi",
          "nano",
          "tee",
          "phpinfo",
          "sysinfo",
          "ipcs",
          "dmesg",
          "lscpu",
          "lsusb",
          "hostname",
          "wc",
          "du",
          "df",
          "cscript",
          "wscript",
          "msiexec",
          "irb",
          "gdb",
          "gcc",
          "docker",
          "kubectl",
          "git",
          "npm",
          "pip",
          "apt-get",
          "yum",
          "doas",
          "setfacl",
          "strace",
          "tclsh",
          "ncat.exe",
          "cmd.exe",
          "powershell.exe",
          "printf",
          "fetch",
          "lwp-download",
          "lynx",
          "nsenter",
          "sudo",
          "su",
          "osascript",
          "launchctl",
          "calc",
          "calc.exe",
          "notepad",
          "notepad.exe",
          "rev",
          "tac",
          "od",
          "killall",
          "pkill",
          "start-process",
          "invoke-expression",
          "aws",
          "gcloud",
          "iwr",
          "iex",
          "ping6");

  /** Words of English or names as well: they need an option, a path or a quote after them. */
  private static final Set<String> WORDS =
      Set.of(
          "id", "cat", "who", "w", "ping", "sleep", "echo", "dir", "type", "net", "find", "more",
          "less", "head", "tail", "sort", "cut", "env", "export", "set", "kill", "date", "time",
          "test", "node", "host", "ip", "route", "mail", "mount", "at", "eval", "exec", "source",
          "system", "which", "last", "history", "top", "free", "del", "copy", "move", "start",
          "timeout", "look", "split", "join", "make", "strings", "file", "stat", "read", "trap",
          "nice", "watch", "script", "whatis", "finger", "cd", "query", "attrib", "uptime");

  /** How far ahead the second part of a loop is looked for. */
  private static final int LOOP = 120;

  private static final Set<String> ALONE = Set.of("id", "ls", "dir", "w", "who", "env", "uptime");

  private Commands() {}

  static boolean isCommand(String word) {
    return PLAIN.contains(word) || WORDS.contains(word);
  }

  /** Whether the command is a word of English as well. */
  static boolean isEnglish(String word) {
    return WORDS.contains(word);
  }

  /** Whether a line that begins with the word is a command line. */
  static boolean startsCommandLine(String word, String line, int rest) {
    boolean plain = PLAIN.contains(word);
    boolean number = rest < line.length() && Character.isDigit(line.charAt(rest));
    return (plain || (WORDS.contains(word) && !number)) && isArgument(line, rest);
  }

  /** {@code net user}: words of English that together are none. */
  private static boolean isPhrase(Argument argument, int end, String word) {
    String next = argument.wordAt(argument.skipBlanks(end));
    return word.equals("net")
        && Set.of("user", "localgroup", "group", "view", "use", "share", "stop", "start")
            .contains(next);
  }

  /** A loop or a choice, as shells and batch files write them and sentences do not. */
  private static boolean isControl(Argument argument, int end, String word) {
    int next = argument.skipBlanks(end);
    String rest = argument.slice(next, next + LOOP);
    return next > end
        && switch (word) {
          case "for" -> rest.startsWith("/") || rest.startsWith("%") || isLoop(rest, " do");
          case "while" -> isLoop(rest, " do") && !rest.startsWith("do");
          case "if" ->
              rest.startsWith("/i ")
                  || rest.startsWith("exist ")
                  || rest.startsWith("not exist ")
                  || rest.startsWith("not defined ")
                  || rest.startsWith("errorlevel ")
                  || isLoop(rest, " then");
          default -> false;
        };
  }

  /** Whether the line's second part begins with the word, behind a semicolon. */
  private static boolean isLoop(String rest, String word) {
    int end = rest.indexOf(';');
    return end > 0
        && (rest.startsWith(word, end + 1) || rest.startsWith(word.substring(1), end + 1));
  }

  /** Whether the word, in its place, is a command: what follows decides for English words. */
  static boolean isCommandAt(Argument argument, int end, String word) {
    boolean alone = endsCommand(argument, end);
    if (PLAIN.contains(word) && argument.isProse() && !alone) {
      return argument.at(end) == ' ' && isArgument(argument.slice(end, end + 40), 1);
    }
    if (PLAIN.contains(word)) {
      return alone
          || argument.at(end) <= ' '
          || "<>$-./".indexOf(argument.at(end)) >= 0
          || word.equals("phpinfo");
    }
    if (!WORDS.contains(word)) {
      return isControl(argument, end, word);
    }
    if (isPhrase(argument, end, word)) {
      return true;
    }
    if (alone) {
      return ALONE.contains(word) && !argument.isProse();
    }
    return argument.at(end) == ' '
        ? isArgument(argument.slice(end, end + 40), 1)
            && !(argument.isProse() && isNumber(argument, end + 1))
        : "<>$%\t".indexOf(argument.at(end)) >= 0;
  }

  /** A number without anything more: what sentences have behind such words, too. */
  private static boolean isNumber(Argument argument, int from) {
    int at = from;
    while (argument.at(at) >= '0' && argument.at(at) <= '9') {
      at++;
    }
    return at > from && (argument.at(at) <= ' ' || ".,:;)".indexOf(argument.at(at)) >= 0);
  }

  private static boolean endsCommand(Argument argument, int end) {
    int next = argument.skipBlanks(end);
    char c = argument.at(next);
    return c == '\0'
        || ";|&`)#\\\n".indexOf(c) >= 0
        || (argument.at(end) == '\n')
        || ((c == '"' || c == '\'') && next + 1 >= argument.length());
  }

  /** Whether this is no word of prose: an option, a path, a number, a variable, a quotation. */
  static boolean isArgument(CharSequence text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (at >= text.length()) {
      return false;
    }
    char c = text.charAt(at);
    if ("-/~.$\"'*%<>\\`".indexOf(c) >= 0) {
      return true;
    }
    int end = at;
    boolean sign = c >= '0' && c <= '9';
    while (end < text.length() && text.charAt(end) > ' ') {
      boolean goesOn = end + 1 < text.length() && text.charAt(end + 1) > ' ';
      sign |= goesOn && "/\\.:=*@".indexOf(text.charAt(end)) >= 0;
      end++;
    }
    return sign;
  }
}
