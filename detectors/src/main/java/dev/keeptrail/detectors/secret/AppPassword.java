package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.secret.Assignment.Link;
import dev.keeptrail.detectors.secret.SecretName.Kind;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Passwords that mail services draw for one application, as they show them and people paste them:
 * four groups of four small letters. Stateless.
 */
final class AppPassword {
  private static final int GROUPS = 4;
  private static final int LENGTH = GROUPS * 5 - 1;

  private AppPassword() {}

  /** All groups where only the first was taken for the value; otherwise what was given. */
  static Assignment whole(ScannedText text, SecretName name, Assignment given) {
    boolean first =
        name.kind() == Kind.PASSWORD
            && given.link() == Link.SIGN
            && !given.quoted()
            && given.end() - given.start() == GROUPS;
    return first && isGrouped(text, given.start())
        ? new Assignment(given.start(), given.start() + LENGTH, given.link(), true)
        : given;
  }

  private static boolean isGrouped(ScannedText text, int start) {
    for (int i = 0; i < LENGTH; i++) {
      char c = text.at(start + i);
      if (i % (GROUPS + 1) == GROUPS ? c != ' ' : c < 'a' || c > 'z') {
        return false;
      }
    }
    char next = text.at(start + LENGTH);
    return next == '\0' || next == '\n' || next == '\r';
  }
}
