package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.Set;

/**
 * A name to log in with that a sentence tells, as in {@code her user name in the portal is
 * mira_k71}: right behind a word that means nothing else, or behind a verb a few words on. It must
 * hold what words do not. Stateless.
 */
final class ToldLogin {
  private static final int REACH = 48;
  private static final int MAX_WORDS = 4;
  private static final int LEAST = 4;
  private static final WordTable LABELS = ContextWords.table("username_bare");
  private static final WordTable VERBS = ContextWords.table("tells");

  /** What names of hosts and files end in. */
  private static final Set<String> ENDINGS =
      Set.of(
          "com", "net", "org", "io", "dev", "txt", "html", "htm", "json", "xml", "yml", "yaml",
          "php", "js", "py", "md", "pdf", "log", "conf", "csv", "java", "sh", "de", "fr", "ru");

  private ToldLogin() {}

  /** Where the name begins behind the label; -1 if the sentence tells none. */
  static int after(ScannedText text, int label, int labelEnd) {
    if (LABELS.match(text, label, labelEnd) != labelEnd || text.at(labelEnd) != ' ') {
      return -1;
    }
    int at = labelEnd;
    int words = 0;
    while (at - labelEnd < REACH && words <= MAX_WORDS) {
      if (text.at(at) == ' ') {
        at++;
        continue;
      }
      int verb = VERBS.match(text, at, labelEnd + REACH);
      if (verb > at) {
        at = verb;
        while (" \"'`«“".indexOf(text.at(at)) >= 0 && at - verb < 4) {
          at++;
        }
        return isLogin(text, at, end(text, at)) ? at : -1;
      }
      int end = end(text, at);
      if (words == 0 && isLogin(text, at, end)) {
        return at;
      }
      if (!Character.isLetter(text.at(at))) {
        return -1;
      }
      words++;
      at = end;
    }
    return -1;
  }

  private static int end(ScannedText text, int start) {
    int end = start;
    while (end - start < REACH
        && (CharacterKinds.joinsWord(text.at(end)) || ".-".indexOf(text.at(end)) >= 0)
        && text.at(end) != '\0') {
      end++;
    }
    while (end > start && ".-".indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  /** Letters with a digit, or with a sign within. */
  private static boolean isLogin(ScannedText text, int start, int end) {
    if (end - start < LEAST || !CharacterKinds.isAsciiLetter(text.at(start))) {
      return false;
    }
    int digits = 0;
    boolean sign = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      digits += CharacterKinds.isDigit(c) ? 1 : 0;
      sign |= c == '_' || c == '.';
    }
    boolean letters = end - start - digits > 2;
    return letters && (digits > 0 || sign) && !isHost(text, start, end);
  }

  /** Whether it ends as names of hosts and files do. */
  static boolean isHost(ScannedText text, int start, int end) {
    int dot = end - 1;
    while (dot > start && text.at(dot) != '.') {
      dot--;
    }
    return dot > start && ENDINGS.contains(CaseFolding.fold(text.subSequence(dot + 1, end)));
  }
}
