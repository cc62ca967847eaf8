package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Names of secrets that are only the end of something longer, to which nothing is given: a text in
 * quotes in a list of texts, a type of a template, the name of a resource in a cloud.
 */
final class LongerName {
  private static final int REACH = 200;
  private static final String RESOURCE = "arn:";
  private static final String JOINTS = ":/|";
  private static final String IN_RESOURCES = ":/-*.+=@";

  private LongerName() {}

  static boolean isEnd(ScannedText text, SecretName name) {
    char before = text.at(name.start() - 1);
    if (!Assignment.isOneOf(before, JOINTS)) {
      return false;
    }
    char quote = text.at(name.end());
    if (Assignment.isOneOf(quote, Assignment.QUOTES)) {
      boolean scoped = before == ':' && text.at(name.start() - 2) == ':';
      return scoped || text.at(Assignment.blanks(text, name.end() + 1)) == ',';
    }
    return isInResource(text, name.start());
  }

  /** {@code arn:aws:secretsmanager:eu-west-1:…:secret:name}: what comes last is no secret. */
  private static boolean isInResource(ScannedText text, int end) {
    int start = end;
    while (end - start < REACH
        && (CharacterKinds.isPartOfWord(text.at(start - 1))
            || Assignment.isOneOf(text.at(start - 1), IN_RESOURCES))) {
      start--;
      if (Assignment.stands(text, start, RESOURCE)) {
        return true;
      }
    }
    return false;
  }
}
