package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import java.util.List;

/**
 * Paths that leave the folder they are to stay in: steps upward in every spelling, files that only
 * an attack asks for, shares of other machines, file wrappers, and NUL bytes that cut a name short.
 */
final class PathCheck implements Check {
  private static final String CATEGORY = ToolArgumentDetectors.PATH;
  private static final int MAX_RUN = 400;
  private static final int MAX_INSIDE = 200;

  /** Files that hold secrets or tell of the machine; the longest part that names them. */
  private static final List<String> TARGETS =
      List.of(
          "etc/passwd",
          "etc/shadow",
          "etc/group",
          "etc/hosts",
          "etc/sudoers",
          "etc/issue",
          "etc/master.passwd",
          "etc/security",
          "etc/ssh",
          "etc/mysql",
          "etc/httpd",
          "etc/apache",
          "etc/nginx",
          "etc/php",
          "proc/self",
          "kubernetes.io/serviceaccount",
          "proc/version",
          "proc/cpuinfo",
          "boot.ini",
          "win.ini",
          "system.ini",
          "windows/system32",
          "windows/repair",
          "winnt/",
          ".ssh/",
          ".aws/",
          "id_rsa",
          ".htpasswd",
          ".htaccess",
          "web.config",
          "web-inf/",
          "wp-config",
          ".git/",
          ".svn/",
          ".env",
          ".bash_history",
          ".docker/",
          ".kube/",
          "sam",
          "ntuser.dat",
          "/global.asa",
          "php.ini",
          "my.cnf",
          "access_log",
          "access.log",
          "error_log",
          "error.log",
          "httpd.conf");

  /** What only describes a service: administrators read it every day, by its whole path. */
  private static final List<String> SERVICES =
      List.of(
          "etc/httpd",
          "etc/apache",
          "etc/nginx",
          "etc/php",
          "etc/mysql",
          "access_log",
          "access.log",
          "error_log",
          "error.log",
          "httpd.conf",
          "php.ini",
          "my.cnf",
          "etc/issue",
          "etc/hosts",
          "etc/group");

  /** Words in the name of a file that nobody steps out of a folder for but to learn a secret. */
  private static final List<String> TELLING =
      List.of(
          "secret",
          "passw",
          "cred",
          "config",
          "settings",
          "database",
          "private",
          "token",
          "admin",
          "backup",
          "key",
          ".env",
          "shadow",
          "users",
          "wallet",
          "dump",
          ".sql",
          ".pem",
          "certs");

  private static final List<String> SOURCES =
      List.of(
          ".md", ".ts", ".tsx", ".js", ".jsx", ".mjs", ".css", ".json", ".py", ".java", ".go",
          ".rs", ".h", ".c", ".cpp", ".rb", ".html", ".txt", ".png", ".svg", ".jpg", ".csv",
          ".toml", ".xml", ".gradle", ".lock");

  /** Places whose whole content belongs to the system. */
  private static final List<String> ROOTS =
      List.of(
          "/etc/",
          "/proc/",
          "/root/",
          "/boot/",
          "/sys/",
          "/var/log/",
          "/var/run/",
          "/dev/",
          "/private/etc/",
          "/usr/local/etc/",
          "/usr/local/apache",
          "/opt/lampp/",
          "/usr/local/php",
          "/usr/local/pgsql",
          "/var/www/logs",
          "/var/spool/",
          "/var/lib/mysql",
          "/var/adm",
          "/apache/",
          "/run/secrets/",
          "/var/run/secrets/");

  /** What a home holds of secrets. */
  private static final List<String> HOMES =
      List.of(
          "/.ssh/id_",
          "/.aws/credentials",
          "/.kube/config",
          "/.docker/config",
          "/.gnupg/",
          "/.netrc",
          "/.pgpass",
          "/.git-credentials",
          "/.bash_history",
          "/.zsh_history",
          "/.config/gcloud/",
          "/.azure/",
          "/.password-store/");

  private static final List<String> VARIABLES =
      List.of(
          "$home/",
          "${home}/",
          "%userprofile%/",
          "%homepath%/",
          "%systemroot%/",
          "%windir%/",
          "$env:");

  /** Where systems keep keys, wherever the path begins. */
  private static final List<String> KEPT =
      List.of(
          "/library/keychains/",
          "/etc/kubernetes/admin.conf",
          "/var/lib/kubelet/",
          "/dev/mem",
          "/dev/kmem",
          "/etc/cron.d/",
          "/etc/crontab",
          "/var/spool/cron/",
          "/etc/ld.so.preload",
          "/etc/krb5.keytab",
          "/appdata/local/google/chrome/user data/");

  private static final List<String> WINDOWS =
      List.of(
          "windows",
          "winnt",
          "boot.ini",
          "inetpub",
          "documents and settings",
          "xampp",
          "program files",
          "users/administrator",
          "apache",
          "php",
          "mysql",
          "logs/",
          "wamp");

  private static final List<String> WRAPPERS =
      List.of(
          "php://",
          "expect://",
          "phar://",
          "zip://",
          "zlib://",
          "glob://",
          "data://",
          "ogg://",
          "ssh2.");

  @Override
  public void sign(Argument argument, int at, char sign) {
    if (argument.kind() == ParameterKind.CODE
        || argument.kind() == ParameterKind.SQL
        || argument.kind() == ParameterKind.MARKUP) {
      return;
    }
    switch (sign) {
      case '.' -> {
        if (isUp(argument, at) && !followsUp(argument, at)) {
          climb(argument, at);
        }
      }
      case '/' -> {
        if (at == 0 || (argument.at(at - 1) <= ' ' && !argument.isProse())) {
          absolute(argument, at);
        }
      }
      case '~' -> {
        boolean root = argument.startsWith("~root/", 0);
        boolean home = at == 0 && argument.isEmbedded() && (argument.at(1) == '/' || root);
        String path = home ? argument.slice(0, 120) : "";
        if (home && (root || HOMES.stream().anyMatch(path::contains))) {
          argument.report(0, path.length(), CATEGORY, 0.8);
        }
      }
      case '\\' -> share(argument, at);
      case ':' -> {
        if (argument.startsWith("::$data", at)) {
          // The stream of a file's content: a name that filters by ending do not know.
          argument.report(at, at + 7, CATEGORY, 0.85);
        }
        if (at == 1 && argument.isEmbedded()) {
          drive(argument, at);
        }
      }
      // A NUL that was escaped: what follows it is cut off by whoever opens the file.
      case '\0' -> argument.report(at, at + 1, CATEGORY, argument.isEmbedded() ? 0.8 : 0);
      default -> {
        // No sign of a path.
      }
    }
  }

  /** Secrets that are named from where one stands, or from a home that a variable names. */
  @Override
  public void value(Argument argument) {
    if (argument.kind() != ParameterKind.PATH && argument.kind() != ParameterKind.UNKNOWN) {
      return;
    }
    String path = argument.slice(0, 200).replace('\\', '/');
    boolean variable = VARIABLES.stream().anyMatch(path::startsWith);
    boolean own = path.startsWith(".") || variable;
    boolean home = own && HOMES.stream().anyMatch(("/" + path)::contains);
    boolean system = variable && (path.contains("win.ini") || path.contains("/system32/config"));
    boolean keys = KEPT.stream().anyMatch(path::contains) && path.indexOf(' ') < 0;
    argument.report(0, path.length(), CATEGORY, home || system || keys ? 0.8 : 0);
  }

  @Override
  public void word(Argument argument, int start, int end, String word) {
    if (argument.at(end) != ':' && argument.at(end) != '.') {
      return;
    }
    for (String wrapper : WRAPPERS) {
      if (argument.startsWith(wrapper, start)) {
        boolean code =
            argument.kind() == ParameterKind.CODE || argument.kind() == ParameterKind.SHELL;
        argument.report(start, start + wrapper.length(), CATEGORY, code ? 0 : 0.85);
      }
    }
  }

  /** Two dots and a separator, or dots that lose a pair to a careless filter. */
  private static boolean isUp(Argument argument, int at) {
    return argument.at(at + 1) == '.'
        && (isSeparator(argument.at(at + 2))
            || argument.startsWith("..;/", at)
            || argument.startsWith("....//", at)
            || argument.startsWith("..../", at)
            || argument.startsWith(".../.", at)
            || argument.startsWith("....\\", at)
            || argument.at(at + 2) == '%'
            || (argument.at(at + 2) == '\0' && at > 0 && isSeparator(argument.at(at - 1))));
  }

  private static boolean isSeparator(char c) {
    return c == '/' || c == '\\' || c == '\u2215' || c == '\u2216';
  }

  /** Whether the climb has begun before, so that this is one of its steps. */
  private static boolean followsUp(Argument argument, int at) {
    int before = at - 1;
    while (at - before < 8
        && (isSeparator(argument.at(before))
            || (argument.at(before) == '.' && at - before > 1)
            || argument.at(before) == ';'
            || argument.at(before) == '%')) {
      if (argument.at(before) == '.' && argument.at(before - 1) == '.') {
        return true;
      }
      before--;
    }
    return argument.at(at - 1) == '.';
  }

  private static void climb(Argument argument, int start) {
    int steps = 0;
    int at = start;
    boolean odd = argument.startsWith("..;", start) || argument.startsWith("...", start);
    while (at - start < MAX_RUN) {
      if (argument.at(at) == '.' && argument.at(at + 1) == '.') {
        steps++;
        at += 2;
        odd |= argument.at(at) == '\\' || argument.at(at) == '%';
      } else if (isSeparator(argument.at(at))
          || argument.at(at) == ';'
          || argument.at(at) == '.'
          || argument.at(at) == '%') {
        at++;
      } else if (argument.at(at) > ' ' && "\"'<>|&;,)".indexOf(argument.at(at)) < 0) {
        at++;
      } else {
        break;
      }
    }
    boolean target = isTarget(argument.slice(start, at));
    boolean name = argument.kind() == ParameterKind.IDENTIFIER;
    boolean inside =
        !name && !target && startsInside(argument, start, steps) && !argument.wasEscaped();
    double score = climbScore(argument, steps, odd, target);
    boolean source = !odd && !argument.wasEscaped() && isSource(argument.slice(start, at));
    boolean project = steps <= 2 && source && argument.kind() == ParameterKind.PATH;
    argument.report(start, at, CATEGORY, inside ? 0 : project ? Math.min(score, 0.55) : score);
  }

  /** {@code a/b/../c} stays below where it begins. */
  private static boolean startsInside(Argument argument, int start, int steps) {
    int depth = 0;
    int at = start - 1;
    while (start - at < MAX_RUN && argument.at(at) > ' ') {
      char before = argument.at(at - 1);
      boolean named = Character.isLetterOrDigit(before) || before == '-' || before == '_';
      depth += isSeparator(argument.at(at)) && named ? 1 : 0;
      at--;
    }
    // Whoever pads a path far beyond what systems take wants it cut short.
    return depth >= steps
        && start - at < MAX_INSIDE
        && at + 1 < start
        && argument.at(at + 1) != '.';
  }

  /** A file of a project beside this one, as its imports and links name it. */
  private static boolean isSource(String path) {
    return SOURCES.stream().anyMatch(path::endsWith)
        && TELLING.stream().noneMatch(path.replace("tsconfig", "")::contains);
  }

  private static double climbScore(Argument argument, int steps, boolean odd, boolean target) {
    boolean hidden = argument.wasEscaped();
    if (target && (steps > 1 || hidden || odd)) {
      return 0.95;
    }
    return switch (argument.kind()) {
      case SHELL -> target ? 0.6 : 0;
      case FREE_TEXT -> hidden || steps > 2 ? 0.8 : target ? 0.7 : 0;
      // WHY: folders are stepped out of every day, names and numbers never.
      case IDENTIFIER -> hidden || odd || steps > 2 ? 0.9 : steps == 2 || target ? 0.85 : 0.75;
      case PATH, URL, UNKNOWN ->
          hidden || odd ? 0.9 : steps > 2 ? 0.9 : steps == 2 ? 0.75 : target ? 0.8 : 0.55;
      case SQL, CODE, MARKUP -> 0;
    };
  }

  private static boolean isTarget(String path) {
    String plain = path.replace('\\', '/');
    boolean example =
        plain.contains(".example") || plain.contains(".sample") || plain.contains(".dist");
    return !example && TARGETS.stream().anyMatch(plain::contains);
  }

  private static void absolute(Argument argument, int at) {
    if (!argument.isEmbedded()) {
      return;
    }
    boolean share = argument.startsWith("//", at) && argument.kind() == ParameterKind.PATH;
    if (share && at == 0 && Character.isLetterOrDigit(argument.at(2))) {
      boolean host = argument.slice(2, 80).split("/", 2)[0].indexOf('.') > 0;
      argument.report(0, argument.wordEnd(2), CATEGORY, host ? 0.7 : 0);
    }
    String path = argument.slice(at, at + 120);
    boolean root = ROOTS.stream().anyMatch(path::startsWith);
    boolean secret = ShellCheck.namesSecret(path);
    if (at > 0 && argument.kind() == ParameterKind.UNKNOWN && !secret) {
      return;
    }
    if (root || (at == 0 && isTarget(path))) {
      boolean service = SERVICES.stream().anyMatch(path::contains);
      boolean process = path.startsWith("/proc/") && path.matches("/proc/(\\d+|self)/.*");
      boolean plain = path.startsWith("/var/log") || (service && !path.contains("etc/passwd"));
      double score = (isTarget(path) && !plain) || process ? 0.8 : root ? 0.65 : 0.6;
      argument.report(at, Math.min(argument.length(), at + path.length()), CATEGORY, score);
    }
  }

  private static void drive(Argument argument, int colon) {
    String path = argument.slice(colon + 1, colon + 120).replace('\\', '/');
    boolean system = path.startsWith("/") && WINDOWS.stream().anyMatch(path::contains);
    boolean secret =
        path.contains("/config/sam")
            || path.contains("ntuser.dat")
            || path.contains("win.ini")
            || path.contains("/drivers/etc")
            || path.contains("/repair/")
            || path.contains("boot.ini")
            || path.contains("ntds.dit");
    argument.report(
        0,
        Math.min(argument.length(), colon + 1 + path.length()),
        CATEGORY,
        system || secret ? (secret ? 0.8 : 0.65) : 0);
  }

  /** A share of another machine, or a device. */
  private static void share(Argument argument, int at) {
    boolean paths =
        argument.kind() == ParameterKind.PATH
            || argument.kind() == ParameterKind.UNKNOWN
            || argument.kind() == ParameterKind.URL;
    if (paths
        && at == 0
        && argument.at(1) == '\\'
        && argument.at(2) > ' '
        && argument.at(2) != '\\') {
      boolean named = argument.slice(2, 200).indexOf('\\') > 0;
      argument.report(0, argument.wordEnd(2), CATEGORY, named ? 0.7 : 0);
    }
  }
}
