package dev.keeptrail.detectors.toolargument;

import java.util.List;

/** Files and folders that are asked for to learn a secret or to take a machine over. */
final class SensitiveFiles {
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
          "config/sam",
          "repair/sam",
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

  /** What holds secrets, wherever it is. */
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

  private SensitiveFiles() {}

  /** Whether a file that holds secrets is named. */
  static boolean namesSecret(String text) {
    return SECRETS.stream().anyMatch(text::contains);
  }

  /** Whether a path names such a file, and not the example that its project gives away. */
  static boolean isTarget(String path) {
    String plain = path.replace('\\', '/');
    boolean example =
        plain.contains(".example") || plain.contains(".sample") || plain.contains(".dist");
    boolean accounts = plain.endsWith("/sam");
    return !example && (accounts || TARGETS.stream().anyMatch(plain::contains));
  }

  /** What only describes a service. */
  static boolean isOfService(String path) {
    return SERVICES.stream().anyMatch(path::contains);
  }

  static boolean isSystem(String path) {
    return ROOTS.stream().anyMatch(path::startsWith);
  }

  static boolean isWindows(String path) {
    return WINDOWS.stream().anyMatch(path::contains);
  }

  static boolean isSecretOfHome(String path) {
    return HOMES.stream().anyMatch(path::contains);
  }

  static boolean beginsWithVariable(String path) {
    return VARIABLES.stream().anyMatch(path::startsWith);
  }

  static boolean holdsKeys(String path) {
    return KEPT.stream().anyMatch(path::contains);
  }
}
