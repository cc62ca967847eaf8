package dev.keeptrail.detectors.address;

import dev.keeptrail.detectors.name.Tokens;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a street and its number stand, given the number: before the name (English, French), after
 * it (German, Dutch, Nordic) or after a name that a word for street leads (Romance, Slavic). Looks
 * at no more than a dozen tokens on either side.
 */
final class StreetRules {
  private static final int MAX_WORDS = 6;

  /** Words after which English never writes the number of a house. */
  private static final Set<String> ENGLISH =
      Set.of(
          "street",
          "avenue",
          "ave",
          "road",
          "rd",
          "drive",
          "lane",
          "ln",
          "boulevard",
          "blvd",
          "highway",
          "hwy",
          "parkway",
          "pkwy",
          "terrace",
          "crescent",
          "cres");

  /** Turkish words for street: a number sign may follow them, and their names have many words. */
  private static final Set<String> TURKISH =
      Set.of(
          "caddesi", "cadde", "cad", "cd", "sokak", "sokağı", "sok", "sk", "bulvarı", "bulvar",
          "blv");

  private final AddressTokens tokens;

  StreetRules(AddressTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * A street found.
   *
   * @param last the last token, included
   * @param weak whether the words could as well be ordinary ones
   */
  record Street(int first, int last, boolean weak) {}

  /** The street whose number this is; null if it is none's. */
  @Nullable Street of(int number) {
    if (!tokens.isNumber(number, 1, 5) || isPartOfNumber(number) || endsGroups(number)) {
      return null;
    }
    Street street = box(number);
    street = street == null ? ledBefore(number) : street;
    street = street == null ? turkish(number) : street;
    street = street == null ? compound(number) : street;
    street = street == null ? numberFirst(number) : street;
    return street;
  }

  private boolean isPartOfNumber(int number) {
    boolean before =
        tokens.isGlued(number)
            && ((tokens.isAnySign(number - 1, ".-/:$€£") && tokens.isNumber(number - 2))
                || tokens.isAnySign(number - 1, "$€£@_=+"));
    return before
        || (tokens.isGlued(number + 1) && tokens.isAnySign(number + 1, "%:@_=+"))
        || isDate(number);
  }

  /** The last of three groups or more, as telephone numbers have them. */
  private boolean endsGroups(int number) {
    return tokens.isNumber(number - 1, 2, 5) && tokens.isNumber(number - 2, 2, 5);
  }

  /** Three numbers with slashes or hyphens between them. */
  private boolean isDate(int number) {
    return isJoined(number, number + 2)
        && isJoined(number + 2, number + 4)
        && tokens.isAnySign(number + 1, "/-");
  }

  private boolean isJoined(int one, int other) {
    return tokens.isGlued(one + 1)
        && tokens.isAnySign(one + 1, "/-")
        && tokens.isGlued(other)
        && tokens.isNumber(other, 1, 4);
  }

  /** The end of a number with what is glued to it: {@code 12b}, {@code 12-14}, {@code 4/2}. */
  private int numberEnd(int number) {
    int last = number;
    while (last - number < 4 && tokens.isGlued(last + 1)) {
      boolean joined =
          tokens.isAnySign(last + 1, "-/")
              && tokens.isGlued(last + 2)
              && (tokens.isNumber(last + 2, 1, 4) || tokens.length(last + 2) == 1);
      if (joined) {
        last += 2;
      } else if (tokens.isWord(last + 1) && tokens.length(last + 1) == 1) {
        last++;
      } else {
        break;
      }
    }
    return last;
  }

  private @Nullable Street numberFirst(int number) {
    int at = numberEnd(number) + 1;
    if (isBisOrTer(at)) {
      at++;
    }
    if (tokens.isSign(at, ',') && tokens.is(at + 1, StreetWords.BEFORE)) {
      at++;
    }
    if (tokens.is(at, StreetWords.BEFORE)) {
      int last = nameEnd(tokens.isSign(at + 1, '.') ? at + 2 : at + 1);
      boolean leads = !tokens.is(at, StreetWords.AFTER) || tokens.is(at + 1, StreetWords.PARTICLE);
      if (last > at && (leads || tokens.kind(at) == Tokens.LOWER)) {
        return new Street(number, last, false);
      }
    }
    return namedBeforeType(number, at);
  }

  private boolean isBisOrTer(int at) {
    String word = tokens.length(at) == 3 ? tokens.word(at) : "";
    return word.equals("bis") || word.equals("ter");
  }

  private @Nullable Street namedBeforeType(int number, int first) {
    boolean capitals = true;
    for (int at = first, words = 0; words < MAX_WORDS && isNamePart(at); at++) {
      boolean word = tokens.isWord(at);
      if (word && words > 0 && tokens.is(at, StreetWords.AFTER | StreetWords.WEAK_AFTER)) {
        boolean strong = tokens.is(at, StreetWords.AFTER);
        boolean ends = !isNamedFurther(at + 1);
        if (ends && (strong || (capitals && tokens.isCapital(at)))) {
          return new Street(number, direction(at), !strong || !capitals);
        }
      }
      capitals &= !word || tokens.isCapital(at) || tokens.isGlued(at);
      words += word || tokens.isNumber(at) ? 1 : 0;
    }
    return null;
  }

  private boolean isNamedFurther(int at) {
    return tokens.is(at, StreetWords.AFTER | StreetWords.WEAK_AFTER) && tokens.isCapital(at);
  }

  /** A full stop after an abbreviation, and {@code NW} and the like. */
  private int direction(int at) {
    int last = tokens.isSign(at + 1, '.') && tokens.length(at) <= 4 ? at + 1 : at;
    if (tokens.isUpper(last + 1, 1, 2) && "NSEW".indexOf(tokens.word(last + 1).charAt(0)) >= 0) {
      return last + 1;
    }
    return last;
  }

  private boolean isNamePart(int at) {
    return tokens.isWord(at)
        || tokens.isNumber(at, 1, 3)
        || (tokens.isGlued(at) && tokens.isAnySign(at, ".'-"));
  }

  private @Nullable Street compound(int number) {
    int word = number - 1;
    boolean dot = tokens.isSign(word, '.');
    word = dot ? word - 1 : word;
    if (!tokens.isCapital(word) && !(tokens.isWord(word) && tokens.length(word) > 8)) {
      return null;
    }
    if (StreetWords.isCompound(tokens.word(word))) {
      return new Street(compoundStart(word), numberEnd(number), false);
    }
    boolean type = tokens.is(word, StreetWords.AFTER) && tokens.isCapital(word - 1);
    return type && !isEnglish(word)
        ? new Street(compoundStart(word - 1), numberEnd(number), false)
        : null;
  }

  /** {@code Çiçek Sokak No: 5}, {@code Mustafa Kemal Cad. No:12/3}, {@code 1453. Sokak No: 7}. */
  private @Nullable Street turkish(int number) {
    int sign = tokens.isAnySign(number - 1, ".:") ? number - 2 : number - 1;
    boolean signed = tokens.is(sign, StreetWords.NUMBER_SIGN) && tokens.length(sign) <= 2;
    int stop = signed ? sign - 1 : sign;
    int type = tokens.isAnySign(stop, ".,") ? stop - 1 : stop;
    boolean unclear = tokens.length(type) == 2 && !tokens.isSign(stop, '.');
    if (unclear || !(signed || tokens.is(type, StreetWords.AFTER)) || !isTurkish(type)) {
      return null;
    }
    int first = type;
    while (type - first < MAX_WORDS && isTurkishName(first - 1)) {
      first--;
    }
    while (first < type && tokens.isSign(first, '.')) {
      first++;
    }
    boolean numbered = tokens.isNumber(first) && tokens.isSign(first + 1, '.');
    boolean named = first < type && (tokens.isCapital(first) || numbered);
    return named && (signed || tokens.isCapital(type))
        ? new Street(first, numberEnd(number), false)
        : null;
  }

  private boolean isTurkish(int type) {
    return tokens.isWord(type) && TURKISH.contains(tokens.word(type).toLowerCase(Locale.ROOT));
  }

  /** A word of a street's name, or the stop behind its number; no word that says address. */
  private boolean isTurkishName(int at) {
    boolean word = tokens.isCapital(at) && !tokens.is(at, StreetWords.LABEL);
    boolean numbered = tokens.isSign(at, '.') && tokens.isNumber(at - 1, 1, 4);
    boolean number = tokens.isNumber(at, 1, 4) && tokens.isSign(at + 1, '.');
    return word || numbered || number;
  }

  private boolean isEnglish(int word) {
    return ENGLISH.contains(tokens.word(word).toLowerCase(Locale.ROOT));
  }

  private int compoundStart(int word) {
    int first = word;
    while (word - first < MAX_WORDS
        && tokens.isGlued(first)
        && tokens.isSign(first - 1, '-')
        && tokens.isWord(first - 2)) {
      first -= 2;
    }
    return first;
  }

  private @Nullable Street ledBefore(int number) {
    int at = number - 1;
    if (tokens.isAnySign(at, ".:")) {
      at--;
    }
    if (tokens.is(at, StreetWords.NUMBER_SIGN) && tokens.length(at) <= 6) {
      at--;
    }
    if (tokens.isAnySign(at, ",.")) {
      at--;
    }
    int name = at;
    while (name > at - MAX_WORDS - 2 && isLedPart(name) && !isLeader(name)) {
      name--;
    }
    boolean led = isLeader(name) && name < at && (tokens.isCapital(at) || tokens.isNumber(at));
    return led ? new Street(leaderStart(name), numberEnd(number), false) : null;
  }

  private boolean isLedPart(int at) {
    return tokens.isCapital(at)
        || tokens.is(at, StreetWords.PARTICLE)
        || tokens.isAnySign(at, ".'-")
        || tokens.isNumber(at, 1, 2);
  }

  private boolean isLeader(int at) {
    return tokens.is(at, StreetWords.BEFORE) || isCalle(at);
  }

  /** {@code C/ Mayor}. */
  private boolean isCalle(int at) {
    return tokens.isSign(at, '/')
        && tokens.isGlued(at)
        && tokens.length(at - 1) == 1
        && tokens.word(at - 1).equalsIgnoreCase("c");
  }

  private int leaderStart(int leader) {
    return isCalle(leader) ? leader - 1 : leader;
  }

  /** The last token of a name that a word for street leads. */
  private int nameEnd(int first) {
    int at = first;
    int last = first - 1;
    while (at - first <= MAX_WORDS + 2) {
      if (tokens.isCapital(at)) {
        last = at;
      } else if (!tokens.is(at, StreetWords.PARTICLE)
          && !(tokens.isAnySign(at, "'-.") && tokens.isGlued(at + 1))) {
        break;
      }
      at++;
    }
    return last;
  }

  private @Nullable Street box(int number) {
    int word =
        tokens.isSign(number - 1, '.') || tokens.isSign(number - 1, ':') ? number - 2 : number - 1;
    if (!tokens.is(word, StreetWords.BOX)) {
      return null;
    }
    int first = word;
    if (tokens.word(word).equalsIgnoreCase("box")) {
      first = boxStart(word);
      return first == word ? null : new Street(first, number, false);
    }
    if (tokens.is(word, StreetWords.BOX) && tokens.word(word).equalsIgnoreCase("postal")) {
      return null;
    }
    return tokens.length(word) > 2 || isPostBox(word, number)
        ? new Street(first, number, false)
        : null;
  }

  /** French {@code BP 132}; {@code BP 132/74} is somebody's blood pressure. */
  private boolean isPostBox(int word, int number) {
    return tokens.word(word).equals("BP")
        && !(tokens.isGlued(number + 1) && tokens.isSign(number + 1, '/'));
  }

  /** {@code P.O. Box}, {@code PO Box}, {@code PSC 12, Box}, {@code Unit 12 Box}. */
  private int boxStart(int box) {
    int at = box - 1;
    if (tokens.word(at).equalsIgnoreCase("po") || tokens.word(at).equalsIgnoreCase("office")) {
      return tokens.word(at - 1).equalsIgnoreCase("post") ? at - 1 : at;
    }
    if (tokens.isSign(at, '.') && tokens.word(at - 1).equalsIgnoreCase("o")) {
      int post = tokens.isSign(at - 2, '.') ? at - 3 : at - 2;
      return tokens.word(post).equalsIgnoreCase("p") ? post : at - 1;
    }
    at = tokens.isSign(at, ',') ? at - 1 : at;
    boolean military =
        tokens.isNumber(at, 1, 5)
            && (tokens.word(at - 1).equals("PSC") || tokens.word(at - 1).equalsIgnoreCase("unit"));
    return military ? at - 1 : box;
  }
}
