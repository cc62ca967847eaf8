package dev.keeptrail.postgresql;

import dev.keeptrail.ledger.LedgerException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who asks, as in {@code
 * postgresql://role@host:port/database?schema=audit}. Never holds a password; messages about one
 * that was given do not repeat it.
 *
 * @param role the operating system's user where none is said
 * @param options of those that are known, by name
 */
record PostgresAddress(
    String role, String host, int port, String database, Map<String, String> options) {
  static final String SCHEMA = "schema";
  static final String CONNECT_TIMEOUT = "connect_timeout";

  /** As psql understands them. */
  static final Set<String> TLS = Set.of("sslmode", "sslrootcert", "sslcert", "sslkey");

  private static final Set<String> SCHEMES = Set.of("postgresql", "postgres");
  private static final Set<String> MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
  private static final Set<String> SECRETS = Set.of("password", "sslpassword");
  private static final int PORT = 5432;
  private static final int MOST_PORT = 65_535;
  private static final int MOST_SECONDS = 300;
  private static final String NO_PASSWORD =
      "a ledger's address must not hold a password, which others would read; put it into PGPASSWORD"
          + " or into the file that PGPASSFILE names, or ~/.pgpass";

  PostgresAddress {
    options = Map.copyOf(options);
  }

  static boolean isOne(String url) {
    int colon = url.indexOf("://");
    return colon > 0 && SCHEMES.contains(url.substring(0, colon).toLowerCase(Locale.ROOT));
  }

  static PostgresAddress parse(String url) throws LedgerException {
    URI uri = uri(url);
    String user = uri.getRawUserInfo();
    if (user != null && user.indexOf(':') >= 0) {
      throw new LedgerException(NO_PASSWORD);
    }
    String host = uri.getHost();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    if (host == null
        || uri.getPort() == 0
        || uri.getPort() > MOST_PORT
        || path.length() < 2
        || path.indexOf('/', 1) >= 0
        || uri.getFragment() != null) {
      throw malformed();
    }
    return new PostgresAddress(
        user == null ? System.getProperty("user.name", "") : decoded(user),
        host,
        uri.getPort() < 0 ? PORT : uri.getPort(),
        decoded(path.substring(1)),
        options(uri.getRawQuery()));
  }

  private static URI uri(String url) throws LedgerException {
    try {
      return new URI(url);
    } catch (URISyntaxException _) {
      // WHY: without its cause, which repeats the whole address.
      throw malformed();
    }
  }

  private static LedgerException malformed() {
    return new LedgerException(
        "a ledger's address looks like `postgresql://role@host:5432/database?sslmode=verify-full`;"
            + " unusual characters are written as %20");
  }

  private static String decoded(String raw) throws LedgerException {
    try {
      // A plus is a plus here, and no space.
      return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw malformed();
    }
  }

  private static Map<String, String> options(@Nullable String query) throws LedgerException {
    Map<String, String> options = new TreeMap<>();
    if (query == null || query.isEmpty()) {
      return options;
    }
    for (String one : query.split("&", -1)) {
      int equals = one.indexOf('=');
      String name = decoded(equals < 0 ? one : one.substring(0, equals));
      String value = equals < 0 ? "" : decoded(one.substring(equals + 1));
      if (SECRETS.contains(name)) {
        throw new LedgerException(NO_PASSWORD);
      }
      requireUsable(name, value);
      if (options.put(name, value) != null) {
        throw new LedgerException("`" + name + "` stands twice in the ledger's address");
      }
    }
    return options;
  }

  private static void requireUsable(String name, String value) throws LedgerException {
    switch (name) {
      case "sslmode" -> {
        if (!MODES.contains(value)) {
          throw new LedgerException("`sslmode` is one of " + sorted(MODES));
        }
      }
      case SCHEMA -> {
        if (!isName(value)) {
          throw new LedgerException(
              "`schema` is a name of lower-case letters, digits and underscores");
        }
      }
      case CONNECT_TIMEOUT -> {
        if (!value.matches("[0-9]{1,3}")
            || Integer.parseInt(value) > MOST_SECONDS
            || value.equals("0")) {
          throw new LedgerException(
              "`connect_timeout` is a number of seconds, 1 to " + MOST_SECONDS);
        }
      }
      default -> {
        if (!TLS.contains(name) || value.isEmpty()) {
          throw new LedgerException(
              "a ledger's address can hold "
                  + sorted(TLS)
                  + ", connect_timeout and schema, each with a value");
        }
      }
    }
  }

  private static boolean isName(String value) {
    return value.matches("[a-z_][a-z0-9_]{0,62}");
  }

  private static String sorted(Set<String> words) {
    return words.stream().sorted().collect(Collectors.joining(", "));
  }

  /** The schema that the tables are in. */
  String schema() {
    return options.getOrDefault(SCHEMA, "keeptrail");
  }

  /** A name for a folder: the same for the same role at the same place. */
  String folder() {
    String name = role + "@" + host + "-" + port + "-" + database + "-" + schema();
    StringBuilder safe = new StringBuilder(name.length());
    for (int at = 0; at < name.length(); at++) {
      char one = name.charAt(at);
      boolean plain =
          (one >= 'a' && one <= 'z')
              || (one >= 'A' && one <= 'Z')
              || (one >= '0' && one <= '9')
              || "@-._".indexOf(one) >= 0;
      safe.append(plain ? String.valueOf(one) : "%" + Integer.toHexString(one));
    }
    return safe.toString();
  }

  /** The same with everything said, and nothing twice. */
  @Override
  public String toString() {
    String query =
        new TreeMap<>(options)
            .entrySet().stream()
                .map(option -> option.getKey() + "=" + encoded(option.getValue()))
                .collect(Collectors.joining("&"));
    return "postgresql://"
        + encoded(role)
        + "@"
        + host
        + ":"
        + port
        + "/"
        + encoded(database)
        + (query.isEmpty() ? "" : "?" + query);
  }

  /** What the driver connects to; all else are its properties. */
  String jdbc() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + encoded(database);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
