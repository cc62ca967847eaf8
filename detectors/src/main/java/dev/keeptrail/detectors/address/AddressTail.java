package dev.keeptrail.detectors.address;

import java.util.Set;

/**
 * What follows a street: parts of the house, town, state, postcode and country, each after at most
 * a comma or a line break. Goes on for a bounded number of parts.
 */
final class AddressTail {
  private static final int MAX_PARTS = 6;
  private static final int MAX_TOWN = 4;

  /** Behind a floor in Danish and Norwegian: which of its doors. */
  private static final Set<String> DOORS = Set.of("tv", "th", "mf");

  private static final Set<String> FLOORS = Set.of("OG", "sal");

  private final AddressTokens tokens;

  AddressTail(AddressTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * How far an address goes.
   *
   * @param last the last token, included
   * @param located whether a postcode, state or country was among the parts
   */
  record Reach(int last, boolean located) {}

  Reach of(int streetEnd) {
    int last = streetEnd;
    boolean located = false;
    for (int part = 0; part < MAX_PARTS; part++) {
      int next = afterSeparator(last + 1);
      int end = unit(next);
      if (end < 0) {
        end = town(next);
        located |= end >= 0;
      }
      if (end < 0 && next > last + 1) {
        end = closing(next);
      }
      if (end < 0) {
        break;
      }
      last = end;
    }
    return new Reach(last, located);
  }

  private int afterSeparator(int at) {
    int next = at;
    while (next < at + 3 && (tokens.isAnySign(next, ",-") || tokens.isLineBreak(next))) {
      next++;
    }
    return next;
  }

  /** {@code Apt. 4B}, {@code # 12}, {@code 3o B}, {@code 2. OG}, {@code 3. sal tv}; -1 if none. */
  private int unit(int at) {
    if (tokens.is(at, StreetWords.UNIT) || tokens.isSign(at, '#')) {
      int value = tokens.isAnySign(at + 1, ".:") ? at + 2 : at + 1;
      if (tokens.isNumber(value, 1, 5)) {
        boolean letter =
            tokens.isGlued(value + 1) && tokens.isWord(value + 1) && tokens.length(value + 1) == 1;
        return letter ? value + 1 : value;
      }
      return tokens.isUpper(value, 1, 2) ? value : -1;
    }
    if (tokens.isNumber(at, 1, 2)) {
      int next = at + 1;
      next += tokens.isAnySign(next, ".°") || tokens.word(next).equals("o") ? 1 : 0;
      if (tokens.is(next, StreetWords.UNIT) || FLOORS.contains(tokens.word(next))) {
        return door(next + 1, next);
      }
      if (tokens.isSign(next - 1, '.') && DOORS.contains(tokens.word(next))) {
        return door(next, next);
      }
      return tokens.isUpper(next, 1, 1) ? next : -1;
    }
    return -1;
  }

  /** A door of the floor and the full stop that may end its abbreviation; or what ends here. */
  private int door(int at, int otherwise) {
    if (!DOORS.contains(tokens.word(at))) {
      return otherwise;
    }
    return tokens.isSign(at + 1, '.') && tokens.isGlued(at + 1) ? at + 1 : at;
  }

  /** A postcode with a town on either side, or a town with state or postcode; -1 if none. */
  private int town(int at) {
    int code = postcode(at);
    if (code >= 0) {
      int town = townEnd(tokens.isSign(code + 1, ',') ? code + 2 : code + 1);
      return town >= 0 ? town : code;
    }
    int town = townEnd(at);
    while (town >= at) {
      int next = tokens.isSign(town + 1, ',') || tokens.isLineBreak(town + 1) ? town + 2 : town + 1;
      int end = stateAndCode(next);
      if (end >= 0) {
        return end;
      }
      town--;
    }
    return -1;
  }

  private int stateAndCode(int at) {
    int state = tokens.isUpper(at, 2, 3) ? at : -1;
    int code = postcode(state < 0 ? at : at + 1);
    if (code >= 0) {
      return code;
    }
    return state >= 0 && tokens.length(state) == 2 && isEnd(state + 1) ? state : -1;
  }

  private int townEnd(int at) {
    int last = -1;
    for (int i = at; i < at + MAX_TOWN; i++) {
      if (tokens.isCapital(i)) {
        last = i;
      } else if (!tokens.is(i, StreetWords.PARTICLE)
          && !(tokens.isAnySign(i, "-'./") && tokens.isGlued(i + 1))) {
        break;
      }
    }
    return last;
  }

  /** A country, or a town that ends its line; -1 if neither. */
  private int closing(int at) {
    if (tokens.is(at, StreetWords.COUNTRY) && tokens.isCapital(at)) {
      return at;
    }
    int town = townEnd(at);
    return town >= 0 && town - at < 3 && isEnd(town + 1) ? town : -1;
  }

  private boolean isEnd(int at) {
    return at >= tokens.count()
        || tokens.isLineBreak(at)
        || tokens.isAnySign(at, ".,;)\"")
        || !tokens.isWord(at);
  }

  /** The last token of a postcode that starts here; -1 if none does. */
  int postcode(int at) {
    if (tokens.isNumber(at)) {
      return numericPostcode(at);
    }
    if (tokens.isUpper(at, 1, 2) && tokens.isGlued(at + 1) && tokens.isNumber(at + 1, 1, 2)) {
      return letteredPostcode(at + 2);
    }
    return -1;
  }

  private int numericPostcode(int at) {
    int digits = tokens.length(at);
    boolean joined = tokens.isSign(at + 1, '-') && tokens.isGlued(at + 1) && tokens.isGlued(at + 2);
    if (joined && tokens.isNumber(at + 2)) {
      int more = tokens.length(at + 2);
      boolean known =
          (digits == 5 && (more == 4 || more == 3))
              || (digits == 2 && more == 3)
              || (digits == 4 && more == 3)
              || (digits == 3 && more == 4);
      return known ? at + 2 : -1;
    }
    if (digits == 4 && tokens.isUpper(at + 1, 2, 2)) {
      return at + 1;
    }
    if (digits == 3 && tokens.isNumber(at + 1, 2, 2)) {
      return at + 1;
    }
    return digits >= 4 && digits <= 6 ? at : -1;
  }

  /** {@code SW1A 1AA} from its gap, {@code K1A 0B1} likewise; -1 if it goes on in another way. */
  private int letteredPostcode(int at) {
    int next = tokens.isGlued(at) && tokens.isUpper(at, 1, 1) ? at + 1 : at;
    boolean british = tokens.isNumber(next, 1, 1) && tokens.isUpper(next + 1, 2, 2);
    if (british && tokens.isGlued(next + 1)) {
      return next + 1;
    }
    boolean canadian =
        tokens.isNumber(next, 1, 1)
            && tokens.isUpper(next + 1, 1, 1)
            && tokens.isGlued(next + 1)
            && tokens.isNumber(next + 2, 1, 1)
            && tokens.isGlued(next + 2);
    return canadian ? next + 2 : -1;
  }
}
