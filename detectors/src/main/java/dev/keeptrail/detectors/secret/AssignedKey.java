package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.secret.Assignment.Link;
import dev.keeptrail.detectors.secret.SecretName.Kind;

/** Judges what is given to a name that promises a key or token: a machine must have made it. */
final class AssignedKey {
  private static final int UUID_LENGTH = 36;
  private static final int SHORT = 8;
  private static final int LONG = 16;

  private AssignedKey() {}

  /** How sure it is that the value is a secret; 0 if it is none. */
  static double score(SecretName name, Assignment assignment, String value) {
    boolean compound = name.kind() == Kind.TOKEN;
    if (value.length() < SHORT || value.indexOf(' ') >= 0 || Placeholders.isPlaceholder(value)) {
      return 0;
    }
    if (!assignment.quoted() && Placeholders.isCode(value)) {
      return 0;
    }
    if (Randomness.isDate(value)) {
      return 0;
    }
    if (isUuid(value)) {
      return compound && assignment.link() != Link.SPACE ? 0.7 : 0;
    }
    if (!isKeyLike(value)) {
      return assignment.quoted() && isPhrase(value) ? 0.6 : 0;
    }
    if (Randomness.isRandom(value)) {
      return compound ? 0.8 : 0.6;
    }
    boolean sign = assignment.link() == Link.SIGN;
    if (compound && Randomness.isPerhapsRandom(value)) {
      return Randomness.isSequence(value) ? 0.5 : sign ? 0.6 : 0.55;
    }
    boolean given = sign && compound && isMixed(value);
    return given && !Randomness.isSequence(value) ? 0.55 : 0;
  }

  private static boolean isUuid(String value) {
    return value.length() == UUID_LENGTH
        && value.charAt(8) == '-'
        && value.charAt(23) == '-'
        && value.chars().filter(c -> c == '-').count() == 4;
  }

  /** Characters that keys are made of, and no path, address or sentence. */
  private static boolean isKeyLike(String value) {
    int slashes = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= 128 || (!Alphabet.ANY_BASE64.holds(c) && ".~%:!$@#^*".indexOf(c) < 0)) {
        return false;
      }
      slashes += c == '/' ? 1 : 0;
    }
    return value.charAt(0) != '/' && slashes * 8 <= value.length();
  }

  /** Long and full of signs, as people write secrets for machines. */
  private static boolean isPhrase(String value) {
    long signs =
        value.chars().filter(c -> !Character.isLetterOrDigit(c) && "/.-_:".indexOf(c) < 0).count();
    return value.length() >= LONG
        && signs * 8 >= value.length()
        && Randomness.distinct(value) > 12
        && value.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  /** Letters and digits in turns, as names and versions seldom have. */
  private static boolean isMixed(String value) {
    return Randomness.switches(value) >= (value.length() < LONG ? 2 : 3);
  }
}
