package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lines around a password that say how to reach a server: one with its address, one with the
 * user and so on, each a name, a sign and a value. Among them a word is a password, where labels of
 * forms and variables of programs are words as well. Good for one reading.
 */
final class ConnectionSettings {
  private static final int MAX_LINES = 8;
  private static final int MAX_LINE = 120;
  private static final int LEAST = 2;

  /** What stands for a value in a schema or a form. */
  private static final Set<String> TYPES =
      Set.of("secretstr", "securestring", "varchar", "char", "blob", "bytes", "ref", "is", "as");

  /** What stands where a user's name will stand. */
  private static final Set<String> NO_USERS =
      Set.of(
          "user",
          "username",
          "login",
          "name",
          "email",
          "string",
          "str",
          "text",
          "input",
          "none",
          "null",
          "true",
          "false",
          "empty",
          "default",
          "required",
          "optional",
          "mandatory",
          "undefined",
          "yes",
          "no",
          "ok",
          "any");

  private static final List<String> SERVERS =
      List.of(
          "postgres",
          "mysql",
          "mariadb",
          "mssql",
          "sqlserver",
          "oracle",
          "sqlite",
          "mongo",
          "redis",
          "imap",
          "pop3",
          "smtp",
          "ftp",
          "sftp",
          "ldap",
          "jdbc:");

  /** What a line says of the connection. */
  private enum Part {
    HOST,
    PORT,
    USER,
    DATABASE,
    DRIVER
  }

  private final ScannedText text;
  private final char sign;
  private final int indent;
  private final String password;
  private final Set<Part> parts = EnumSet.noneOf(Part.class);

  /** Whether any value is one that only an existing server has. */
  private boolean real;

  /** Whether a user is named by what looks like a user's name. */
  private boolean named;

  /** Whether a line says that this is no file of settings. */
  private boolean spoiled;

  private ConnectionSettings(ScannedText text, char sign, int indent, String password) {
    this.text = text;
    this.sign = sign;
    this.indent = indent;
    this.password = password;
  }

  /** Whether the password has its line among settings of a connection. */
  static boolean surround(ScannedText text, SecretName name, Assignment given, String value) {
    char sign = text.at(Assignment.blanks(text, name.end()));
    int start = lineStart(text, name.start());
    boolean line =
        (sign == ':' || sign == '=')
            && start >= 0
            && Assignment.blanks(text, start) == name.start()
            && isEnd(text, Assignment.blanks(text, given.end()));
    if (!line || TYPES.contains(CaseFolding.fold(value)) || "*&".indexOf(value.charAt(0)) >= 0) {
      return false;
    }
    var settings = new ConnectionSettings(text, sign, name.start() - start, value);
    settings.readUp(start);
    settings.readDown(given.end());
    boolean several = settings.real && settings.parts.size() >= LEAST;
    boolean login = settings.named && (sign == ':' || text.at(name.end()) == '=');
    return !settings.spoiled && (several || login);
  }

  private void readUp(int from) {
    int start = from > 0 ? lineStart(text, from - 1) : -1;
    for (int lines = 0; lines < MAX_LINES && start >= 0 && read(start); lines++) {
      start = start > 0 ? lineStart(text, start - 1) : -1;
    }
  }

  private void readDown(int from) {
    int start = nextLine(text, from);
    for (int lines = 0; lines < MAX_LINES && start >= 0 && read(start); lines++) {
      start = nextLine(text, start);
    }
  }

  /** Takes in a line; false if it ends the block. */
  private boolean read(int start) {
    int at = Assignment.blanks(text, start);
    char first = text.at(at);
    if (first == '#' || at - start > indent) {
      return true;
    }
    int end = at;
    while (end - at < MAX_LINE && isName(text.at(end))) {
      end++;
    }
    int mark = Assignment.blanks(text, end);
    if (end == at || at - start < indent || text.at(mark) != sign) {
      return false;
    }
    int value = Assignment.blanks(text, mark + 1);
    int valueEnd = value;
    while (valueEnd - value < MAX_LINE && text.at(valueEnd) >= ' ') {
      valueEnd++;
    }
    // WHY: in programs the fields of an object stand so, each with a variable and a comma.
    char last = text.at(valueEnd - 1);
    if (valueEnd > value && ",;{([".indexOf(last) >= 0) {
      spoiled = true;
      return false;
    }
    note(
        CaseFolding.fold(text.subSequence(at, end)),
        CaseFolding.fold(text.subSequence(value, valueEnd)).strip());
    return true;
  }

  private void note(String name, String value) {
    Part part = part(name);
    if (part == null || value.isEmpty()) {
      return;
    }
    parts.add(part);
    switch (part) {
      case PORT -> real |= value.chars().allMatch(c -> c >= '0' && c <= '9');
      case HOST -> {
        real |= isHost(value);
        spoiled |= value.equals(CaseFolding.fold(password));
      }
      case DRIVER -> real |= SERVERS.stream().anyMatch(value::startsWith);
      case USER -> {
        boolean same = value.equals(CaseFolding.fold(password));
        named |= !same && isUserName(value);
      }
      case DATABASE -> {}
    }
  }

  private static @Nullable Part part(String name) {
    int start = name.length();
    while (start > 0 && Character.isLetter(name.charAt(start - 1))) {
      start--;
    }
    return switch (name.substring(start)) {
      case "host",
          "hostname",
          "server",
          "address",
          "endpoint",
          "url",
          "uri",
          "servidor",
          "serwer" ->
          Part.HOST;
      case "port" -> Part.PORT;
      case "user", "username", "login", "uid", "usuario", "benutzer", "utilisateur" -> Part.USER;
      case "database", "dbname", "db", "schema" -> Part.DATABASE;
      case "driver", "adapter", "dialect", "protocol", "engine" -> Part.DRIVER;
      default -> null;
    };
  }

  private static boolean isUserName(String value) {
    return !NO_USERS.contains(value)
        && !value.contains("your")
        && Character.isLetter(value.charAt(0))
        && value.chars().allMatch(c -> isName((char) c) || c == '@' || c == '+' || c == '\\');
  }

  /** A name with a dot, or the machine itself; a single word may be a type or a variable. */
  private static boolean isHost(String value) {
    int dot = value.indexOf('.');
    boolean named = dot > 0 && dot < value.length() - 1 && value.indexOf(' ') < 0;
    return value.startsWith("localhost")
        || value.contains("://")
        || (named && value.indexOf('(') < 0 && value.indexOf('[') < 0);
  }

  private static boolean isName(char c) {
    return CharacterKinds.isPartOfWord(c) || c == '.' || c == '-';
  }

  private static int lineStart(ScannedText text, int from) {
    int start = from;
    while (from - start < MAX_LINE && start > 0 && text.at(start - 1) != '\n') {
      start--;
    }
    return start == 0 || text.at(start - 1) == '\n' ? start : -1;
  }

  private static int nextLine(ScannedText text, int from) {
    int at = from;
    while (at - from < MAX_LINE && text.at(at) != '\n' && at < text.length()) {
      at++;
    }
    return text.at(at) == '\n' ? at + 1 : -1;
  }

  private static boolean isEnd(ScannedText text, int at) {
    char c = text.at(at);
    return c == '\0' || c == '\n' || c == '\r' || c == '#';
  }
}
