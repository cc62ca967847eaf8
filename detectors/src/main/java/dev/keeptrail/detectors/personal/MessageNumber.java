package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import dev.keeptrail.detectors.view.Views;
import java.util.List;

/** Numbers of messages and of entries in calendars, which are written as mailboxes are. */
final class MessageNumber {
  private static final int REACH = 60;

  /** So many characters may stand for one. */
  private static final int ESCAPE = 6;

  private static final List<String> HEADERS =
      List.of("message-id:", "in-reply-to:", "references:", "content-id:", "msgid=", "message-id=");

  private MessageNumber() {}

  /** Whether what is written in a range follows such a header at once. */
  static boolean isOne(ScannedText text, int start, int end) {
    if (!CharacterKinds.isAsciiAlphanumeric(text.at(start))) {
      return false;
    }
    // WHY: letters that are guessed turn the header as well, and a number stays one.
    String before =
        Views.guessesLetters(text.view()) ? written(text, start, end) : seen(text, start);
    return before.equals("uid:") || HEADERS.stream().anyMatch(before::endsWith);
  }

  private static String written(ScannedText text, int start, int end) {
    ScannedText before = TextNormalizer.normalize(text.writtenBefore(start, end, REACH * ESCAPE));
    return seen(before, before.length());
  }

  /** What stands on the line in front of a place and its bracket, case folded. */
  private static String seen(ScannedText text, int start) {
    int from = start;
    while (from > 0 && start - from < REACH && text.charAt(from - 1) != '\n') {
      from--;
    }
    int end = start;
    while (end > from && (text.charAt(end - 1) == '<' || text.charAt(end - 1) == ' ')) {
      end--;
    }
    return CaseFolding.fold(text.subSequence(from, end));
  }
}
