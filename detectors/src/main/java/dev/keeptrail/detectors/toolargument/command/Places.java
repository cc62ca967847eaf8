package dev.keeptrail.detectors.toolargument.command;

import java.util.List;
import java.util.Set;

/** What files, devices and hosts in commands are, as far as their names say. */
final class Places {
  private static final Set<String> ROOTS =
      Set.of(
          "",
          "~",
          "$home",
          "${home}",
          "/home",
          "/etc",
          "/var",
          "/usr",
          "/bin",
          "/sbin",
          "/lib",
          "/lib64",
          "/boot",
          "/root",
          "/dev",
          "/sys",
          "/var/lib",
          "/usr/lib",
          "/usr/bin",
          "/usr/sbin",
          "/usr/local",
          "/users",
          "/system",
          "~root");

  /** Folders in which people keep what they made. */
  private static final Set<String> OWN =
      Set.of("documents", "pictures", "desktop", "photos", "music");

  private static final List<String> DATABASES =
      List.of("/var/lib/mysql", "/var/lib/postgresql", "/var/lib/mongodb", "/var/backups");

  private static final List<String> DISKS =
      List.of("/dev/sd", "/dev/nvme", "/dev/hd", "/dev/vd", "/dev/xvd", "/dev/mmcblk", "/dev/disk");

  /** Files that nobody reads but to log in as somebody else. */
  private static final List<String> CREDENTIALS =
      List.of(
          "/etc/shadow",
          "/etc/gshadow",
          ".ssh/id_",
          ".ssh\\id_",
          ".aws/credentials",
          "/etc/sudoers",
          "/self/environ",
          "/1/environ",
          ".git-credentials",
          "/kubernetes.io/serviceaccount/token",
          "/krb5.keytab",
          "/config/sam",
          "ntds.dit",
          "wallet.dat",
          "login data",
          "logins.json",
          "key4.db");

  private static final List<String> PRIVATE =
      List.of(
          "/etc/passwd",
          "/.ssh",
          ".env",
          ".netrc",
          ".kube/config",
          ".npmrc",
          ".pypirc",
          ".docker/config",
          "id_rsa",
          "id_ed25519",
          ".bash_history",
          ".zsh_history",
          ".pgpass",
          ".gnupg",
          ".aws",
          ".config/gcloud");

  private static final List<String> LOGS =
      List.of(
          "/var/log/auth",
          "/var/log/secure",
          "/var/log/wtmp",
          "/var/log/btmp",
          "/var/log/lastlog",
          "/var/log/audit",
          "/var/run/utmp",
          ".bash_history",
          ".zsh_history",
          ".history");

  private static final List<String> RUN_LATER =
      List.of(
          "/cron",
          "crontab",
          ".bashrc",
          ".bash_profile",
          ".bash_login",
          ".profile",
          ".zshrc",
          ".zprofile",
          "/etc/profile",
          "/etc/bash.bashrc",
          "rc.local",
          "/init.d/",
          "/systemd/",
          "/autostart/",
          "/launchdaemons/",
          "/launchagents/",
          ".git/hooks/",
          "/update-motd.d/");

  private static final List<String> OPEN = List.of("/tmp/", "/var/tmp/", "/dev/shm/");

  private Places() {}

  /** The root of the system, everybody's homes, one's own, or a folder of the system. */
  static boolean isRoot(String word) {
    String place = bare(word);
    return !word.isEmpty() && !word.equals("*") && ROOTS.contains(place);
  }

  /** All of somebody's home, or what is kept in one's own; the records of a machine. */
  static boolean isHome(String word) {
    String place = bare(word);
    int slash = place.lastIndexOf('/');
    boolean own =
        OWN.contains(place.substring(slash + 1))
            && (place.startsWith("~/") || place.startsWith("/home/") || place.startsWith("$home/"));
    boolean home =
        place.startsWith("/home/") && slash == "/home".length() && place.length() > slash + 1;
    return own || home || place.equals("/var/log");
  }

  private static String bare(String word) {
    String place = word;
    while (place.endsWith("*") || place.endsWith("/") || place.endsWith("/.")) {
      place = place.substring(0, place.length() - 1);
    }
    return place;
  }

  static boolean isDatabase(String word) {
    return DATABASES.contains(bare(word));
  }

  static boolean isDisk(String word) {
    return startsWithAny(word, DISKS);
  }

  static boolean isCredential(String word) {
    boolean surroundings = word.startsWith("/proc/") && word.endsWith("/environ");
    return surroundings || (containsAny(word, CREDENTIALS) && !word.endsWith(".pub"));
  }

  /** A credential, or a file with what only its owner should read. */
  static boolean isPrivate(String word) {
    boolean example = word.contains(".example") || word.contains(".sample");
    return isCredential(word) || (containsAny(word, PRIVATE) && !word.endsWith(".pub") && !example);
  }

  static boolean isLogOfSecurity(String word) {
    return containsAny(word, LOGS);
  }

  /** What the system or a shell runs by itself, later. */
  static boolean isRunLater(String word) {
    return containsAny(word, RUN_LATER);
  }

  /** A folder that everybody can write to. */
  static boolean isOpen(String word) {
    return startsWithAny(word, OPEN);
  }

  static boolean namesOpenFolder(String text) {
    return containsAny(text, OPEN);
  }

  static boolean isSocket(String word) {
    return word.startsWith("/dev/tcp/") || word.startsWith("/dev/udp/");
  }

  /** An address without encryption or of a bare number, where nobody keeps software. */
  static boolean isDoubtful(String url) {
    int host = url.indexOf("://") + 3;
    boolean number = host > 2 && host < url.length() && Character.isDigit(url.charAt(host));
    return url.startsWith("http://") || number;
  }

  static boolean isUrl(String word) {
    return word.startsWith("http://") || word.startsWith("https://") || word.startsWith("ftp://");
  }

  static boolean containsAny(String text, List<String> wanted) {
    for (String one : wanted) {
      if (text.contains(one)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithAny(String text, List<String> wanted) {
    for (String one : wanted) {
      if (text.startsWith(one)) {
        return true;
      }
    }
    return false;
  }
}
