package dev.keeptrail.detectors.personal;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ContextWords;
import dev.keeptrail.detectors.text.LabelledValue;
import dev.keeptrail.detectors.text.ScannedText;
import dev.keeptrail.detectors.text.WordTable;
import java.util.List;
import java.util.Set;

/**
 * Names under which people log in or appear on a platform: the token after a label such as "user
 * name" and a colon, an equals sign or the end of a tag. After words only, the token must hold a
 * digit or a sign, or start with {@code @}. Scripts without spaces may have nothing between label
 * and name.
 */
final class UsernameDetector {
  private static final int MIN_LENGTH = 3;
  private static final int MAX_LENGTH = 40;
  private static final int MAX_HANDLE_GAP = 24;
  private static final int PLAIN = "username".length();
  static final char CJK = 0x2E80;
  private static final int MAX_STORE = 12;

  /** Settings say under which name a program opens them: {@code datasource.username=orders}. */
  private static final WordTable STORES =
      WordTable.of(
          List.of(
              "datasource",
              "db",
              "database",
              "jdbc",
              "r2dbc",
              "hikari",
              "mysql",
              "postgres",
              "postgresql",
              "oracle",
              "mongodb",
              "redis",
              "rabbitmq",
              "kafka",
              "ldap",
              "smtp"));

  /** What members of programs begin with. */
  private static final List<String> MEMBERS =
      List.of("self.", "this.", "env.", "process.", "exports.", "windll.", "props.", "var.");

  private UsernameDetector() {}

  static Detector detector() {
    return new RuleDetector(
            "username",
            4,
            Set.of("pii.username"),
            MAX_LENGTH,
            new Trigger(ContextWords.anchors("username"), true, false),
            UsernameDetector::detect)
        .reaching(Reach.fromTrigger());
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int hit = 0; hit < hits.count(); hit++) {
      int end = hits.end(hit);
      if (end >= taken && LabelledValue.isLabel(text, hits.start(hit), end)) {
        taken = Math.max(taken, named(text, hits.start(hit), end, sink));
      }
    }
  }

  /** Reports the name behind a label; returns where it ends, or -1. */
  private static int named(ScannedText text, int label, int labelEnd, FindingSink sink) {
    // WHY: two colons part the names of programs; and styles have a class that is called so.
    boolean part = text.at(labelEnd) == ':' && text.at(labelEnd + 1) == ':';
    boolean style = NoUsername.isLabel(text.subSequence(label, labelEnd));
    if (part || style || SystemAccounts.areOfServices(text, label)) {
      return -1;
    }
    NameGap gap = NameGap.after(text, label, labelEnd);
    boolean assigned = gap.assigned();
    int told = assigned ? -1 : ToldLogin.after(text, label, labelEnd);
    int at = told >= 0 ? told : handle(text, labelEnd, gap.end());
    int end = nameEnd(text, at);
    // A word of its own, and not "user" and a number.
    boolean word = labelEnd - label == PLAIN && at == labelEnd + 1 && hasDigit(text, at, end);
    boolean signed = gap.parted() && hasSign(text, at, end) && !ToldLogin.isHost(text, at, end);
    boolean telling = told >= 0 || text.at(at) == '@' || word || signed;
    boolean fits = end - at >= MIN_LENGTH && end - at <= MAX_LENGTH && at > labelEnd;
    if (!fits
        || !(assigned || telling)
        || text.at(end) == '@'
        || isCiphertext(text, at, end)
        || (assigned && isProgram(text, label, labelEnd, at, end))
        || NoUsername.isCount(text, label, labelEnd, at, end, assigned)
        || SystemAccounts.holds(text.subSequence(at, end))
        || NoUsername.isOne(text.subSequence(at, end))) {
      return -1;
    }
    sink.add(at, end, "pii.username", "USERNAME", assigned ? 0.7 : 0.6, Evidence.CONTEXT);
    return end;
  }

  /** Base64 goes on with signs that no name has, as in the sealed secrets of clusters. */
  private static boolean isCiphertext(ScannedText text, int start, int end) {
    int at = end;
    int signs = 0;
    while (at - start <= 2 * MAX_LENGTH && isBase64(text.at(at))) {
      signs += CharacterKinds.isPartOfWord(text.at(at)) ? 0 : 1;
      at++;
    }
    return signs > 0 && at - start > MAX_LENGTH;
  }

  private static boolean isBase64(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || c == '+' || c == '/' || c == '=';
  }

  /**
   * A name that begins with its sign may stand a few words on, as in {@code his twitter is now}.
   */
  private static int handle(ScannedText text, int labelEnd, int at) {
    for (int sign = at; sign - labelEnd <= MAX_HANDLE_GAP; sign++) {
      char c = text.at(sign);
      if (c == '@') {
        boolean free = !CharacterKinds.joinsWord(text.at(sign - 1));
        return free && Character.isLetter(text.at(sign + 1)) ? sign : at;
      }
      boolean word = Character.isLetter(c) || c == ' ' || c == '\'' || c == ':' || c == ',';
      if (!word) {
        return at;
      }
    }
    return at;
  }

  /** A call, a member of that name, or what a program knows a file or window by. */
  private static boolean isProgram(ScannedText text, int label, int labelEnd, int at, int end) {
    char before = text.at(at - 1);
    if (before == '"' || before == '\'' || before == '`') {
      return false;
    }
    String name = text.subSequence(label, labelEnd);
    String value = text.subSequence(at, end);
    char next = text.at(end);
    boolean call = next == '(' || next == '[' || (next == '-' && text.at(end + 1) == '>');
    boolean member = MEMBERS.stream().anyMatch(value::startsWith);
    boolean handle = name.equalsIgnoreCase("handle") && text.at(at) != '@';
    boolean same = value.equalsIgnoreCase(name);
    return call
        || member
        || same
        || isNamedAlike(value, name)
        || isPackage(text, label, at, end)
        || (text.at(label - 1) == '.' && STORES.before(text, label - 1, MAX_STORE))
        || (handle && (assigns(text, labelEnd, at) || isTail(text, label, labelEnd)));
  }

  /** {@code C<DirHandle>}: the end of a name, and a bracket that marks it up. */
  private static boolean isTail(ScannedText text, int label, int labelEnd) {
    return text.at(labelEnd) == '>' && Character.isLowerCase(text.at(label - 1));
  }

  /** Lists of changes name what was changed: {@code * login: Drop the old file}. */
  private static boolean isPackage(ScannedText text, int label, int at, int end) {
    boolean item = text.at(label - 1) == ' ' && "*-+".indexOf(text.at(label - 2)) >= 0;
    boolean sentence =
        Character.isUpperCase(text.at(at))
            && Character.isLowerCase(text.at(at + 1))
            && text.at(end) == ' '
            && Character.isLowerCase(text.at(end + 1));
    return item && sentence && !hasSign(text, at, end);
  }

  /** {@code user.username} and {@code readUsername}: a member or variable for such a name. */
  private static boolean isNamedAlike(String value, String name) {
    int parted = value.length() - name.length();
    boolean same = parted > 0 && value.regionMatches(true, parted, name, 0, name.length());
    char before = same ? value.charAt(parted - 1) : '\0';
    return same
        && (before == '.'
            || (Character.isLowerCase(before) && Character.isUpperCase(value.charAt(parted))));
  }

  private static boolean assigns(ScannedText text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (text.at(at) == '=') {
        return true;
      }
    }
    return false;
  }

  static int nameEnd(ScannedText text, int start) {
    int end = text.at(start) == '@' ? start + 1 : start;
    char bound = text.at(start) < CJK ? CJK : Character.MAX_VALUE;
    while (end - start <= MAX_LENGTH && isName(text.at(end)) && text.at(end) < bound) {
      end++;
    }
    while (end > start && (text.at(end - 1) == '.' || text.at(end - 1) == '-')) {
      end--;
    }
    return end;
  }

  private static boolean isName(char c) {
    return CharacterKinds.isPartOfWord(c) || c == '.' || c == '-';
  }

  private static boolean hasDigit(ScannedText text, int start, int end) {
    boolean digit = false;
    boolean letters = end - start > MIN_LENGTH && Character.isLetter(text.at(start));
    for (int at = start; at < end; at++) {
      digit |= CharacterKinds.isDigit(text.charAt(at));
    }
    return digit && letters;
  }

  private static boolean hasSign(ScannedText text, int start, int end) {
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      if (CharacterKinds.isDigit(c) || c == '_' || c == '.') {
        return true;
      }
    }
    return false;
  }
}
