package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.secret.ConfigLine.Word;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * Secrets in lines of configuration in which a word leads to them without any sign: of Huawei's
 * ({@code password cipher …}), Fortinet's ({@code set psksecret …}) and MikroTik's routers ({@code
 * /ip ipsec … secret=…}), and of servers that keep their settings so ({@code bindpw …}).
 */
final class RouterConfigDetector {
  private static final double SCORE = 0.7;
  private static final int MOST_WORDS = 5;
  private static final List<String> DIRECTIVES =
      List.of(
          "rootpw ",
          "bindpw ",
          "rootbindpw ",
          "requirepass ",
          "masterauth ",
          "passwd/root-password",
          "passwd/user-password",
          "stats auth ",
          "pppoe password ");
  private static final List<String> MENUS =
      List.of(
          "/snmp community ",
          "/ip ipsec ",
          "/radius ",
          "/ppp ",
          "/interface wireless ",
          "/interface wifi ",
          "/user ");
  private static final List<String> COVERED = List.of("local-user ", "snmp-agent ");
  private static final List<String> SETTINGS =
      List.of(
          "set passw",
          "set psksecret ",
          "set ppk-secret ",
          "set auth-pwd ",
          "set priv-pwd ",
          "set passphrase ",
          "set key enc ",
          "set secret enc ");

  /** Fields of MikroTik's menus. */
  private static final List<String> FIELDS =
      List.of(
          "secret=",
          "password=",
          "passphrase=",
          "security.passphrase=",
          "wpa-pre-shared-key=",
          "wpa2-pre-shared-key=",
          "authentication-password=",
          "encryption-password=");

  private RouterConfigDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "router-config",
            1,
            Set.of(PlacedPassword.CATEGORY),
            PlacedPassword.MOST,
            Trigger.anchors(
                List.of(DIRECTIVES, MENUS, COVERED, SETTINGS).stream()
                    .flatMap(List::stream)
                    .toList()),
            RouterConfigDetector::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.start(i);
      if (start < taken || text.insideWord(start) || text.at(start - 1) == '.') {
        continue;
      }
      ConfigLine line = ConfigLine.from(text, start);
      String first = line.at(0).folded();
      if (isLast(first)) {
        last(text, line, sink);
      } else if (first.startsWith("/")) {
        menu(text, line, sink);
      } else if (first.equals("set")) {
        setting(text, line, sink);
      } else if (first.endsWith("pw") || first.startsWith("re") || first.startsWith("ma")) {
        directive(text, line, sink);
      } else {
        covered(text, line, sink);
      }
      taken = line.end();
    }
  }

  private static void menu(ScannedText text, ConfigLine line, FindingSink sink) {
    boolean community = line.at(0).startsWith("/snmp");
    for (int i = 1; i < line.size(); i++) {
      Word word = line.at(i);
      String field =
          FIELDS.stream()
              .filter(word::startsWith)
              .findFirst()
              .orElse(community && word.startsWith("name=") ? "name=" : "");
      if (!field.isEmpty()) {
        int quote = text.at(word.start() + field.length()) == '"' ? 1 : 0;
        int end = text.at(word.end() - 1) == '"' ? word.end() - quote : word.end();
        PlacedPassword.report(text, word.start() + field.length() + quote, end, SCORE, sink);
      }
    }
  }

  /** {@code ENC} says that the value is covered; without it, it must look like no word. */
  private static void setting(ScannedText text, ConfigLine line, FindingSink sink) {
    boolean covered = line.at(2).is("enc");
    Word value = line.at(covered ? 3 : 2);
    if (covered || (line.size() == 3 && (value.quoted() || isNoWord(text, value)))) {
      report(text, value, sink);
    }
  }

  private static boolean isLast(String first) {
    return first.startsWith("passwd/") || first.equals("stats") || first.equals("pppoe");
  }

  /** The last word of the line, behind the name if one stands before a colon. */
  private static void last(ScannedText text, ConfigLine line, FindingSink sink) {
    Word value = line.at(line.size() - 1);
    int colon = line.at(0).is("stats") ? value.folded().indexOf(':') : -1;
    int start = value.start() + colon + 1;
    String plain = value.end() > start ? text.subSequence(start, value.end()) : "";
    if (!plain.isEmpty() && ToldValue.isNoWord(plain) && line.size() < MOST_WORDS) {
      PlacedPassword.report(text, start, value.end(), SCORE, sink);
    }
  }

  private static void directive(ScannedText text, ConfigLine line, FindingSink sink) {
    int at = line.at(1).is("--plaintext") ? 2 : 1;
    if (line.isLast(at) && (line.at(at).quoted() || isNoWord(text, line.at(at)))) {
      report(text, line.at(at), sink);
    }
  }

  private static void covered(ScannedText text, ConfigLine line, FindingSink sink) {
    for (int i = 1; i + 1 < line.size(); i++) {
      if (line.at(i).is("cipher", "irreversible-cipher", "simple")) {
        report(text, line.at(i + 1), sink);
      }
    }
  }

  private static boolean isNoWord(ScannedText text, Word word) {
    return word.end() > word.start()
        && ToldValue.isNoWord(text.subSequence(word.start(), word.end()));
  }

  private static void report(ScannedText text, Word value, FindingSink sink) {
    PlacedPassword.report(text, value.start(), value.end(), SCORE, sink);
  }
}
