package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Lead;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.TextNormalizer;
import dev.keeptrail.detectors.view.Views;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells which tokens around an {@code @} would be other addresses if their letters were turned by
 * thirteen places or their signs by 47, read backwards, or written in digits. Turned by 47 places
 * an address need not hold one: then its end tells. Such a token is reported whole, from the quote
 * on that may open its mailbox.
 */
public final class DisguisedEmail {
  private static final String LABEL = "EMAIL";
  private static final EmailDetector ADDRESSES = new EmailDetector();

  /** What ends most addresses. */
  private static final List<String> TOP_LEVELS = List.of(".com", ".net", ".org", ".edu", ".gov");

  private DisguisedEmail() {}

  private static String[] triggers() {
    return Stream.concat(Stream.of("@"), TOP_LEVELS.stream().map(CueWords::rot47))
        .toArray(String[]::new);
  }

  public static Detector detector() {
    return new RuleDetector(
            "disguised-email",
            1,
            Set.of("pii.email"),
            2 * Lead.MAX_TOKEN,
            Trigger.anchors(triggers()),
            DisguisedEmail::detect)
        .reaching(
            Reach.from((text, at) ->
                Math.min(Lead.TOKEN.start(text, at), EmailDetector.mailboxStart(text, at))));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      int at = hits.start(hit);
      if (at >= taken) {
        boolean quoted = text.at(at - 1) == '"';
        int start = quoted ? EmailDetector.mailboxStart(text, at) : Lead.TOKEN.start(text, at);
        int end = at;
        while (end - at <= Lead.MAX_TOKEN && !isEnd(text.at(end))) {
          end++;
        }
        taken = end;
        boolean alone = at == start && end == at + 1;
        if (!alone && (end - start > Lead.MAX_TOKEN || isDisguised(text, start, at, end))) {
          sink.add(start, end, "pii.email", LABEL, 1, Evidence.MODEL);
        }
      }
    }
  }

  private static boolean isEnd(char c) {
    return c == '\0' || Character.isWhitespace(c);
  }

  /** Whether another reading shows an address where the token as written shows none. */
  private static boolean isDisguised(ScannedText text, int start, int at, int end) {
    if (text.at(at + 1) == '"' || text.at(at - 1) == '"') {
      return true;
    }
    String token = text.subSequence(start, end);
    boolean[] plain = new boolean[token.length()];
    mark(token, plain, false);
    var turned = new StringBuilder(token.length());
    var lettered = new StringBuilder(token.length());
    var parted = new StringBuilder(token.length());
    var words = new StringBuilder(token.length());
    // WHY: an at sign in front of another one may stand for a letter as well.
    int last = token.lastIndexOf('@');
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      turned.append(CueWords.rot13(c));
      boolean letter = (c >= '0' && c <= '9') || "$!|".indexOf(c) >= 0 || (c == '@' && i < last);
      lettered.append(letter ? 'x' : c);
      boolean sign = c == '@' && !Views.isLeetLetter(text, start + i);
      parted.append((letter || c == '@') && !sign ? 'x' : c);
      words.append(c);
    }
    reverseWords(words);
    String backwards = new StringBuilder(token).reverse().toString();
    return shows(turned.toString(), plain, false)
        || shows(CueWords.rot47(token), plain, false)
        || shows(lettered.toString(), plain, false)
        || shows(parted.toString(), plain, false)
        || shows(words.toString(), plain, false)
        || shows(backwards, plain, true);
  }

  private static void reverseWords(StringBuilder text) {
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      String word = new StringBuilder(text.substring(at, end)).reverse().toString();
      text.replace(at, end, word);
      at = end + 1;
    }
  }

  /** Whether an address of the reading goes beyond those as written. */
  private static boolean shows(String reading, boolean[] plain, boolean backwards) {
    boolean[] read = new boolean[plain.length];
    mark(reading, read, backwards);
    for (int i = 0; i < plain.length; i++) {
      if (read[i] && !plain[i]) {
        return true;
      }
    }
    return false;
  }

  private static void mark(String token, boolean[] marks, boolean backwards) {
    ScannedText text = TextNormalizer.normalize(token);
    var anchors = new IntList();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '@') {
        anchors.add(0);
        anchors.add(i);
        anchors.add(i + 1);
      }
    }
    ADDRESSES.detect(
        text,
        new Hits(anchors, new IntList()),
        (from, to, category, label, score, evidence) -> {
          for (int i = text.originalStart(from); i < text.originalEnd(to); i++) {
            marks[backwards ? marks.length - 1 - i : i] = true;
          }
        });
  }
}
