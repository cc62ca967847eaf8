package dev.keeptrail.detectors.view;

import dev.keeptrail.detectors.View;
import dev.keeptrail.detectors.pass.CueWords;
import dev.keeptrail.detectors.pass.Cues;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Set;

/**
 * Reads {@code [at]}, {@code (dot)}, "arobase" and the like as the signs of an address. What stands
 * in brackets counts as it is; other words count where the chain of words that follows ends like a
 * host name, or half of all prose would be addresses.
 */
final class SpelledSigns {
  private static final int MAX_WORD = 64;
  private static final int MAX_SIGN = 14;
  private static final int MAX_WRAPPERS = 3;
  private static final int MAX_LEAD = 6;
  private static final int MAX_LABELS = 5;
  private static final int NONE = -1;
  private static final String AT = " at ";
  private static final String BRACKETS = "[](){}<>\u300c\u300d\u3010\u3011";
  private static final String WRAPPERS = BRACKETS + "_*\"'`:|/~=$";
  private static final int MAX_JOINTS = 3;

  private final ScannedText text;
  private final Edits edits;
  private int taken;

  /** End of the host name behind the last at sign: dots in it are meant. */
  private int hostEnd;

  /** End of the host name that was looked at last. */
  private int lastHost;

  /** What {@link #around} found: where the sign starts and ends, and what opens it. */
  private int left;

  private int right;
  private char outermost;

  private SpelledSigns(Found found) {
    this.text = found.text();
    this.edits = new Edits(found);
  }

  static void read(Found found, Cues cues) {
    IntList hits = cues.words(CueWords.Kind.SIGN);
    if (!hits.isEmpty()) {
      new SpelledSigns(found).read(hits);
    }
  }

  private void read(IntList hits) {
    for (int hit = 0; hit < hits.size(); hit += 2) {
      if (hits.get(hit) >= taken) {
        sign(hits.get(hit), hits.get(hit + 1));
      }
    }
    edits.read();
  }

  /** Takes the sign that is spelled here, if it is one. */
  private void sign(int hitStart, int hitEnd) {
    int start = hitStart;
    int end = hitEnd;
    if (text.charAt(start) == '.') {
      plainHost(start, end);
      return;
    }
    while (start < end && isAround(text.charAt(start))) {
      start++;
    }
    while (end > start && isAround(text.charAt(end - 1))) {
      end--;
    }
    String word = CaseFolding.fold(text.subSequence(start, end));
    boolean at = SignWords.ATS.contains(word);
    // WHY: an underscore joins words elsewhere, and here it stands around them.
    boolean inside = joinsWord(text.at(start - 1)) || joinsWord(text.at(end));
    if ((!at && !SignWords.DOTS.contains(word)) || inside) {
      return;
    }
    around(start, end);
    int from = left;
    int to = right;
    // WHY: "(a)" also numbers paragraphs.
    boolean bracketed = !word.equals("a") && BRACKETS.indexOf(outermost) >= 0;
    if (!joinsWord(text.at(from - 1)) || !joinsWord(text.at(to))) {
      return;
    }
    boolean meant = at ? isHost(to) : from < hostEnd || isTopLevel(to, word) || isHostBehindAt(to);
    if (!bracketed && !meant) {
      return;
    }
    if (!at && from >= hostEnd) {
      bareAt(from);
    } else if (at) {
      hostEnd = lastHost;
      joints(from);
    }
    edits.replace(from, to, at ? '@' : '.', View.SPELLED);
    taken = to;
  }

  private static boolean isAround(char c) {
    return Character.isWhitespace(c) || WRAPPERS.indexOf(c) >= 0;
  }

  /** Finds the pairs of signs around a word, and the spaces around them. */
  private void around(int start, int end) {
    left = start;
    right = end;
    outermost = ' ';
    for (int pair = 0; pair < MAX_WRAPPERS; pair++) {
      int from = blankStart(left);
      int to = blankEnd(right);
      int sign = WRAPPERS.indexOf(text.at(from - 1));
      if (sign < 0 || text.at(to) != closing(sign)) {
        break;
      }
      outermost = text.at(from - 1);
      left = from - 1;
      right = to + 1;
    }
    left = Math.max(taken, blankStart(left));
    right = blankEnd(right);
  }

  private static char closing(int sign) {
    return sign < BRACKETS.length() ? BRACKETS.charAt(sign | 1) : WRAPPERS.charAt(sign);
  }

  private int blankStart(int at) {
    int start = at;
    while (at - start < MAX_WORD && Character.isWhitespace(text.at(start - 1))) {
      start--;
    }
    return start;
  }

  private int blankEnd(int at) {
    int end = at;
    while (end - at < MAX_WORD && Character.isWhitespace(text.at(end))) {
      end++;
    }
    return end;
  }

  private static boolean joinsWord(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || c > 128;
  }

  /** Whether labels follow that are parted by dots, written or spelled, up to a usual end. */
  private boolean isHost(int start) {
    int at = start;
    for (int label = 0; label < MAX_LABELS; label++) {
      int end = labelEnd(at);
      if (end == at) {
        return false;
      }
      if (label > 0 && isTopLevelLabel(at, end) && !isLabel(text.at(end))) {
        lastHost = end;
        return true;
      }
      at = dotEnd(end);
      if (at == NONE) {
        return false;
      }
    }
    return false;
  }

  /** End of the dot that is written or spelled here, or NONE. */
  private int dotEnd(int start) {
    if (text.at(start) == '.') {
      return start + 1;
    }
    return signEnd(start, SignWords.DOTS);
  }

  /** End of the spelled sign that begins here with what wraps it, or NONE. */
  private int signEnd(int start, Set<String> signs) {
    int word = start;
    while (word - start < MAX_LEAD && isAround(text.at(word))) {
      word++;
    }
    int end = word;
    while (end - word <= MAX_SIGN && isSpelled(text.at(end))) {
      end++;
    }
    if (word == start || !signs.contains(CaseFolding.fold(text.subSequence(word, end)))) {
      return NONE;
    }
    around(word, end);
    return left <= start && right > end ? right : NONE;
  }

  private static boolean isSpelled(char c) {
    return Character.isLetter(c) || CharacterKinds.isMark(c);
  }

  /** Whether a label follows, then an at sign in some form, then a host. */
  private boolean isHostBehindAt(int start) {
    int at = start;
    for (int label = 0; label < MAX_LABELS; label++) {
      int end = labelEnd(at);
      int sign = end == at ? NONE : signEnd(end, SignWords.ATS);
      if (sign != NONE) {
        return isHost(sign);
      }
      at = end == at ? NONE : dotEnd(end);
      if (at == NONE) {
        return false;
      }
    }
    return false;
  }

  /** Whether a usual end of host names follows, or another spelled dot before one. */
  private boolean isTopLevel(int start, String dot) {
    int end = labelEnd(start);
    String label = CaseFolding.fold(text.subSequence(start, end));
    if (SignWords.TOP_LEVELS.contains(label)) {
      // WHY: "at some point in", "punto de", "point de": what ends host names is a word as well.
      return dot.equals("dot")
          || SignWords.TELLING_TOP_LEVELS.contains(label)
          || SignWords.GERMAN.contains(dot + label);
    }
    int next = signEnd(end, SignWords.DOTS);
    return next != NONE && isTopLevelLabel(next, labelEnd(next));
  }

  private boolean isTopLevelLabel(int start, int end) {
    return SignWords.TOP_LEVELS.contains(CaseFolding.fold(text.subSequence(start, end)));
  }

  private int labelEnd(int start) {
    int end = start;
    while (end - start < MAX_WORD && isLabel(text.at(end))) {
      end++;
    }
    while (end > start && text.at(end - 1) == '-') {
      end--;
    }
    return end;
  }

  /** Looks before the word that ends here for " at " and another word. */
  private void bareAt(int wordEnd) {
    int word = wordEnd;
    while (wordEnd - word < MAX_WORD && isLabel(text.at(word - 1))) {
      word--;
    }
    int at = word - AT.length();
    boolean spelled =
        at >= taken
            && at > 0
            && CaseFolding.fold(text.subSequence(at, word)).equals(AT)
            && joinsWord(text.at(at - 1));
    if (spelled) {
      joints(at);
      edits.replace(at, word, '@', View.SPELLED);
    }
  }

  /** Takes the signs that are spelled inside the name in front of an at sign. */
  private void joints(int nameEnd) {
    var found = new IntList();
    int start = jointBefore(nameEnd);
    while (start >= taken && found.size() < MAX_JOINTS) {
      found.add(start);
      start = jointBefore(start);
    }
    for (int i = found.size() - 1; i >= 0; i--) {
      int from = found.get(i);
      int to = jointEnd(from);
      edits.replace(from, to, SignWords.JOINTS.getOrDefault(word(from, to), '-'), View.SPELLED);
      taken = to;
    }
  }

  private String word(int from, int to) {
    return CaseFolding.fold(text.subSequence(from + 1, to - 1));
  }

  /** Where, before the label that ends here, a sign is spelled behind another label; or NONE. */
  private int jointBefore(int labelEnd) {
    int label = labelEnd;
    while (labelEnd - label < MAX_WORD && isLabel(text.at(label - 1))) {
      label--;
    }
    return label < labelEnd ? jointTo(label) : NONE;
  }

  /** Where a sign is spelled behind another label and before the one that begins here; or NONE. */
  private int jointTo(int label) {
    int word = label - 1;
    while (label - word <= MAX_SIGN && Character.isLetter(text.at(word - 1))) {
      word--;
    }
    boolean spelled =
        text.at(label - 1) == ' '
            && text.at(word - 1) == ' '
            && isLabel(text.at(word - 2))
            && SignWords.JOINTS.containsKey(CaseFolding.fold(text.subSequence(word, label - 1)));
    return spelled ? word - 1 : NONE;
  }

  /** Start of a spelled sign that ends here or may go on; or the place itself. */
  private int jointAt(int end) {
    int word = end;
    while (end - word <= MAX_SIGN && Character.isLetter(text.at(word - 1))) {
      word--;
    }
    if (word == end || text.at(word - 1) != ' ' || !isLabel(text.at(word - 2))) {
      return end;
    }
    String written = CaseFolding.fold(text.subSequence(word, end));
    for (String joint : SignWords.JOINTS.keySet()) {
      if (joint.startsWith(written)) {
        return word - 1;
      }
    }
    return end;
  }

  private int jointEnd(int start) {
    int end = start + 1;
    while (text.at(end) != ' ') {
      end++;
    }
    return end + 1;
  }

  /**
   * Reads "bob.tanner at example.com", where the name in front is one of a mailbox: a sign or a
   * digit is in it, and it does not end like a file, a host or a number.
   */
  private void plainHost(int dot, int end) {
    int host = hostStart(dot);
    int at = host - AT.length();
    if (isLabel(text.at(end))
        || host == dot
        || at < taken
        || at <= 0
        || !CaseFolding.fold(text.subSequence(at, host)).equals(AT)) {
      return;
    }
    int name = at;
    int sign = -1;
    boolean letters = false;
    while (at - name < MAX_WORD && (isLabel(text.at(name - 1)) || isNameSign(text.at(name - 1)))) {
      name--;
      sign = sign < 0 && isNameSign(text.at(name)) ? name : sign;
      letters |= CharacterKinds.isAsciiLetter(text.at(name));
    }
    // WHY: names with low lines alone are those of files and variables.
    boolean inside =
        sign > name && text.at(sign) == '.' && sign < at - 2 && joinsWord(text.at(at - 1));
    if (inside && letters && !isFileEnd(sign, at)) {
      edits.replace(at, host, '@', View.SPELLED);
      taken = end;
    }
  }

  private boolean isFileEnd(int sign, int end) {
    String last = CaseFolding.fold(text.subSequence(sign + 1, end));
    return text.at(sign) == '.'
        && (SignWords.TOP_LEVELS.contains(last)
            || SignWords.FILE_ENDS.contains(last)
            || CharacterKinds.isDigit(last.charAt(0)));
  }

  private static boolean isNameSign(char c) {
    return c == '.' || c == '_';
  }

  private int hostStart(int dot) {
    int start = dot;
    while (dot - start < MAX_WORD && (isLabel(text.at(start - 1)) || text.at(start - 1) == '.')) {
      start--;
    }
    return start;
  }

  /** Where a sign could begin that what comes behind the position makes one. */
  static int openSign(ScannedText text, int position, WordAhead ahead) {
    var search = new SpelledSigns(Found.probe(text));
    int open = search.openName(position);
    if (isAround(text.at(position - 1)) && ahead.mayBeSign()) {
      int start = position;
      while (isAround(text.at(start - 1))) {
        start--;
      }
      open = Math.min(open, search.openName(start));
    }
    return open;
  }

  /** Start of the first sign of an address of which more may come from a place on; or the place. */
  private int openName(int end) {
    int word = hostStart(end);
    int at = word - AT.length();
    boolean spelled = at > 0 && CaseFolding.fold(text.subSequence(at, word)).equals(AT);
    int open = spelled ? at : jointAt(end);
    int joint = isLabel(text.at(open - 1)) ? jointBefore(open) : jointTo(open);
    for (int i = 0; i < MAX_JOINTS && joint > 0; i++) {
      open = joint;
      joint = jointBefore(open);
    }
    return open;
  }

  private static boolean isLabel(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || c == '-';
  }
}
