package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * E-mail addresses, found outwards from each {@code @}: mailbox names plain or quoted (RFC 5321,
 * letters of any script as in RFC 6531), domain names or address literals.
 */
public final class EmailDetector implements Detector {
  private static final int MAX_LOCAL = 64;
  private static final int MAX_DOMAIN = 253;

  /** The longest top level that is taken with an ending, as in {@code example.hu-ra}. */
  private static final int MAX_DECLINED = 4;

  private static final int MAX_LABEL = 63;
  private static final int MAX_LITERAL = 48;
  private static final String LOCAL_SIGNS = "._%+-'!#$&*~^";
  private static final Set<String> FILE_ENDINGS =
      Set.of(
          "png", "jpg", "jpeg", "gif", "svg", "webp", "css", "html", "json", "yaml", "yml",
          "service", "socket", "timer", "slice");

  @Override
  public String id() {
    return "email";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Set<String> categories() {
    return Set.of("pii.email");
  }

  @Override
  public int maxMatchLength() {
    return MAX_LOCAL + 1 + MAX_DOMAIN;
  }

  @Override
  public Reach reach() {
    return Reach.from(EmailDetector::mailboxStart);
  }

  /** A quoted mailbox name may hold spaces, so that an open quote may begin one. */
  static int mailboxStart(ScannedText text, int trigger) {
    int start = trigger;
    while (trigger - start <= MAX_LOCAL && start > 0 && isLocal(text.charAt(start - 1))) {
      start--;
    }
    boolean closed = text.at(trigger - 1) == '"';
    int quote = closed ? trigger - 2 : trigger - 1;
    while (trigger - quote <= MAX_LOCAL + 1 && text.at(quote) != '\n' && !isQuote(text, quote)) {
      quote--;
    }
    boolean opens = isQuote(text, quote) && !CharacterKinds.joinsWord(text.at(quote - 1));
    return opens ? Math.min(start, quote) : start;
  }

  private static boolean isQuote(ScannedText text, int at) {
    return text.at(at) == '"' && text.at(at - 1) != '\\';
  }

  @Override
  public Trigger trigger() {
    return Trigger.anchors("@");
  }

  @Override
  public void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int at = hits.start(i);
      int start = at < taken ? -1 : localStart(text, at, taken);
      int end = start < 0 ? -1 : hostEnd(text, at + 1);
      if (end > 0
          && !isRemoteRepository(text, start, at, end)
          && !LoginInAddress.isOne(text, start, at, end)
          && !MessageNumber.isOne(text, start, end)) {
        sink.add(start, end, "pii.email", "EMAIL", 0.95, Evidence.PATTERN);
        taken = end;
      }
    }
  }

  /** Start of the mailbox name that ends at the sign, or -1. */
  private static int localStart(ScannedText text, int at, int floor) {
    if (text.at(at - 1) == '"') {
      return quotedStart(text, at, floor);
    }
    int start = at;
    while (start > floor && isLocal(text.charAt(start - 1))) {
      boolean twoDots = text.charAt(start - 1) == '.' && text.at(start) == '.';
      // WHY: asterisks in a row stand for a name that somebody has masked before.
      boolean masked = text.charAt(start - 1) == '*' && text.at(start) == '*';
      boolean field = text.charAt(start - 1) == '*' && isField(text, start - 1);
      if (twoDots || masked || field || at - start > MAX_LOCAL) {
        break;
      }
      start--;
    }
    start = unglued(text, start, at);
    while (start < at && isLocalEdge(text.charAt(start))) {
      start++;
    }
    boolean fits = at > start && at - start <= MAX_LOCAL && text.charAt(at - 1) != '.';
    return fits ? start : -1;
  }

  /** A star behind the two capitals that say in X12 what the next field is: {@code *EM*}. */
  private static boolean isField(ScannedText text, int star) {
    return text.at(star - 3) == '*' && isCapital(text.at(star - 2)) && isCapital(text.at(star - 1));
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /**
   * Behind the word in front that is written without a space, as in {@code 邮箱bob@}; the start of a
   * mailbox or host in such a script itself, or of a name in two parts, as in {@code 明美.田中49@}.
   */
  private static int unglued(ScannedText text, int start, int at) {
    int foreign = at;
    while (foreign > start && text.charAt(foreign - 1) < 128) {
      foreign--;
    }
    boolean glued =
        foreign > start
            && foreign < at
            && isGlued(text.charAt(foreign - 1))
            && CharacterKinds.isAsciiAlphanumeric(text.at(at + 1))
            && !isInParts(text, start, foreign);
    return glued ? foreign : start;
  }

  /** Whether a dot or the like joins the letters in the range as it joins parts of a name. */
  private static boolean isInParts(ScannedText text, int from, int to) {
    for (int i = from + 1; i < to - 1; i++) {
      boolean joint = "._-".indexOf(text.charAt(i)) >= 0;
      if (joint && isGlued(text.charAt(i - 1)) && isGlued(text.charAt(i + 1))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isGlued(char c) {
    return CharacterKinds.isGluing(c) || CharacterKinds.isUnspaced(c);
  }

  private static boolean isLocal(char c) {
    return c < 128
        ? CharacterKinds.isAsciiAlphanumeric(c) || LOCAL_SIGNS.indexOf(c) >= 0
        : isForeignLetter(c);
  }

  /** Start of a quoted mailbox name, or -1; a word glued to its front makes it a quotation. */
  private static int quotedStart(ScannedText text, int at, int floor) {
    int start = at - 2;
    while (start >= floor && at - start <= MAX_LOCAL) {
      char c = text.charAt(start);
      if (c == '"' && text.at(start - 1) != '\\') {
        boolean empty = start == at - 2;
        return empty || CharacterKinds.joinsWord(text.at(start - 1)) ? -1 : start;
      }
      if (c == '\n') {
        return -1;
      }
      start--;
    }
    return -1;
  }

  private static int hostEnd(ScannedText text, int start) {
    return text.at(start) == '[' ? literalEnd(text, start) : domainEnd(text, start);
  }

  /** End of an address literal such as {@code [192.0.2.1]} or {@code [IPv6:2001:db8::1]}, or -1. */
  private static int literalEnd(ScannedText text, int start) {
    int end = start + 1;
    int digits = 0;
    while (end - start < MAX_LITERAL && isLiteral(text.at(end))) {
      digits += CharacterKinds.isDigit(text.at(end)) ? 1 : 0;
      end++;
    }
    return text.at(end) == ']' && digits >= 2 ? end + 1 : -1;
  }

  private static boolean isLiteral(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || c == '.' || c == ':';
  }

  /** Signs that may stand inside a mailbox name but are punctuation in front of it. */
  private static boolean isLocalEdge(char c) {
    return c < 128 && c != '_' && !CharacterKinds.isAsciiAlphanumeric(c);
  }

  private static boolean isForeignLetter(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c) || CharacterKinds.isMark(c);
  }

  /** End of the domain that starts here, or -1: labels with a dot, the last one a word. */
  private static int domainEnd(ScannedText text, int start) {
    int end = -1;
    int label = start;
    int labels = 0;
    while (label - start < MAX_DOMAIN) {
      int stop = labelEnd(text, label);
      if (stop == label) {
        break;
      }
      labels++;
      if (labels > 1) {
        end = topLevelEnd(text, label, stop, end);
      }
      if (text.at(stop) != '.') {
        break;
      }
      label = stop + 1;
    }
    return end > 0 && end - start <= MAX_DOMAIN && !countsOn(text, end) ? end : -1;
  }

  /** Parts of versions and of numbered files: {@code core@7.19.1}, {@code a@42.stream.0.mp4}. */
  private static boolean countsOn(ScannedText text, int end) {
    char part = text.at(end + 1);
    char next = text.at(end + 2);
    boolean one = CharacterKinds.isDigit(part) || (part >= 'a' && part <= 'z');
    return text.at(end) == '.' && one && !CharacterKinds.joinsWord(next) && next != ' ';
  }

  /**
   * End of the top level that a label is or holds, in front of an ending of grammar or particle.
   */
  private static int topLevelEnd(ScannedText text, int start, int stop, int otherwise) {
    int latin = start;
    while (latin < stop && CharacterKinds.isAsciiLetter(text.charAt(latin))) {
      latin++;
    }
    // WHY: no top level mixes scripts, and words without spaces between them follow at once.
    boolean particle = latin < stop && latin > start + 1 && isGlued(text.charAt(latin));
    if (!particle && isTopLevel(text, start, stop)) {
      return stop;
    }
    boolean ending =
        latin < stop
            && text.charAt(latin) == '-'
            && latin - start <= MAX_DECLINED
            && Character.isLetter(text.charAt(latin + 1));
    return (particle || ending) && isTopLevel(text, start, latin) ? latin : otherwise;
  }

  private static int labelEnd(ScannedText text, int start) {
    int end = start;
    while (end - start <= MAX_LABEL && isLabel(text.at(end), end > start)) {
      end++;
    }
    while (end > start && text.charAt(end - 1) == '-') {
      end--;
    }
    return end - start <= MAX_LABEL ? end : start;
  }

  private static boolean isLabel(char c, boolean inside) {
    return CharacterKinds.isAsciiAlphanumeric(c)
        || (c == '-' && inside)
        || (c >= 128 && isForeignLetter(c));
  }

  private static boolean isTopLevel(ScannedText text, int start, int end) {
    if (end - start < 2) {
      return false;
    }
    String label = CaseFolding.fold(text.subSequence(start, end));
    if (label.startsWith("xn--")) {
      return label.length() > 4;
    }
    return label.chars().noneMatch(c -> c == '-' || (c >= '0' && c <= '9'))
        && !FILE_ENDINGS.contains(label);
  }

  /** {@code git@host:path} names a repository, nobody's mailbox. */
  private static boolean isRemoteRepository(ScannedText text, int start, int at, int end) {
    return text.at(end) == ':'
        && CharacterKinds.isAsciiLetter(text.at(end + 1))
        && text.subSequence(start, at).equals("git");
  }
}
