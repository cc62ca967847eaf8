package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * The password in {@code user:password@host} without a scheme in front, as commands, drivers and
 * lists of proxies have it. A port behind the host, or a command before the user, says that it is
 * no address of a mailbox behind a label.
 */
final class BareLoginDetector {
  private static final String CATEGORY = "secret.url_credentials";
  private static final double SCORE = 0.75;
  private static final int MAX_PASSWORD = 64;
  private static final int MAX_USER = 64;
  private static final int MAX_HOST = 100;
  private static final int LINE = 80;
  private static final String USER_SIGNS = "._-\\+";

  /** Drivers of Go put the kind of the connection before the host. */
  private static final List<String> NETWORKS = List.of("tcp(", "unix(");

  private static final List<String> COMMANDS =
      List.of(
          "ssh ",
          "scp ",
          "sftp ",
          "rsync ",
          "ftp ",
          "mysqlsh ",
          "mongosh ",
          "mongo ",
          "psql ",
          "redis-cli ",
          "secretsdump",
          "psexec",
          "wmiexec",
          "smbexec",
          "smbclient.py");
  private static final Set<String> LABELS =
      Set.of("mailto", "email", "mail", "to", "from", "cc", "bcc", "sip", "sips", "xmpp", "acct");

  private BareLoginDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "bare-login",
            1,
            Set.of(CATEGORY),
            MAX_PASSWORD,
            Trigger.anchors("@"),
            BareLoginDetector::detect)
        .reaching(Reach.from(Lead.TOKEN).lookingBack(MAX_PASSWORD + MAX_USER + LINE));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int sign = hits.start(i);
      if (sign >= taken) {
        taken = Math.max(taken, listed(text, sign, sink));
      }
      int colon = colon(text, sign, taken);
      if (colon < 0) {
        continue;
      }
      int user = colon;
      while (colon - user < MAX_USER && isUser(text.at(user - 1))) {
        user--;
      }
      boolean quoted = !isPassword(text.at(sign - 1));
      int start = colon + (quoted ? 2 : 1);
      int end = sign - (quoted ? 1 : 0);
      String password = text.subSequence(start, Math.max(start, end));
      boolean named = user < colon;
      if (named
          && !password.isEmpty()
          && ToldValue.isNoWord(password)
          && !Placeholders.isPlaceholder(password)
          && !LABELS.contains(CaseFolding.fold(text.subSequence(user, colon)))
          && (hasPort(text, sign + 1) || isCommand(text, user))) {
        sink.add(start, end, CATEGORY, "CREDENTIALS", SCORE, Evidence.CONTEXT);
        taken = sign;
      }
    }
  }

  /** A line of a list of mailboxes and passwords; returns where the password ends, or 0. */
  private static int listed(ScannedText text, int sign, FindingSink sink) {
    int at = sign + 1;
    boolean dot = false;
    while (at - sign < MAX_HOST
        && (CharacterKinds.isAsciiAlphanumeric(text.at(at))
            || text.at(at) == '-'
            || text.at(at) == '.')) {
      dot |= text.at(at) == '.';
      at++;
    }
    char parting = text.at(at);
    if (!dot || (parting != ':' && parting != '|' && parting != ';')) {
      return 0;
    }
    int start = at + 1;
    int end = start;
    while (end - start < MAX_PASSWORD && text.at(end) > ' ') {
      end++;
    }
    boolean whole = text.at(end) == '\n' || text.at(end) == '\r' || text.at(end) == '\0';
    var value = new ToldValue(start, end);
    if (whole && end > start && value.isClear(text) && value.isUnmistakable(text, true)) {
      sink.add(start, end, CATEGORY, "CREDENTIALS", SCORE, Evidence.CONTEXT);
      return end;
    }
    return 0;
  }

  /** The colon before a password of some length that ends here; -1 for none. */
  private static int colon(ScannedText text, int sign, int taken) {
    int at = sign - 1;
    if (at > taken && (text.at(at) == '\'' || text.at(at) == '"')) {
      at--;
    }
    while (at >= taken && sign - at <= MAX_PASSWORD && isPassword(text.at(at))) {
      at--;
    }
    at -= at > taken && (text.at(at) == '\'' || text.at(at) == '"') ? 1 : 0;
    return at >= taken && text.at(at) == ':' && sign - at > 6 ? at : -1;
  }

  private static boolean isPassword(char c) {
    return c > ' ' && c < 0x7F && ":/@\"'`<>,;()[]{}|\\".indexOf(c) < 0;
  }

  private static boolean isUser(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || (c != '\0' && USER_SIGNS.indexOf(c) >= 0);
  }

  private static boolean hasPort(ScannedText text, int host) {
    if (NETWORKS.stream().anyMatch(network -> Assignment.stands(text, host, network))) {
      return true;
    }
    int at = host;
    while (at - host < MAX_HOST
        && (CharacterKinds.isAsciiAlphanumeric(text.at(at))
            || text.at(at) == '.'
            || text.at(at) == '-')) {
      at++;
    }
    return at > host && text.at(at) == ':' && CharacterKinds.isDigit(text.at(at + 1));
  }

  private static boolean isCommand(ScannedText text, int user) {
    int start = user;
    while (user - start < LINE && start > 0 && text.at(start - 1) != '\n') {
      start--;
    }
    String line = CaseFolding.fold(text.subSequence(start, user));
    return COMMANDS.stream().anyMatch(line::contains);
  }
}
