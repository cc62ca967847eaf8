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
 * Passwords in files that hold little else, by a sign of the file's own: secrets of IPsec and PPP,
 * logins of mail servers, access lists of Redis, remote desktops, what a new machine is told.
 */
final class SecretsFileDetector {
  private static final double SCORE = 0.75;
  private static final int MAX_LINES = 12;
  private static final List<String> ANCHORS =
      List.of(
          ": psk ",
          ": eap ",
          ": xauth ",
          "]:587 ",
          "]:465 ",
          "]:25 ",
          "{plain}",
          "{cleartext}",
          " on >",
          "password 51:b:",
          "\"password\"=hex:",
          "chpasswd:",
          "key content",
          "schlüsselinhalt",
          "contenu de la clé",
          "contenido de la clave",
          "using chap",
          "using pap",
          "client server secret");

  private SecretsFileDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "secrets-file",
            1,
            Set.of(PlacedPassword.CATEGORY),
            PlacedPassword.MOST * 4,
            Trigger.anchors(ANCHORS),
            SecretsFileDetector::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int end = hits.end(i);
      if (hits.start(i) < taken) {
        continue;
      }
      taken = read(text, ANCHORS.get(hits.anchor(i)), end, sink);
    }
  }

  /** Reads what the anchor leads to; returns how far. */
  private static int read(ScannedText text, String anchor, int end, FindingSink sink) {
    if (anchor.startsWith(":")) {
      return shared(text, end, sink);
    }
    if (anchor.startsWith("]")) {
      return mailbox(text, end, sink);
    }
    if (anchor.startsWith("{")) {
      return word(text, end, ":", sink);
    }
    return switch (anchor) {
      case " on >" -> word(text, end, "", sink);
      case "password 51:b:" -> hex(text, end, 16, sink);
      case "\"password\"=hex:" -> hex(text, end, 8, sink);
      case "chpasswd:" -> accounts(text, end, sink);
      case "using chap", "using pap", "client server secret" -> table(text, end, sink);
      default -> wireless(text, end, sink);
    };
  }

  /** What Windows shows of a wireless network, after a column of blanks. */
  private static int wireless(ScannedText text, int start, FindingSink sink) {
    int sign = Assignment.blanks(text, start);
    int value = Assignment.blanks(text, sign + 1);
    int end = value;
    while (end - value < PlacedPassword.MOST && text.at(end) >= ' ') {
      end++;
    }
    if (text.at(sign) == ':') {
      PlacedPassword.report(text, value, end, SCORE, sink);
    }
    return Math.max(start, end);
  }

  /** What both ends of a tunnel know, in quotes or as a number. */
  private static int shared(ScannedText text, int start, FindingSink sink) {
    Word value = ConfigLine.from(text, start).at(0);
    if (value.quoted() || value.startsWith("0x") || value.startsWith("0s")) {
      PlacedPassword.report(text, value.start(), value.end(), SCORE, sink);
    }
    return Math.max(start, value.end());
  }

  /** A name, which may be an address, and the password behind the last colon. */
  private static int mailbox(ScannedText text, int start, FindingSink sink) {
    Word login = ConfigLine.from(text, start).at(0);
    int colon = login.folded().indexOf(':');
    if (colon > 0) {
      PlacedPassword.report(text, login.start() + colon + 1, login.end(), SCORE, sink);
    }
    return Math.max(start, login.end());
  }

  /** All up to a blank or one of the signs. */
  private static int word(ScannedText text, int start, String signs, FindingSink sink) {
    int end = start;
    while (end - start < PlacedPassword.MOST
        && text.at(end) > ' '
        && "\"'`<>".indexOf(text.at(end)) < 0
        && signs.indexOf(text.at(end)) < 0) {
      end++;
    }
    if (end > start && ToldValue.isNoWord(text.subSequence(start, end))) {
      PlacedPassword.report(text, start, end, SCORE, sink);
    }
    return end;
  }

  /** Bytes in hexadecimal digits, with commas between or without. */
  private static int hex(ScannedText text, int start, int least, FindingSink sink) {
    int end = start;
    int digits = 0;
    while (end - start < PlacedPassword.MOST * 4
        && (Alphabet.ANY_HEX.holds(text.at(end)) || text.at(end) == ',')) {
      digits += text.at(end) == ',' ? 0 : 1;
      end++;
    }
    if (digits >= least) {
      PlacedPassword.report(text, start, end, SCORE, sink);
    }
    return end;
  }

  /** Lines of a name, a colon and the password, as machines are told when they are made. */
  private static int accounts(ScannedText text, int start, FindingSink sink) {
    int at = lineEnd(text, start);
    for (int i = 0; i < MAX_LINES && text.at(at) == '\n'; i++) {
      ConfigLine line = ConfigLine.from(text, at + 1);
      Word login = line.at(line.size() - 1);
      int colon = login.folded().indexOf(':');
      if (line.size() < 3 && colon > 0) {
        int value = login.start() + colon + 1;
        if (value < login.end() && ToldValue.isNoWord(text.subSequence(value, login.end()))) {
          PlacedPassword.report(text, value, login.end(), SCORE, sink);
        }
      }
      at = Math.max(at + 1, line.end());
    }
    return at;
  }

  /** Lines of a name, a server, the password and addresses. */
  private static int table(ScannedText text, int start, FindingSink sink) {
    int at = lineEnd(text, start);
    for (int i = 0; i < MAX_LINES && text.at(at) == '\n'; i++) {
      ConfigLine line = ConfigLine.from(text, at + 1);
      Word value = line.at(2);
      boolean row = line.size() > 2 && line.size() < 6 && !line.at(0).startsWith("#");
      if (row
          && (value.quoted() || ToldValue.isNoWord(text.subSequence(value.start(), value.end())))) {
        PlacedPassword.report(text, value.start(), value.end(), SCORE, sink);
      }
      at = Math.max(at + 1, line.end());
    }
    return at;
  }

  private static int lineEnd(ScannedText text, int from) {
    int at = from;
    while (at - from < PlacedPassword.MOST && at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
    return at;
  }
}
