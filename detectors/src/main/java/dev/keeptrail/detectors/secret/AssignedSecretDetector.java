package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.secret.SecretName.Kind;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Passwords and keys without a shape of their own, known by the name they are given to. Where the
 * name holds an issuer's, the finding is of that issuer's category.
 */
final class AssignedSecretDetector {
  private static final String PASSWORD = "secret.password";
  private static final String KEY = "secret.api_key";
  private static final int MAX_VALUE = 256;

  /** Names stand inside values too; a value is judged once. */
  private static final int LOOK_BACK = 1_200;

  private static final Set<String> VENDORS = TokenFormats.categories();

  private AssignedSecretDetector() {}

  static Detector detector() {
    var categories = new LinkedHashSet<>(VENDORS);
    categories.add(PASSWORD);
    categories.add(KEY);
    return new RuleDetector(
            "assigned-secret",
            3,
            categories,
            MAX_VALUE,
            Trigger.anchors(
                "pass",
                "pwd",
                "pw",
                "psk",
                "kennwort",
                "mdp",
                "heslo",
                "jelsz",
                "salasana",
                "sifre",
                "şifre",
                "losenord",
                "adgangskode",
                "sandi",
                "_salt",
                "contraseña",
                "contrasena",
                "senha",
                "clave",
                "wachtwoord",
                "lösenord",
                "hasło",
                "haslo",
                "parola",
                "пароль",
                "密码",
                "密碼",
                "パスワード",
                "비밀번호",
                "secret",
                "private",
                "access",
                "token",
                "key",
                "_pat",
                "auth",
                "credential",
                "login",
                "snmp_comm",
                "snmp-comm",
                "snmpcomm",
                "reporter_id",
                "keymaterial",
                "identified by"),
            AssignedSecretDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(LOOK_BACK));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      if (hits.start(i) < taken || !TurnedNames.counts(text, hits.start(i), hits.end(i))) {
        continue;
      }
      int end = SecretName.endOf(text, hits.end(i));
      Assignment assignment = Assignment.after(text, end);
      boolean declared = SettingLine.isDeclared(text, hits.start(i));
      if (assignment == null
          || !(declared
              || assignment.isWorthALook(text)
              || OptionWord.isOne(text, hits.start(i), assignment))) {
        continue;
      }
      SecretName name = SecretName.around(text, hits.start(i), end);
      if (name == null || isPadding(text, end, assignment)) {
        continue;
      }
      // INVARIANT: a name is judged once, however many trigger words it holds.
      Assignment given =
          AppPassword.whole(text, name, SettingLine.declared(text, name.start(), assignment));
      taken = report(text, name, given, sink) ? given.end() : end;
    }
  }

  private static boolean report(
      ScannedText text, SecretName name, Assignment assignment, FindingSink sink) {
    String value = text.subSequence(assignment.start(), assignment.end());
    boolean password = name.kind() == Kind.PASSWORD;
    double score =
        LongerName.isEnd(text, name) || ProgramValue.isOne(text, name, assignment, value)
            ? 0
            : password
                ? AssignedPassword.score(text, name, assignment, value)
                : AssignedKey.score(text, name, assignment, value);
    if (score <= 0) {
      return false;
    }
    String category = password ? PASSWORD : category(name);
    String label = password ? "PASSWORD" : "API_KEY";
    sink.add(assignment.start(), assignment.end(), category, label, score, Evidence.CONTEXT);
    return true;
  }

  /** {@code …9w0Pw== user@host}: the end of Base64, and what stands behind it. */
  private static boolean isPadding(ScannedText text, int nameEnd, Assignment assignment) {
    return !assignment.quoted()
        && text.at(nameEnd) == '='
        && text.at(nameEnd + 1) == '='
        && assignment.start() > nameEnd + 2;
  }

  private static String category(SecretName name) {
    for (String word : name.words()) {
      String category = "secret." + word;
      if (VENDORS.contains(category)) {
        return category;
      }
    }
    return KEY;
  }
}
