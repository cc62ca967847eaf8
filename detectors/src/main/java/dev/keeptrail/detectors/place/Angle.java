package dev.keeptrail.detectors.place;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import org.jspecify.annotations.Nullable;

/**
 * A latitude or longitude as written: with sign, decimals, or degrees, minutes and seconds.
 *
 * @param places decimal places of the degrees
 * @param compass whether it names a point of the compass
 */
record Angle(int start, int end, int places, boolean compass) {
  private static final int MAX_PLACES = 15;
  private static final String MINUTES = "'′";
  private static final String SECONDS = "\"″”";

  /** The angle that starts here, at most so many degrees; null if there is none. */
  static @Nullable Angle at(ScannedText text, int start, int most) {
    int at = start;
    boolean compass = isCompass(text.at(at), most);
    at += compass ? 1 : 0;
    at += compass && text.at(at) == ' ' ? 1 : 0;
    at += text.at(at) == '-' || text.at(at) == '+' ? 1 : 0;
    int whole = at;
    while (CharacterKinds.isDigit(text.at(at)) && at - whole <= 3) {
      at++;
    }
    if (at == whole || at - whole > 3) {
      return null;
    }
    int degrees = Integer.parseInt(text, whole, at, 10);
    int places = 0;
    boolean fraction = false;
    if (text.at(at) == '.' && CharacterKinds.isDigit(text.at(at + 1))) {
      int point = at++;
      while (CharacterKinds.isDigit(text.at(at)) && at - point <= MAX_PLACES) {
        fraction |= text.charAt(at) != '0';
        at++;
      }
      places = at - point - 1;
    }
    if (degrees > most || (degrees == most && fraction) || places > MAX_PLACES) {
      return null;
    }
    return withMinutes(text, start, at, places, compass, most);
  }

  private static @Nullable Angle withMinutes(
      ScannedText text, int start, int degreesEnd, int places, boolean compass, int most) {
    int at = degreesEnd;
    if (text.at(at) == '°' || (text.at(at) == ' ' && text.at(at + 1) == '°')) {
      at = unitEnd(text, at);
      int minutes = part(text, at, MINUTES);
      if (minutes < 0) {
        return null;
      }
      at = minutes;
      int seconds = part(text, at, SECONDS);
      if (seconds < 0) {
        return null;
      }
      at = seconds;
    }
    int name = text.at(at) == ' ' ? at + 1 : at;
    boolean after =
        !compass && isCompass(text.at(name), most) && !CharacterKinds.joinsWord(text.at(name + 1));
    return new Angle(start, after ? name + 1 : at, places, compass || after);
  }

  private static int unitEnd(ScannedText text, int at) {
    return text.at(at) == ' ' ? at + 2 : at + 1;
  }

  /** Over minutes or seconds with their sign, if they follow; -1 if there are sixty or more. */
  private static int part(ScannedText text, int from, String signs) {
    int at = text.at(from) == ' ' ? from + 1 : from;
    int number = at;
    while (CharacterKinds.isDigit(text.at(at)) && at - number <= 2) {
      at++;
    }
    int whole = at;
    if (text.at(at) == '.' && whole > number) {
      at++;
      while (CharacterKinds.isDigit(text.at(at)) && at - whole <= MAX_PLACES) {
        at++;
      }
    }
    int sign = text.at(at) == ' ' ? at + 1 : at;
    boolean there = whole > number && whole - number <= 2 && signs.indexOf(text.at(sign)) >= 0;
    if (!there) {
      return from;
    }
    int end = sign + 1;
    return Integer.parseInt(text, number, whole, 10) < 60 ? end : -1;
  }

  private static boolean isCompass(char c, int most) {
    char point = (char) (c & ~32);
    return most == 90 ? point == 'N' || point == 'S' : point == 'E' || point == 'W' || point == 'O';
  }
}
