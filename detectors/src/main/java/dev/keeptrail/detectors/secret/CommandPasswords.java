package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.secret.ConfigLine.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Where the commands that are known have a password among their words. */
final class CommandPasswords {
  /** Options whose next word is the password; of those in capitals the case counts. */
  private static final Map<String, Set<String>> OPTIONS =
      Map.ofEntries(
          Map.entry("openssl", Set.of("-k", "-passin", "-passout", "-pass", "-password")),
          Map.entry("zip", Set.of("-P", "--password")),
          Map.entry("unzip", Set.of("-P")),
          Map.entry("plink", Set.of("-pw")),
          Map.entry("pscp", Set.of("-pw")),
          Map.entry("psftp", Set.of("-pw")),
          Map.entry("putty", Set.of("-pw")),
          Map.entry("sqlcmd", Set.of("-P")),
          Map.entry("osql", Set.of("-P")),
          Map.entry("bcp", Set.of("-P")),
          Map.entry("isql", Set.of("-P")),
          Map.entry("tsql", Set.of("-P")),
          Map.entry("ipmitool", Set.of("-P")),
          Map.entry("mosquitto_pub", Set.of("-P", "--pw")),
          Map.entry("mosquitto_sub", Set.of("-P", "--pw")),
          Map.entry("rdesktop", Set.of("-p")),
          Map.entry("evil-winrm", Set.of("-p")),
          Map.entry("crackmapexec", Set.of("-p")),
          Map.entry("nxc", Set.of("-p")),
          Map.entry("smbmap", Set.of("-p")),
          Map.entry("sshpass", Set.of("-p")),
          Map.entry("mongosh", Set.of("-p")),
          Map.entry("mongodump", Set.of("-p")),
          Map.entry("mongorestore", Set.of("-p")),
          Map.entry("mongoexport", Set.of("-p")),
          Map.entry("mongoimport", Set.of("-p")),
          Map.entry("cqlsh", Set.of("-p")),
          Map.entry("oc", Set.of("-p")),
          Map.entry("helm", Set.of("-p")),
          Map.entry("az", Set.of("-p")),
          Map.entry("cf", Set.of("-p")),
          Map.entry("nerdctl", Set.of("-p")),
          Map.entry("buildah", Set.of("-p")),
          Map.entry("skopeo", Set.of("-p")),
          Map.entry("ldapadd", Set.of("-w")),
          Map.entry("ldapmodify", Set.of("-w")),
          Map.entry("ldapdelete", Set.of("-w")),
          Map.entry("ldappasswd", Set.of("-w", "-s", "-a")),
          Map.entry("snmpwalk", Set.of("-A", "-X")),
          Map.entry("snmpget", Set.of("-A", "-X")),
          Map.entry("snmpset", Set.of("-A", "-X", "-c")),
          Map.entry("twine", Set.of("-p")),
          Map.entry("cypher-shell", Set.of("-p")),
          Map.entry("codecov", Set.of("-t")),
          Map.entry("swaks", Set.of("-ap")),
          Map.entry("schtasks", Set.of("/rp")),
          Map.entry("nmcli", Set.of("password")),
          Map.entry("ssh-keygen", Set.of("-N", "-P")));

  /** Commands of which other commands than to log in have {@code -p} for something else. */
  private static final Set<String> LOGGING_IN =
      Set.of("oc", "helm", "az", "cf", "nerdctl", "buildah", "skopeo");

  /** Options that hold a name and the password, with the sign between. */
  private static final Map<String, Map<String, Character>> PAIRS =
      Map.of(
          "http", Map.of("-a", ':', "--auth", ':'),
          "https", Map.of("-a", ':', "--auth", ':'),
          "xh", Map.of("-a", ':', "--auth", ':'),
          "lftp", Map.of("-u", ','),
          "ftp", Map.of("-u", ','),
          "smbclient", Map.of("-u", '%', "--user", '%'),
          "rpcclient", Map.of("-u", '%'),
          "winexe", Map.of("-u", '%'),
          "wget", Map.of("-u", ':'));

  /** Options that have the password at once behind them. */
  private static final Map<String, List<String>> GLUED =
      Map.of(
          "7z", List.of("-p"),
          "7za", List.of("-p"),
          "rar", List.of("-hp", "-p"),
          "unrar", List.of("-p"),
          "xfreerdp", List.of("/p:"),
          "wfreerdp", List.of("/p:"),
          "mysqladmin", List.of("-p"),
          "mariadb", List.of("-p"),
          "mariadb-dump", List.of("-p"));

  /** Commands that have the password in a place of its own. */
  private static final List<String> PLACED =
      List.of(
          "htpasswd",
          "net",
          "iwconfig",
          "wpa_passphrase",
          "rabbitmqctl",
          "mc",
          "mcli",
          "vault",
          "aws",
          "az",
          "etcdctl",
          "addauth");

  /** Behind {@code add_user} and a name. */
  private static final int BROKER_PLACE = 3;

  /** Behind {@code alias set}, a name, an address and a key. */
  private static final int STORE_PLACE = 6;

  /** The names of all commands. */
  static final List<String> COMMANDS = commands();

  private CommandPasswords() {}

  private static List<String> commands() {
    var commands = new ArrayList<String>();
    commands.addAll(OPTIONS.keySet());
    commands.addAll(PAIRS.keySet());
    commands.addAll(GLUED.keySet());
    commands.addAll(PLACED);
    return commands.stream().distinct().sorted().toList();
  }

  /** A part of a word that is a password. */
  record Place(int start, int end) {}

  /** The passwords of the command that the line begins with; its words as they are written. */
  static List<Place> of(ConfigLine line, Function<Word, String> text) {
    var found = new ArrayList<Place>();
    String name = line.at(0).folded();
    Set<String> options = OPTIONS.getOrDefault(name, Set.of());
    Map<String, Character> pairs = PAIRS.getOrDefault(name, Map.of());
    List<String> glued = GLUED.getOrDefault(name, List.of());
    boolean logs = !LOGGING_IN.contains(name) || isLogin(line);
    for (int i = 1; i < line.size() && !isEnd(line.at(i)); i++) {
      Word word = line.at(i);
      String written = text.apply(word);
      boolean known =
          options.contains(written) || (options.contains(word.folded()) && isSmall(written));
      if (known && logs && i + 1 < line.size()) {
        Word value = line.at(++i);
        int skipped = value.startsWith("pass:") ? "pass:".length() : 0;
        if (!value.startsWith("file:") && !value.startsWith("env:") && !value.startsWith("fd:")) {
          found.add(new Place(value.start() + skipped, value.end()));
        }
      } else if (pairs.containsKey(word.folded()) && i + 1 < line.size()) {
        addPair(line.at(++i), pairs.get(word.folded()), found);
      } else {
        glued.stream()
            .filter(prefix -> word.startsWith(prefix) && !word.quoted())
            .findFirst()
            .ifPresent(prefix -> found.add(new Place(word.start() + prefix.length(), word.end())));
      }
    }
    place(line, name, found);
    return found;
  }

  private static boolean isLogin(ConfigLine line) {
    for (int i = 1; i < Math.min(line.size(), 4); i++) {
      if (line.at(i).is("login")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSmall(String written) {
    return written.chars().noneMatch(Character::isUpperCase);
  }

  private static boolean isEnd(Word word) {
    return !word.quoted() && word.is("|", "||", "&&", ";", "&", ">", "<");
  }

  private static void addPair(Word word, char sign, List<Place> found) {
    int at = word.folded().indexOf(sign);
    if (at > 0 && at + 1 < word.folded().length()) {
      found.add(new Place(word.start() + at + 1, word.end()));
    }
  }

  /** Passwords that only their place among the words tells. */
  private static void place(ConfigLine line, String name, List<Place> found) {
    int first = 1;
    switch (name) {
      case "htpasswd" -> {
        boolean given = false;
        boolean printed = false;
        while (first < line.size() && line.at(first).startsWith("-")) {
          given |= line.at(first).folded().indexOf('b') > 0;
          printed |= line.at(first).folded().indexOf('n') > 0;
          first++;
        }
        add(line, given ? first + (printed ? 1 : 2) : line.size(), found);
      }
      case "net" -> {
        boolean account =
            line.at(first).is("user")
                && ToldValue.isNoWord(line.at(first + 2).folded() + '1')
                && line.at(first + 2).folded().chars().anyMatch(c -> c < 'a');
        add(line, account ? first + 2 : line.size(), found);
      }
      case "iwconfig" -> {
        for (int i = first; i < line.size(); i++) {
          if (line.at(i).startsWith("s:") && line.at(i - 1).is("key")) {
            found.add(new Place(line.at(i).start() + 2, line.at(i).end()));
          }
        }
      }
      case "rabbitmqctl" -> {
        boolean account = line.at(first).is("add_user", "change_password");
        add(line, account ? BROKER_PLACE : line.size(), found);
      }
      case "mc", "mcli" -> {
        boolean alias = line.at(first).is("alias") && line.at(first + 1).is("set");
        add(line, alias ? STORE_PLACE : line.size(), found);
      }
      case "vault" -> {
        boolean unseal = line.at(first).is("operator") && line.at(first + 1).is("unseal");
        boolean option = line.at(first + 2).startsWith("-");
        add(line, unseal && !option ? first + 2 : line.size(), found);
      }
      case "aws" -> {
        after(line, "--secret-string", found);
        if (has(line, "securestring")) {
          after(line, "--value", found);
        }
      }
      case "az" -> {
        if (has(line, "keyvault") && has(line, "secret") && has(line, "set")) {
          after(line, "--value", found);
        }
      }
      case "etcdctl" -> pair(line, line.at(first).is("user") ? first + 2 : line.size(), found);
      case "addauth" -> pair(line, line.at(first).is("digest") ? first + 1 : line.size(), found);
      case "wpa_passphrase" -> add(line, first + 1, found);
      default -> {
        // The other commands have options for it.
      }
    }
  }

  private static boolean has(ConfigLine line, String word) {
    return line.words().stream().anyMatch(it -> it.is(word));
  }

  private static void after(ConfigLine line, String option, List<Place> found) {
    for (int i = 1; i + 1 < line.size(); i++) {
      if (line.at(i).is(option)) {
        add(line, i + 1, found);
      }
    }
  }

  private static void pair(ConfigLine line, int at, List<Place> found) {
    if (at < line.size()) {
      addPair(line.at(at), ':', found);
    }
  }

  private static void add(ConfigLine line, int at, List<Place> found) {
    if (at < line.size() && !isEnd(line.at(at))) {
      found.add(new Place(line.at(at).start(), line.at(at).end()));
    }
  }
}
