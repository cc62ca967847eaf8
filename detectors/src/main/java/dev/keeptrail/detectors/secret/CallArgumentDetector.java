package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * Passwords and keys among the arguments of functions that are known to take a user and a password
 * by their order, such as {@code mysqli_connect("host", "user", "…")}.
 */
final class CallArgumentDetector {
  private static final double SCORE = 0.75;
  private static final int MAX_CALL = 400;
  private static final int LEAST = 6;

  /** Everybody's clients: it takes a token only behind an account of Twilio. */
  private static final String ANY_CLIENT = "client(";

  private static final String ACCOUNT = "AC";
  private static final int HEX = 32;

  /** A function, with its bracket, and which of its arguments is the password, from 0. */
  private record Function(String name, int argument) {}

  private static final List<Function> FUNCTIONS =
      List.of(
          new Function("pdo(", 2),
          new Function("mysqli_connect(", 2),
          new Function("mysqli_real_connect(", 3),
          new Function("mysqli(", 2),
          new Function("mysql_connect(", 2),
          new Function("odbc_connect(", 2),
          new Function("oci_connect(", 1),
          new Function("getconnection(", 2),
          new Function("pymysql.connect(", 2),
          new Function("mysqldb.connect(", 2),
          new Function("cx_oracle.connect(", 1),
          new Function("oracledb.connect(", 1),
          new Function("dbi->connect(", 2),
          new Function("dbi.connect(", 2),
          new Function("ftp_login(", 2),
          new Function("ssh2_auth_password(", 2),
          new Function("ldap_bind(", 2),
          new Function("imap_open(", 2),
          new Function("simple_bind_s(", 1),
          new Function("httpbasicauth(", 1),
          new Function("httpdigestauth(", 1),
          new Function("auth=(", 1),
          new Function("basicauth(", 1),
          new Function("basic_auth(", 1),
          new Function("credentials.basic(", 1),
          new Function("networkcredential(", 1),
          new Function("directoryentry(", 2),
          new Function("= password(", 0),
          new Function("jwt.sign(", 1),
          new Function("jwt.verify(", 1),
          new Function("jwt.encode(", 1),
          new Function("jwt.decode(", 1),
          new Function("createhmac(", 1),
          new Function("pgp_sym_encrypt(", 1),
          new Function("pgp_sym_decrypt(", 1),
          new Function("passwordauthentication(", 1),
          new Function("passwordcredentials(", 1),
          new Function("passwordauthenticationtoken(", 1),
          new Function("authtokens.basic(", 1),
          new Function("plainauth(", 2),
          new Function("ssh.password(", 0),
          new Function(".login(", 1),
          new Function("wifi.begin(", 1),
          new Function("algoliasearch(", 1),
          new Function("twilio(", 1),
          new Function("'twilio')(", 1),
          new Function("\"twilio\")(", 1),
          new Function("twilio.init(", 1),
          new Function("twilio.rest.client(", 1),
          new Function("twilioclient.init(", 1),
          new Function(ANY_CLIENT, 1),
          new Function("wifi.softap(", 1),
          new Function("credentials::new(", 1),
          new Function("basicawscredentials(", 1),
          new Function("awsbasiccredentials.create(", 1),
          new Function("newstaticcredentials(", 1),
          new Function("newstaticcredentialsprovider(", 1));

  private CallArgumentDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "call-argument",
            2,
            Set.of(PlacedPassword.CATEGORY),
            PlacedPassword.MOST,
            Trigger.anchors(FUNCTIONS.stream().map(Function::name).toList()),
            CallArgumentDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(MAX_CALL));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      Function function = FUNCTIONS.get(hits.anchor(i));
      boolean takes = !function.name().equals(ANY_CLIENT) || isAccount(text, hits.end(i));
      if (hits.start(i) >= taken && takes) {
        taken = call(text, hits.end(i), function.argument(), sink);
      }
    }
  }

  /**
   * Whether an account of Twilio, quoted, is the first argument and a token of its form another.
   */
  private static boolean isAccount(ScannedText text, int start) {
    int at = blanks(text, start);
    int account = at + 1;
    int digits = account + ACCOUNT.length();
    char quote = text.at(at);
    if (!Assignment.isOneOf(quote, Assignment.QUOTES)
        || text.at(account) != ACCOUNT.charAt(0)
        || text.at(account + 1) != ACCOUNT.charAt(1)
        || !isHex(text, digits)
        || text.at(digits + HEX) != quote) {
      return false;
    }
    int comma = blanks(text, digits + HEX + 1);
    int token = blanks(text, comma + 1);
    return text.at(comma) == ','
        && Assignment.isOneOf(text.at(token), Assignment.QUOTES)
        && isHex(text, token + 1)
        && text.at(token + 1 + HEX) == text.at(token);
  }

  private static boolean isHex(ScannedText text, int start) {
    for (int i = start; i < start + HEX; i++) {
      char c = text.at(i);
      if (!CharacterKinds.isDigit(c) && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static int blanks(ScannedText text, int start) {
    int at = start;
    while (at - start < MAX_CALL && text.at(at) != '\0' && Character.isWhitespace(text.at(at))) {
      at++;
    }
    return at;
  }

  /** Goes over the arguments to the one that counts; returns where it stopped. */
  private static int call(ScannedText text, int start, int argument, FindingSink sink) {
    int commas = 0;
    int at = start;
    while (at - start < MAX_CALL && at < text.length()) {
      char c = text.charAt(at);
      if (Assignment.isOneOf(c, Assignment.QUOTES)) {
        int end = quotedEnd(text, at);
        if (end < 0) {
          return at;
        }
        if (commas == argument) {
          report(text, at + 1, end, sink);
          return end;
        }
        at = end + 1;
      } else if (c == ')' || c == ';' || c == '{') {
        return at;
      } else {
        commas += c == ',' ? 1 : 0;
        at++;
      }
    }
    return at;
  }

  private static int quotedEnd(ScannedText text, int quote) {
    int end = quote + 1;
    while (end - quote <= PlacedPassword.MOST * 2 && text.at(end) != text.at(quote)) {
      if (text.at(end) == '\n' || text.at(end) == '\0') {
        return -1;
      }
      end++;
    }
    return text.at(end) == text.at(quote) ? end : -1;
  }

  private static void report(ScannedText text, int start, int end, FindingSink sink) {
    boolean plausible = end - start >= LEAST && "$<{%:/".indexOf(text.at(start)) < 0;
    boolean words = text.subSequence(start, end).indexOf(' ') >= 0;
    if (plausible && (!words || PassPhrase.isGiven(text, start, end))) {
      PlacedPassword.report(text, start, end, SCORE, sink);
    }
  }
}
