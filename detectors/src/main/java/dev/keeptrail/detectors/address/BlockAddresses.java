package dev.keeptrail.detectors.address;

import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;

/**
 * Addresses of China, Japan and Korea: from the large to the small, with a word for the kind of
 * area after each name and numbers at the end. Looks at no more than sixty characters before a
 * number and forty after.
 */
final class BlockAddresses {
  private static final int BEFORE = 60;
  private static final int AFTER = 40;
  private static final String AREAS = "省市区县縣都道府県郡町村시도군구";
  private static final String STREETS = "路街巷弄胡道丁目町番町条로길동읍면가";
  private static final String TAILS = "号號番丁目地楼樓层層室座栋幢单元単호층동번지가の";

  private final ScannedText text;

  BlockAddresses(ScannedText text) {
    this.text = text;
  }

  /** The start of the address this number belongs to, or -1. */
  int start(int number, int floor) {
    int start = number;
    while (start > Math.max(floor, number - BEFORE) && isPart(start - 1)) {
      start--;
    }
    while (start < number && !isEastAsian(text.at(start))) {
      start++;
    }
    start = afterLabel(start, number);
    int areas = 0;
    int streets = 0;
    for (int i = start; i < number; i++) {
      areas += AREAS.indexOf(text.at(i)) >= 0 ? 1 : 0;
      streets += STREETS.indexOf(text.at(i)) >= 0 && i > start ? 1 : 0;
    }
    boolean japanese =
        areas >= 2 && (TAILS.indexOf(text.at(end(number))) >= 0 || hasDashes(number));
    return areas > 0 && number - start >= 3 && (streets > 0 || japanese) ? start : -1;
  }

  /** Text that introduces an address is no part of it. */
  private int afterLabel(int start, int number) {
    for (int i = number - 1; i > start; i--) {
      if (isLabel(text.at(i - 1), text.at(i))) {
        return afterParticle(i + 1);
      }
    }
    return start;
  }

  /** Korean glues a particle to the word for address: {@code 주소는}. */
  private int afterParticle(int at) {
    boolean particle = "는은가".indexOf(text.at(at)) >= 0 && text.at(at + 1) == ' ';
    int next = particle ? at + 2 : at;
    return text.at(next) == ' ' ? next + 1 : next;
  }

  private static boolean isLabel(char first, char second) {
    return switch (second) {
      case '址' -> first == '地' || first == '住';
      case '于' -> first == '位';
      case '在', '所' -> first == '住';
      case '소' -> first == '주';
      default -> false;
    };
  }

  private boolean hasDashes(int number) {
    int end = end(number);
    return text.at(end) == '-' && CharacterKinds.isDigit(text.at(end + 1));
  }

  private int end(int number) {
    int end = number;
    while (CharacterKinds.isDigit(text.at(end))) {
      end++;
    }
    return end;
  }

  /** Where the address ends: numbers, their words, and what else is written without a break. */
  int end(int number, int start) {
    int end = end(number);
    boolean hangul = CharacterKinds.isHangul(text.at(start));
    int last = end;
    while (end < Math.min(text.length(), number + AFTER)) {
      char c = text.at(end);
      boolean digit = CharacterKinds.isDigit(c);
      if (digit || TAILS.indexOf(c) >= 0 || (isEastAsian(c) && leadsToNumber(end))) {
        last = end + 1;
      } else if (c != '-'
          && !isEastAsian(c)
          && !isBlock(end)
          && !(c == ' ' && (hangul || leadsToNumber(end)))) {
        return c == ',' ? Math.max(last, roomEnd(end + 1)) : last;
      }
      end++;
    }
    return last;
  }

  /** A letter that names a building of several: {@code A동}, {@code B座}. */
  private boolean isBlock(int at) {
    char c = text.at(at);
    return c >= 'A'
        && c <= 'Z'
        && !CharacterKinds.isAsciiAlphanumeric(text.at(at - 1))
        && TAILS.indexOf(text.at(at + 1)) >= 0;
  }

  /** Where a room behind a comma ends, as in {@code , 1203호}; -1 if there is none. */
  private int roomEnd(int at) {
    int number = text.at(at) == ' ' ? at + 1 : at;
    int end = end(number);
    boolean room = end > number && end - number <= 4 && TAILS.indexOf(text.at(end)) >= 0;
    return room ? end + 1 : -1;
  }

  private boolean leadsToNumber(int at) {
    for (int i = at; i < at + 12; i++) {
      char c = text.at(i);
      if (CharacterKinds.isDigit(c)) {
        return true;
      }
      if (!isEastAsian(c) && c != ' ' && !CharacterKinds.isAsciiLetter(c)) {
        return false;
      }
    }
    return false;
  }

  private boolean isPart(int at) {
    char c = text.at(at);
    return isEastAsian(c)
        || CharacterKinds.isDigit(c)
        || c == '-'
        || (c == ' ' && isEastAsian(text.at(at - 1)));
  }

  static boolean isEastAsian(char c) {
    return (c >= 0x3040 && c <= 0x30FF)
        || (c >= 0x3400 && c <= 0x9FFF)
        || CharacterKinds.isHangul(c)
        || c == '々';
  }
}
