package dev.keeptrail.detectors.text;

/**
 * Character sets of Windows and DOS, whose numbers stand behind the letters of the French word for
 * postcodes: {@code CP1251}, {@code cp65001}. No gap stands within.
 */
public final class CodePage {
  private static final int DIGITS = 4;
  private static final int FIRST = 1_250;
  private static final int LAST = 1_258;
  private static final int EBCDIC = 114;

  /** The first digits of 65000 and 65001; the town of Tarbes writes {@code CP} in capitals. */
  private static final int UNICODE = 6_500;

  private CodePage() {}

  /** Whether the digits that begin here are the number of one. */
  public static boolean isBehind(ScannedText text, int start) {
    char letter = text.at(start - 2);
    if ((text.at(start - 1) | 0x20) != 'p' || (letter | 0x20) != 'c') {
      return false;
    }
    int page = 0;
    for (int at = start; at < start + DIGITS; at++) {
      if (!CharacterKinds.isDigit(text.at(at))) {
        return false;
      }
      page = 10 * page + text.at(at) - '0';
    }
    return CharacterKinds.isDigit(text.at(start + DIGITS))
        ? page == UNICODE && letter == 'c'
        : (page >= FIRST && page <= LAST) || page / 10 == EBCDIC;
  }
}
