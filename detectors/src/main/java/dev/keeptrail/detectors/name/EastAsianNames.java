package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;

/**
 * Chinese, Japanese and Korean names by rule: a family name of our lists that stands after a label
 * or before a form of address, that makes up a whole run of characters, or that is parted from a
 * given name by one space.
 */
final class EastAsianNames {
  private static final int LONGEST = 5;

  /** Customers, members and bosses, whom the same form addresses. */
  private static final Set<String> ROLES =
      Set.of("고객", "회원", "선생", "사장", "부장", "과장", "팀장", "기사", "손", "원장", "교수");

  private static final List<String> GREETINGS = List.of("안녕하세요", "안녕하십니까", "저는", "이름은", "담당자");
  private static final Set<String> VERBS = Set.of("입니다", "이에요", "예요", "라고", "이라고", "이고", "입니다만");

  private final Tokens tokens;
  private final ScannedText text;
  private final FindingSink sink;
  private int reported;

  EastAsianNames(Tokens tokens, FindingSink sink) {
    this.tokens = tokens;
    this.text = tokens.text();
    this.sink = sink;
  }

  void detect() {
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.kind(i) == Tokens.UNSPACED && !tokens.isMachine(i)) {
        judge(i);
      }
    }
  }

  private void judge(int i) {
    int start = tokens.start(i);
    int end = tokens.end(i);
    if (isLabelled(i) && !isName(start, end) && isUnknownPair(i)) {
      report(start, tokens.end(i + 1), 0.8, Evidence.CONTEXT);
    } else if (isPair(i)) {
      report(start, tokens.end(i + 1), 0.8, Evidence.PATTERN);
    } else if (end - start <= LONGEST && isLabelled(i) && isName(start, end)) {
      report(start, end, 0.9, Evidence.CONTEXT);
    } else if (isLabelled(i) && isUnknownName(start, end)) {
      report(start, end, 0.7, Evidence.CONTEXT);
    } else if (introducedLength(i) > 0) {
      report(start, start + introducedLength(i), 0.75, Evidence.CONTEXT);
    } else if (isAlone(i) && isName(start, end)) {
      report(start, end, 0.65, Evidence.PATTERN);
    } else {
      inside(start, end);
    }
  }

  /**
   * {@code 안녕하세요 박지훈입니다}: how long a name is with the verb that says that one is it; zero if none
   * stands there.
   */
  private int introducedLength(int i) {
    int start = tokens.start(i);
    if (tokens.kind(i - 1) != Tokens.UNSPACED) {
      return 0;
    }
    String before = text.subSequence(tokens.start(i - 1), tokens.end(i - 1));
    if (GREETINGS.stream().noneMatch(before::endsWith)) {
      return 0;
    }
    for (int length = 4; length >= 2; length--) {
      int name = start + length;
      if (name < tokens.end(i)
          && VERBS.contains(text.subSequence(name, tokens.end(i)))
          && isName(start, name)) {
        return length;
      }
    }
    return 0;
  }

  /** Two to four characters behind a label, whatever family that is; no office. */
  private boolean isUnknownName(int start, int end) {
    int length = end - start;
    return length >= 2
        && length <= 4
        && isWhole(start, end)
        && !EastAsianWords.endsLikeOffice(text, end)
        && EastAsianWords.labelEnd(text, start, end) != end;
  }

  private boolean isUnknownPair(int i) {
    return tokens.kind(i + 1) == Tokens.UNSPACED
        && tokens.start(i + 1) == tokens.end(i) + 1
        && tokens.length(i) <= 3
        && tokens.length(i + 1) <= 3
        && isWhole(tokens.start(i), tokens.end(i))
        && isWhole(tokens.start(i + 1), tokens.end(i + 1))
        && !CharacterKinds.isHangul(text.at(tokens.start(i)))
        && !isUnspacedNeighbour(i + 1, i + 2);
  }

  /** Labels and forms of address within a longer run. */
  private void inside(int start, int end) {
    int at = start;
    while (at < end) {
      int label = EastAsianWords.labelEnd(text, at, end);
      if (label > 0) {
        afterLabel(label, end);
        at = label;
      } else {
        int address = EastAsianWords.addressEnd(text, at, end);
        if (address > 0) {
          beforeAddress(start, at);
        }
        at++;
      }
    }
  }

  private void afterLabel(int start, int end) {
    int family = EastAsianWords.familyName(text, start, end);
    int last = Math.min(end, start + family + givenLength(start));
    if (family > 0 && last == end && last > start + family) {
      report(start, last, 0.8, Evidence.CONTEXT);
      return;
    }
    for (int given = 2; family > 0 && given >= 1; given--) {
      int name = start + family + given;
      if (name < end && isWhole(start, name) && EastAsianWords.goesOn(text, name)) {
        report(start, name, 0.7, Evidence.CONTEXT);
        return;
      }
    }
  }

  private int givenLength(int start) {
    return CharacterKinds.isHangul(text.at(start)) ? 2 : 3;
  }

  private void beforeAddress(int runStart, int end) {
    for (int length = LONGEST; length >= 1; length--) {
      int start = end - length;
      if (start >= Math.max(runStart, reported)
          && (start == runStart || !EastAsianWords.isIdeograph(text.at(start - 1)))
          && EastAsianWords.familyName(text, start, end) > 0
          && isWhole(start, end)
          && !ROLES.contains(text.subSequence(start, end))) {
        report(start, end, 0.8, Evidence.CONTEXT);
        return;
      }
    }
  }

  /** The family name and at most a given name, of characters names are written with. */
  private boolean isName(int start, int end) {
    int family = EastAsianWords.familyName(text, start, end);
    int given = end - start - family;
    return family > 0 && given > 0 && given <= givenLength(start) && isWhole(start, end);
  }

  private boolean isWhole(int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.at(i);
      if (!EastAsianWords.isIdeograph(c) && !CharacterKinds.isHangul(c)) {
        return false;
      }
    }
    return end - start <= LONGEST;
  }

  /** Two short runs with a space between, one of them a family name and nothing else. */
  private boolean isPair(int i) {
    boolean spaced =
        tokens.kind(i + 1) == Tokens.UNSPACED
            && tokens.start(i + 1) == tokens.end(i) + 1
            && tokens.length(i) <= 3
            && tokens.length(i + 1) <= 3
            && !isUnspacedNeighbour(i - 1, i)
            && !isUnspacedNeighbour(i + 1, i + 2);
    return spaced
        && isWhole(tokens.start(i), tokens.end(i))
        && isWhole(tokens.start(i + 1), tokens.end(i + 1))
        && (isFamilyName(i) || isFamilyName(i + 1));
  }

  private boolean isFamilyName(int i) {
    int length = tokens.length(i);
    return EastAsianWords.familyName(text, tokens.start(i), tokens.end(i)) == length;
  }

  private boolean isUnspacedNeighbour(int before, int after) {
    return tokens.kind(before) == Tokens.UNSPACED
        && tokens.kind(after) == Tokens.UNSPACED
        && tokens.start(after) - tokens.end(before) <= 1;
  }

  /** In a cell, a field or a text of another script. */
  private boolean isAlone(int i) {
    return tokens.length(i) >= 2
        && !CharacterKinds.isHangul(text.at(tokens.start(i)))
        && isBorder(i - 1)
        && isBorder(i + 1);
  }

  private boolean isBorder(int i) {
    char sign = tokens.sign(i);
    return tokens.kind(i) == Tokens.LINE_BREAK
        || tokens.kind(i) <= Tokens.UNCASED
        || (sign != '\0'
            && ",;:|\"'()<>[]{}-.".indexOf(sign) >= 0
            && tokens.kind(i - 1) != Tokens.UNSPACED);
  }

  private boolean isLabelled(int i) {
    int label = i - 1;
    boolean sign = tokens.sign(label) == ':' || tokens.sign(label) == '/';
    int word = sign ? label - 1 : label;
    if (sign && tokens.sign(word) == ')') {
      word = beforeBracket(word);
    }
    return tokens.kind(word) == Tokens.UNSPACED
        && EastAsianWords.endsWithLabel(text, tokens.start(word), tokens.end(word));
  }

  /** The word before {@code （漢字）}, which says how a name is written. */
  private int beforeBracket(int close) {
    boolean bracket = tokens.sign(close - 2) == '(' && tokens.kind(close - 1) == Tokens.UNSPACED;
    return bracket ? close - 3 : close;
  }

  private void report(int start, int end, double score, Evidence evidence) {
    if (start >= reported) {
      sink.add(start, end, NameDetectors.PERSON, NameDetectors.PERSON_LABEL, score, evidence);
      reported = end;
    }
  }
}
