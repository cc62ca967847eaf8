package dev.keeptrail.detectors.toolargument;

import dev.keeptrail.detectors.ParameterKind;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Addresses that make a tool ask where its caller cannot: machines of the inner network and of the
 * cloud's metadata service in every notation, names that resolve to them, and schemes beside the
 * web's.
 */
final class UrlCheck implements Check {
  private static final String CATEGORY = ToolArgumentDetectors.SSRF;
  private static final int MAX_HOST = 255;

  private static final Set<String> SCHEMES =
      Set.of(
          "gopher",
          "dict",
          "ldap",
          "ldaps",
          "tftp",
          "netdoc",
          "jar",
          "rmi",
          "iiop",
          "corba",
          "nis",
          "sftp",
          "rsync",
          "local_file",
          "unix");

  /** Schemes that are as good as the web's, for hosts that are not next door. */
  private static final Set<String> OTHERS =
      Set.of("smb", "telnet", "smtp", "smtps", "imap", "imaps", "pop3", "ftps", "cifs", "nfs");

  private static final Set<String> METADATA_NAMES =
      Set.of(
          "metadata.google.internal",
          "metadata.goog",
          "metadata",
          "instance-data",
          "metadata.packet.net",
          "metadata.azure.com",
          "metadata.tencentyun.com",
          "instance-data.ec2.internal",
          "rancher-metadata",
          "kubernetes.default.svc",
          "kubernetes.default.svc.cluster.local",
          "kubernetes.default",
          "metadata.azure.internal",
          "metadata.aws.internal",
          "metadata.oraclecloud.com",
          "host.docker.internal",
          "gateway.docker.internal");

  /** Names that answer with any address they are asked for, or change their mind. */
  private static final List<String> REBINDING =
      List.of(
          "nip.io",
          "sslip.io",
          "xip.io",
          "localtest.me",
          "lvh.me",
          "vcap.me",
          "lacolhost.com",
          "rbndr.us",
          "rebind.network",
          "1u.ms",
          "fbi.com.localtest.me",
          "spoofed.burpcollaborator.net",
          "customer1.app.localhost.my.company.127.0.0.1.nip.io",
          "yoogle.us",
          "make-127-0-0-1-rr.1u.ms");

  private static final List<String> METADATA_PATHS =
      List.of(
          "/latest/meta-data",
          "/latest/user-data",
          "/computemetadata/",
          "/metadata/instance",
          "/metadata/v1",
          "/opc/v1",
          "/openstack",
          "/latest/dynamic",
          "/hetzner/v1/metadata",
          "/userdata");

  /** Ends of hosts that no name of a person has. */
  private static final Set<String> DOMAINS =
      Set.of("com", "org", "net", "io", "gov", "edu", "info");

  private static final double DOUBTFUL = 0.6;

  /** Ports on which people try out what they write. */
  private static final Set<String> DEVELOPMENT =
      Set.of(
          "3000", "3001", "3333", "4000", "4200", "4321", "5000", "5001", "5173", "5174", "6006",
          "8000", "8001", "8080", "8081", "8088", "8443", "8888", "9000", "11434", "7860", "1234");

  /** Ports of services that do what anybody next door asks. */
  private static final Set<String> PORTS =
      Set.of(
          "21", "22", "23", "25", "2375", "2376", "2379", "3306", "4243", "5432", "5601", "5984",
          "6379", "6443", "8500", "8200", "9042", "9090", "9092", "9200", "9300", "10250", "10255",
          "11211", "15672", "27017", "50070");

  /** Where servers keep what only their owners ask for. */
  private static final List<String> INSIDES =
      List.of(
          "/admin",
          "/actuator",
          "/server-status",
          "/manager",
          "/console",
          "/debug",
          "/internal",
          "/env",
          "/config",
          "/_cat",
          "/containers",
          "/latest",
          "/v1/agent",
          "/v1/kv",
          "/secret",
          "/api/v1/secrets",
          "/metrics",
          "/jolokia",
          "/phpmyadmin",
          "/.env",
          "/.git",
          "/shutdown");

  @Override
  public void word(Argument argument, int start, int end, String word) {
    if (isCode(argument)) {
      return;
    }
    if (start == 0 && argument.kind() == ParameterKind.URL && !isScheme(argument, end)) {
      host(argument, 0, 0);
    }
    if (argument.at(end) == ':') {
      scheme(argument, start, end, word);
    }
  }

  @Override
  public void sign(Argument argument, int at, char sign) {
    if (isCode(argument)) {
      return;
    }
    if (at == 0
        && argument.kind() == ParameterKind.URL
        && (sign == '[' || (sign >= '0' && sign <= '9'))) {
      host(argument, 0, 0);
    } else if (sign == '/'
        && argument.at(at + 1) == '/'
        && argument.at(at - 1) != ':'
        && !argument.isProse()
        && (at == 0 || argument.at(at - 1) == '=')) {
      host(argument, at, at + 2);
    } else if (sign >= '0' && sign <= '9' && argument.startsWith("169.254.169.254", at)) {
      argument.report(at, at + 15, CATEGORY, argument.isProse() ? 0.7 : 0.95);
    }
  }

  /** A colon that no port follows. */
  private static boolean isScheme(Argument argument, int end) {
    char next = argument.at(end + 1);
    return argument.at(end) == ':' && (next < '0' || next > '9');
  }

  private static boolean isCode(Argument argument) {
    return switch (argument.kind()) {
      case SQL, CODE, MARKUP -> true;
      case FREE_TEXT, IDENTIFIER, PATH, URL, SHELL, UNKNOWN -> false;
    };
  }

  private static void scheme(Argument argument, int start, int end, String word) {
    boolean slashes =
        argument.startsWith("://", end)
            || argument.startsWith(":\\\\", end)
            || argument.startsWith(":/\\", end);
    if (word.equals("http")
        || word.equals("https")
        || word.equals("ftp")
        || word.equals("ws")
        || word.equals("wss")
        || word.equals("rtmp")
        || OTHERS.contains(word)) {
      if (OTHERS.contains(word) && !slashes) {
        return;
      }
      int host = end + 1;
      while (host - end < 8 && (argument.at(host) == '/' || argument.at(host) == '\\')) {
        host++;
      }
      host(argument, start, host);
      return;
    }
    boolean shell = argument.kind() == ParameterKind.SHELL;
    if (word.equals("file") && (slashes || argument.startsWith(":/", end))) {
      argument.report(start, end + 3, CATEGORY, shell ? 0 : argument.isProse() ? 0.5 : 0.85);
    } else if (SCHEMES.contains(word) && (slashes || word.equals("jar"))) {
      boolean usual =
          (shell || argument.isProse()) && Set.of("ldap", "ldaps", "sftp", "rsync").contains(word);
      boolean jar =
          !word.equals("jar")
              || argument.within(end, 12, ":file")
              || argument.within(end, 12, "http");
      argument.report(start, end + 3, CATEGORY, usual || !jar ? 0 : 0.9);
    }
  }

  /** Judges the authority that begins here, past any user information. */
  private static void host(Argument argument, int start, int from) {
    int end = from;
    int host = from;
    while (end - from < MAX_HOST
        && argument.at(end) > ' '
        && "/?#\"'<>\\".indexOf(argument.at(end)) < 0) {
      // Libraries disagree on which of several signs ends the user's name; take the last.
      host = argument.at(end) == '@' ? end + 1 : host;
      end++;
    }
    if (argument.at(end) == '\\' && argument.at(end + 1) == '@') {
      host(argument, start, end + 2);
    }
    boolean disguised = host > from;
    String name = argument.slice(host, end);
    double score = name.startsWith("[") ? version6(name) : named(withoutPort(name));
    boolean shell = argument.kind() == ParameterKind.SHELL || argument.isProse();
    boolean secret = argument.within(end, 60, "/v1/secret") || argument.within(end, 60, "/v1/kv");
    boolean inside =
        INSIDES.stream().anyMatch(argument.slice(end, end + MAX_HOST)::startsWith)
            || PORTS.contains(name.substring(name.lastIndexOf(':') + 1));
    if (score > 0 && inside) {
      score = Math.max(score, 0.8);
    }
    if (score > 0 && secret) {
      score = Math.max(score, 0.85);
    }
    if (argument.startsWith("#@", end) || argument.startsWith("\\@", end)) {
      // For some readers the host stands behind the sign, for others before it.
      score = Math.max(score, named(withoutPort(rest(argument, end + 2))));
    }
    boolean service =
        name.indexOf('.') < 0 && PORTS.contains(name.substring(name.indexOf(':') + 1));
    boolean label = name.indexOf('.') < 0 && name.indexOf(':') < 0 && name.length() > 1;
    if (score == 0 && start < from && (service || (label && inside && !isNumber(name)))) {
      score = 0.75;
    }
    boolean local = score > 0 && score < 0.85;
    if (local && !disguised && isDevelopment(argument, start, from, end, name)) {
      score = DOUBTFUL;
    }
    int path = argument.at(end) == '/' ? end : -1;
    if (METADATA_PATHS.stream().anyMatch(known -> argument.startsWith(known, path))) {
      score = Math.max(score, 0.75);
    }
    boolean posing = score == 0 && disguised && !shell && isHost(argument.slice(from, host - 1));
    argument.report(start, end, CATEGORY, posing ? 0.7 : 0);
    argument.report(
        start,
        end,
        CATEGORY,
        shell && local && !disguised ? 0 : score > 0 && disguised ? 0.95 : score);
  }

  /**
   * A machine next door that somebody names as it is: a server of one's own on a port that such
   * servers have, or a host that is to be looked at. Where a service listens that trusts whoever
   * reaches it, or a path leads to its insides, it is an attack whoever asks.
   */
  private static boolean isDevelopment(
      Argument argument, int start, int from, int end, String name) {
    int colon = name.lastIndexOf(':');
    String port = colon < 0 ? "" : name.substring(colon + 1);
    String path = argument.slice(end, end + MAX_HOST);
    boolean inside = INSIDES.stream().anyMatch(path::startsWith) || PORTS.contains(port);
    boolean own = name.startsWith("127.") || name.startsWith("localhost") || name.startsWith("0.");
    boolean bare = start == from && path.length() < 2 && !own;
    return !inside && (DEVELOPMENT.contains(port) || bare);
  }

  private static boolean isNumber(String name) {
    return name.chars().allMatch(Character::isDigit);
  }

  /** A name of a host where the user's belongs, so that a reader takes it for where it goes. */
  private static boolean isHost(String user) {
    int point = user.lastIndexOf('.');
    return point > 0
        && user.length() - point > 2
        && user.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '.' || c == '-')
        && DOMAINS.contains(user.substring(point + 1));
  }

  private static String rest(Argument argument, int from) {
    int end = from;
    while (end - from < MAX_HOST
        && argument.at(end) > ' '
        && "/?#\"'<>\\".indexOf(argument.at(end)) < 0) {
      end++;
    }
    return argument.slice(from, end);
  }

  private static String withoutPort(String name) {
    int colon = name.indexOf(':');
    return (colon < 0 ? name : name.substring(0, colon))
        .replace('\u3002', '.')
        .replace('\uFF0E', '.');
  }

  private static double named(String written) {
    String name = written.endsWith(".") ? written.substring(0, written.length() - 1) : written;
    OptionalLong address = HostAddress.version4(name);
    if (address.isPresent()) {
      return address(address.getAsLong(), HostAddress.isDisguised(name));
    }
    if (METADATA_NAMES.contains(name)) {
      return 0.95;
    }
    if (REBINDING.stream().anyMatch(domain -> name.equals(domain) || name.endsWith("." + domain))) {
      return 0.85;
    }
    if (name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("localhost.localdomain")) {
      return 0.75;
    }
    boolean internal =
        name.endsWith(".internal")
            || name.endsWith(".local")
            || name.endsWith(".consul")
            || name.endsWith(".svc")
            || name.endsWith(".lan")
            || name.endsWith(".home.arpa")
            || name.endsWith(".intranet")
            || name.endsWith(".corp");
    return internal ? 0.6 : 0;
  }

  private static double address(long address, boolean disguised) {
    if (HostAddress.isMetadata(address)) {
      return 0.98;
    }
    if (!HostAddress.isInternal(address)) {
      return disguised && address > 0xFFFF ? 0.7 : 0;
    }
    return disguised ? 0.95 : 0.8;
  }

  private static double version6(String name) {
    int close = name.indexOf(']');
    String inside = name.substring(1, close < 0 ? name.length() : close);
    int zone = inside.indexOf('%');
    String address = zone < 0 ? inside : inside.substring(0, zone);
    OptionalLong embedded = HostAddress6.embedded(address);
    if (embedded.isPresent() && address(embedded.getAsLong(), true) >= 0.9) {
      return address(embedded.getAsLong(), true);
    }
    return address.equals("fd00:ec2::254") ? 0.98 : HostAddress6.isInternal(address) ? 0.85 : 0;
  }
}
