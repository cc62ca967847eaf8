package dev.keeptrail.detectors.table;

import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in payments that no word names: the account in a field of a SWIFT message about a party
 * ({@code :50K:/…}), a date of birth in the lines of one that are numbered, and what ISO 20022
 * keeps as another identification ({@code <Othr><Id>…}, with a prefix or without) of an account or
 * of a person, whose scheme a code tells. Collects over the whole text; confined to one scan.
 */
final class PaymentAccounts {
  private static final String PARTIES = "50 52 53 54 55 56 57 58 59 ";
  private static final String OTHER = "Othr>";
  private static final String ID = "Id>";
  private static final String CODE = "Cd>";

  /** How long the prefix of a namespace may be. */
  private static final int MAX_PREFIX = 8;

  private static final String ACCOUNT = "account number";

  /** Account, person and code stand no further from their number. */
  private static final int REACH = 240;

  /** The option of a field whose lines begin with a number that tells what they hold. */
  private static final char STRUCTURED = 'F';

  private static final char BIRTH_LINE = '4';
  private static final int MAX_LINES = 6;
  private static final int MAX_LINE = 40;
  private static final int MAX_NUMBER = 34;
  private static final int LEAST = 4;

  /** What the codes of ISO 20022 for identifications of persons stand for. */
  private static final Map<String, String> SCHEMES =
      Map.of(
          "SOSE", "ssn",
          "NIDN", "national id",
          "CCPT", "passport no",
          "TXID", "tax id",
          "DRLC", "driver license",
          "CUST", "customer no",
          "EMPL", "employee no");

  private final ScannedText text;
  private final Map<String, IntList> values = new LinkedHashMap<>();

  PaymentAccounts(ScannedText text) {
    this.text = text;
  }

  /** Whether the slash at this place begins the account of a party. */
  static boolean isParty(ScannedText text, int slash) {
    int colon = slash - 1;
    int letter = Character.isUpperCase(text.at(colon - 1)) ? colon - 1 : colon;
    int start = letter - 3;
    return start >= 0
        && text.at(slash) == '/'
        && text.at(colon) == ':'
        && text.at(start) == ':'
        && (start == 0 || text.at(start - 1) == '\n')
        && PARTIES.contains(text.subSequence(start + 1, letter) + " ");
  }

  /** Whether the tag of another identification ends right behind this place. */
  static boolean endsOther(ScannedText text, int last) {
    // WHY: asked for each tag of every page, of which hardly any ends so.
    return text.at(last - 1) == 'r' && tagStart(text, last + 1 - OTHER.length(), OTHER) >= 0;
  }

  /** Where the tag begins whose name begins at a place, perhaps behind a prefix; -1 for none. */
  private static int tagStart(ScannedText text, int name, String tag) {
    if (!stands(text, name, tag)) {
      return -1;
    }
    int at = name - 1;
    if (text.at(at) == ':') {
      int colon = at--;
      while (colon - at <= MAX_PREFIX && CharacterKinds.isAsciiAlphanumeric(text.at(at))) {
        at--;
      }
    }
    return text.at(at) == '<' ? at : -1;
  }

  /** Takes the line if it begins a field of a party. */
  void readParty(int start, int end) {
    int slash = start + 4;
    slash += text.at(slash) == '/' ? 0 : 1;
    if (slash >= end || !isParty(text, slash)) {
      return;
    }
    // WHY: of some parties the field says first whether it is debited or credited.
    int from = text.at(slash + 2) == '/' ? slash + 3 : slash + 1;
    take(ACCOUNT, from);
    if (text.at(slash - 2) == STRUCTURED) {
      readBirth(end);
    }
  }

  /** Takes the line behind that says, by its number, that it holds a date of birth. */
  private void readBirth(int end) {
    int at = end;
    for (int line = 0; line < MAX_LINES && text.at(at) == '\n' && text.at(at + 1) != ':'; line++) {
      int start = at + 1;
      at = start;
      while (at - start <= MAX_LINE && at < text.length() && text.charAt(at) != '\n') {
        at++;
      }
      if (text.at(start) == BIRTH_LINE && text.at(start + 1) == '/') {
        take(Headings.BIRTH, start + 2);
      }
    }
  }

  /** Takes the identification whose tag ends right behind this place. */
  void readOther(int last) {
    int start = tagStart(text, last + 1 - OTHER.length(), OTHER);
    int tag = blanks(last + 1);
    int name = tag + 1;
    while (name - tag <= MAX_PREFIX && CharacterKinds.isAsciiAlphanumeric(text.at(name))) {
      name++;
    }
    name = text.at(name) == ':' ? name + 1 : tag + 1;
    if (tagStart(text, name, ID) != tag) {
      return;
    }
    take(isAccount(start) ? ACCOUNT : scheme(name), blanks(name + ID.length()));
  }

  /** Passes on what was collected. */
  void writeTo(LabelledCells cells) {
    values.forEach(cells::add);
  }

  /** Whether the element around is one of an account. */
  private boolean isAccount(int start) {
    int from = Math.max(0, start - REACH);
    String before = text.subSequence(from, start);
    int account = before.lastIndexOf("Acct>");
    return account >= 0
        && before.indexOf("</", account) < 0
        && before.charAt(Math.max(0, before.lastIndexOf('<', account)) + 1) != '/';
  }

  private @Nullable String scheme(int from) {
    int end = Math.min(text.length(), from + REACH);
    String rest = text.subSequence(from, end);
    int close = rest.indexOf(OTHER);
    int code = rest.indexOf(CODE);
    boolean told =
        code >= 0 && (close < 0 || code < close) && tagStart(text, from + code, CODE) >= 0;
    int at = code + CODE.length();
    return told && at + LEAST <= rest.length() ? SCHEMES.get(rest.substring(at, at + LEAST)) : null;
  }

  private void take(@Nullable String label, int start) {
    int end = start;
    while (end - start < MAX_NUMBER
        && (CharacterKinds.isAsciiAlphanumeric(text.at(end)) || text.at(end) == '-')) {
      end++;
    }
    if (label != null && end - start >= LEAST) {
      IntList found = values.computeIfAbsent(label, _ -> new IntList());
      found.add(start);
      found.add(end);
    }
  }

  private int blanks(int from) {
    int at = from;
    while (at < text.length() && at - from < REACH && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean stands(ScannedText text, int at, String word) {
    if (at < 0) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text.at(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
