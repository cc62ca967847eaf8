package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.secret.ConfigLine.Word;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Secrets in the configuration of routers and switches, and of SNMP: {@code enable secret 5 …},
 * {@code username x password 7 …}, {@code snmp-server community …}. The digit before a value says
 * how it is kept; 0 and 7 are as good as plain.
 */
final class DeviceConfigDetector {
  private static final double SCORE = 0.7;
  private static final int LEAST_COVERED = 6;
  private static final int LEAST_WIRELESS = 8;
  private static final int MAX_BELOW = 6;

  private DeviceConfigDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "device-config",
            3,
            Set.of(PlacedPassword.CATEGORY),
            PlacedPassword.MOST,
            Trigger.anchors(
                "enable secret ",
                "enable password ",
                "username ",
                "secret 0 ",
                "secret 4 ",
                "secret 5 ",
                "secret 8 ",
                "secret 9 ",
                "password 0 ",
                "password 5 ",
                "password 6 ",
                "password 7 ",
                "key 0 ",
                "key 6 ",
                "key 7 ",
                "key-string ",
                "isakmp key ",
                "wpa-psk ",
                "radius-server ",
                "tacacs-server ",
                "tacplus-server ",
                "authentication-key ",
                "message-digest-key ",
                "pre-shared-key ",
                "neighbor ",
                "standby ",
                "ppp chap ",
                "ppp pap ",
                "line vty ",
                "line con ",
                "community ",
                "rocommunity",
                "rwcommunity",
                "com2sec ",
                "createuser ",
                "snmp-server user ",
                "snmpwalk ",
                "snmpget "),
            DeviceConfigDetector::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      if (hits.start(i) < taken || text.insideWord(hits.start(i))) {
        continue;
      }
      ConfigLine line = ConfigLine.around(text, hits.start(i));
      for (int word = 0; word < line.size(); word++) {
        value(text, line, word, sink);
      }
      taken = line.end();
    }
  }

  /** Judges what the word at a place says of the ones after it. */
  private static void value(ScannedText text, ConfigLine line, int at, FindingSink sink) {
    Word word = line.at(at);
    switch (word.folded()) {
      case "secret", "password", "key", "key-string" -> kept(text, line, at, sink);
      case "authentication-key" -> {
        if (line.at(0).is("ip")) {
          kept(text, line, at, sink);
        }
      }
      case "md5" -> {
        if (line.at(at - 2).is("message-digest-key", "authentication-key")) {
          kept(text, line, at, sink);
        }
      }
      case "pre-shared-key" -> shared(text, line, at, sink);
      case "line" -> terminal(text, line, sink);
      case "rocommunity", "rwcommunity", "rocommunity6", "rwcommunity6" -> {
        if (at == 0) {
          report(text, line.at(1), sink);
        }
      }
      case "community" -> {
        if (line.at(at - 1).is("snmp-server") || line.at(at - 1).is("snmp")) {
          report(text, line.at(at + 1), sink);
        }
      }
      case "com2sec", "com2sec6" -> {
        if (at == 0 && line.size() > 3) {
          report(text, line.at(line.size() - 1), sink);
        }
      }
      case "auth", "priv" -> userKey(text, line, at, sink);
      case "wpa-psk" -> wirelessKey(text, line, at, sink);
      case "createuser" -> createUser(text, line, at, sink);
      case "snmpwalk", "snmpget", "snmpbulkwalk", "snmpset" -> community(text, line, at, sink);
      default -> {
        // Most words say nothing.
      }
    }
  }

  /** A value with or without the digit that says how it is kept. */
  private static void kept(ScannedText text, ConfigLine line, int at, FindingSink sink) {
    Word first = line.at(at + 1);
    boolean typed = first.folded().length() == 1 && Character.isDigit(first.folded().charAt(0));
    Word value = typed ? line.at(at + 2) : first;
    boolean last = line.isLast(typed ? at + 2 : at + 1);
    Word command = line.at(0);
    boolean known =
        command.is("enable", "username", "password", "key", "key-string", "neighbor", "crypto")
            || command.is(
                "tacacs-server", "radius-server", "server", "ip", "ppp", "ntp", "standby");
    boolean peer = line.at(at - 1).is("isakmp") && (last || line.at(at + 2).is("address"));
    if (typed && fits(text, first.folded().charAt(0), value)) {
      report(text, value, sink);
    } else if ((typed && known && first.is("0")) || (peer && !typed)) {
      report(text, value, sink);
    } else if (!typed && last && at > 0 && (known || isJunos(line))) {
      unlessWord(text, value, sink);
    }
  }

  private static boolean isJunos(ConfigLine line) {
    return line.at(0).is("set")
        && line.at(1).is("system", "security", "access", "protocols", "services", "groups");
  }

  /** The last word of a key that both ends of a tunnel have, or what is quoted. */
  private static void shared(ScannedText text, ConfigLine line, int at, FindingSink sink) {
    int value = at + 1;
    while (value + 1 < line.size() && !line.at(value).quoted()) {
      value++;
    }
    unlessWord(text, line.at(value), sink);
  }

  /** The password of a console stands on one of the lines below, with nothing else. */
  private static void terminal(ScannedText text, ConfigLine line, FindingSink sink) {
    int at = line.end();
    for (int i = 0; i < MAX_BELOW && text.at(at) == '\n' && text.at(at + 1) == ' '; i++) {
      ConfigLine below = ConfigLine.from(text, at + 1);
      boolean typed = below.at(1).is("0", "7");
      if (below.at(0).is("password") && below.size() == (typed ? 3 : 2)) {
        unlessWord(text, below.at(below.size() - 1), sink);
      }
      at = below.end();
    }
  }

  private static void unlessWord(ScannedText text, Word value, FindingSink sink) {
    String plain = value.end() > value.start() ? text.subSequence(value.start(), value.end()) : "";
    if (!plain.isEmpty() && ToldValue.isNoWord(plain)) {
      report(text, value, sink);
    }
  }

  /** Whether the value is written as its kind has it. */
  private static boolean fits(ScannedText text, char kind, Word value) {
    return switch (kind) {
      case '5' -> value.startsWith("$1$");
      case '8', '9' -> value.startsWith("$" + kind + "$");
      case '4' -> value.end() - value.start() == 43;
      case '7' -> value.end() - value.start() >= LEAST_COVERED && isCovered(text, value);
      case '6' -> value.end() - value.start() >= 2 * LEAST_COVERED && isMixed(value);
      default -> false;
    };
  }

  /** Two digits that say where to start in a table, and pairs of hexadecimal digits. */
  private static boolean isCovered(ScannedText text, Word value) {
    for (int i = value.start(); i < value.end(); i++) {
      Alphabet alphabet = i < value.start() + 2 ? Alphabet.DIGITS : Alphabet.ANY_HEX;
      if (!alphabet.holds(text.charAt(i))) {
        return false;
      }
    }
    return (value.end() - value.start()) % 2 == 0;
  }

  private static boolean isMixed(Word value) {
    return value.folded().chars().anyMatch(Character::isLetter);
  }

  /** In {@code auth sha … priv aes 128 …} the words of a user's keys come after the algorithm. */
  private static void userKey(ScannedText text, ConfigLine line, int at, FindingSink sink) {
    int value = at + 1;
    if (line.at(0).is("snmp-server") && isAlgorithm(line.at(value))) {
      value++;
      value += line.at(value).is("128", "192", "256") ? 1 : 0;
      report(text, line.at(value), sink);
    }
  }

  private static void createUser(ScannedText text, ConfigLine line, int at, FindingSink sink) {
    for (int i = at + 1; at == 0 && i < line.size(); i++) {
      if (isAlgorithm(line.at(i))) {
        report(text, line.at(i + 1), sink);
      }
    }
  }

  private static boolean isAlgorithm(Word word) {
    return word.is("md5", "sha", "des", "3des", "aes") || word.startsWith("sha-");
  }

  /** {@code wpa-psk ascii 7 …} of access points, {@code wpa-psk …} of Debian's interfaces. */
  private static void wirelessKey(ScannedText text, ConfigLine line, int at, FindingSink sink) {
    int value = at + 1;
    if (line.at(value).is("ascii", "hex")) {
      value++;
      value += line.at(value).is("0", "7", "8") ? 1 : 0;
    }
    boolean whole = at == 0 && line.isLast(value);
    if (whole && line.at(value).end() - line.at(value).start() >= LEAST_WIRELESS) {
      report(text, line.at(value), sink);
    }
  }

  private static void community(ScannedText text, ConfigLine line, int at, FindingSink sink) {
    for (int i = at + 1; i < line.size(); i++) {
      if (line.at(i).is("-c")) {
        report(text, line.at(i + 1), sink);
      }
    }
  }

  private static void report(ScannedText text, Word value, FindingSink sink) {
    PlacedPassword.report(text, value.start(), value.end(), SCORE, sink);
  }
}
