package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;

/** Numbers of messages and of entries in calendars, which are written as mailboxes are. */
final class MessageNumber {
  private static final int REACH = 60;
  private static final List<String> HEADERS =
      List.of("message-id:", "in-reply-to:", "references:", "content-id:", "msgid=", "message-id=");

  private MessageNumber() {}

  /** Whether what begins here follows such a header at once. */
  static boolean isOne(ScannedText text, int start) {
    if (!CharacterKinds.isAsciiAlphanumeric(text.at(start))) {
      return false;
    }
    int from = start;
    while (from > 0 && start - from < REACH && text.charAt(from - 1) != '\n') {
      from--;
    }
    int end = start;
    while (end > from && (text.charAt(end - 1) == '<' || text.charAt(end - 1) == ' ')) {
      end--;
    }
    String before = CaseFolding.fold(text.subSequence(from, end));
    return before.equals("uid:") || HEADERS.stream().anyMatch(before::endsWith);
  }
}
