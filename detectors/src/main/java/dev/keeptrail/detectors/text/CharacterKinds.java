package dev.keeptrail.detectors.text;

/** What a character is, as far as detectors care. */
public final class CharacterKinds {
  private static final int IDEOGRAPHIC_ZERO = 0x3007;
  private static final int FILLED_CIRCLES = 0x1F150;
  private static final int FILLED_SQUARES = 0x1F170;
  private static final int LETTERS = 26;

  private static final int ALPHANUMERIC = 1;
  private static final int WORD = 2;
  private static final int HEX = 4;
  private static final int FORM = 8;

  /**
   * What each ASCII character is. Looked up, for which of these a character of a text is cannot be
   * predicted, and each comparison would be a jump.
   */
  private static final String FORM_SIGNS = "*-._~+%&=";

  private static final byte[] ASCII = ascii();

  private CharacterKinds() {}

  private static byte[] ascii() {
    byte[] kinds = new byte[128];
    for (char c = 0; c < kinds.length; c++) {
      boolean alphanumeric = isDigit(c) || isAsciiLetter(c);
      boolean hex = isDigit(c) || ((c | 32) >= 'a' && (c | 32) <= 'f');
      kinds[c] =
          (byte)
              ((alphanumeric ? ALPHANUMERIC : 0)
                  | (alphanumeric || c == '_' ? WORD : 0)
                  | (hex ? HEX : 0)
                  | (alphanumeric || FORM_SIGNS.indexOf(c) >= 0 ? FORM : 0));
    }
    return kinds;
  }

  /** Digits of base 16, in ASCII. */
  public static boolean isHexDigit(char c) {
    return c < 128 && (ASCII[c] & HEX) != 0;
  }

  /** Arrows, pictures and emoji, both halves of their surrogate pairs. */
  public static boolean isSymbol(char c) {
    if (c <= 0x2BFF) {
      return c >= 0x2190;
    }
    return c >= 0xD83C && (c <= 0xD83E || Character.isLowSurrogate(c));
  }

  public static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  public static boolean isAsciiLetter(char c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z' && c < 128;
  }

  public static boolean isAsciiAlphanumeric(char c) {
    return c < 128 && (ASCII[c] & ALPHANUMERIC) != 0;
  }

  /** A space or sign of ASCII that a backslash keeps from being read as anything else. */
  public static boolean isEscapable(char c) {
    return c >= ' ' && c < 0x7F && c != '\\' && !isAsciiAlphanumeric(c);
  }

  /** What forms consist of that are sent as {@code application/x-www-form-urlencoded}. */
  public static boolean isOfForm(char c) {
    return c < 128 && (ASCII[c] & FORM) != 0;
  }

  /**
   * Whether a value cannot begin or end beside it: letters, digits and underscore, but not those of
   * scripts written without spaces, nor of those that glue.
   */
  public static boolean joinsWord(char c) {
    return c < 128 ? isPartOfWord(c) : isPartOfWord(c) && !isGluing(c);
  }

  /**
   * Letters of languages that write small words at numbers and foreign words without a space:
   * particles behind them in Korean, prepositions in front of them in Hebrew and Arabic.
   */
  public static boolean isGluing(char c) {
    return isHangul(c) || isSemitic(c);
  }

  /** Letters of Hebrew and of the Arabic script, the one that only lengthens a stroke included. */
  public static boolean isSemitic(char c) {
    return (c >= 0x05D0 && c <= 0x05EA)
        || (c >= 0x0620 && c <= 0x064A)
        || (c >= 0x0671 && c <= 0x06D3);
  }

  /**
   * Letters, digits and underscore, but not those of scripts written without spaces: there every
   * position can be a word border.
   */
  public static boolean isPartOfWord(char c) {
    if (c < 128) {
      return (ASCII[c] & WORD) != 0;
    }
    return CharacterTable.isLetterOrDigit(c) && !isUnspaced(c);
  }

  /** Syllables of Korean. */
  public static boolean isHangul(char c) {
    return c >= 0xAC00 && c <= 0xD7A3;
  }

  /** Letters of scripts written without spaces, Korean not among them. */
  public static boolean isUnspaced(char c) {
    return (c >= 0x0E00 && c <= 0x0EFF)
        || (c >= 0x1000 && c <= 0x109F)
        || (c >= 0x1780 && c <= 0x17FF)
        || (c >= 0x3040 && c <= 0x30FF)
        || (c >= 0x3400 && c <= 0x9FFF)
        || (c >= 0xF900 && c <= 0xFAFF);
  }

  /**
   * Code points that show nothing: format controls, selectors, fillers, stray control characters.
   */
  static boolean isInvisible(int codePoint) {
    // WHY: most characters are these, and asking for the type of each shows in a scan.
    if (codePoint >= 0x20 && codePoint < 0x7F) {
      return false;
    }
    if (codePoint < 0x20 || codePoint == 0x7F) {
      return !Character.isWhitespace(codePoint);
    }
    return switch (Character.getType(codePoint)) {
      case Character.FORMAT -> true;
      case Character.CONTROL -> codePoint != 0x85;
      default -> isSelectorOrFiller(codePoint);
    };
  }

  private static boolean isSelectorOrFiller(int codePoint) {
    return (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
        || (codePoint >= 0xE0100 && codePoint <= 0xE01EF)
        || (codePoint >= 0x180B && codePoint <= 0x180F)
        || codePoint == 0x034F
        || codePoint == 0x115F
        || codePoint == 0x1160
        || codePoint == 0x17B4
        || codePoint == 0x17B5
        || codePoint == 0x3164
        || codePoint == 0xFFA0;
  }

  /** Unicode tag characters, which carry hidden ASCII. */
  static boolean isTag(int codePoint) {
    return codePoint >= 0xE0020 && codePoint <= 0xE007E;
  }

  public static boolean isMark(int codePoint) {
    if (codePoint < 0x300) {
      return false;
    }
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /** Jamo that join the one before into a syllable. */
  static boolean isTrailingJamo(int codePoint) {
    return codePoint >= 0x1161 && codePoint <= 0x11FF;
  }

  /** Ranges whose code points are their own NFKC form when alone; false says nothing. */
  static boolean isStableAlone(int c) {
    return (c >= 0xC0 && c <= 0x131)
        || (c >= 0x391 && c <= 0x3C9)
        || (c >= 0x400 && c <= 0x481)
        || (c >= 0x48A && c <= 0x52F)
        || (c >= 0x5D0 && c <= 0x5EA)
        || (c >= 0x621 && c <= 0x64A)
        || (c >= 0x905 && c <= 0x939)
        || (c >= 0x3041 && c <= 0x3096)
        || (c >= 0x30A1 && c <= 0x30FA)
        || (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0xAC00 && c <= 0xD7A3);
  }

  /** Variants of digits, hyphens, spaces, quotes and full stops to their ASCII form. */
  static int toPlain(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint;
    }
    return switch (codePoint) {
      case 0x2018, 0x2019, 0x201B, 0x02BC -> '\'';
      case 0x201C, 0x201D -> '"';
      case 0x3002 -> '.';
      case 0x2800 -> ' ';
      case 0x2044, 0x2215 -> '/';
      case 0x2212, 0x2043 -> '-';
      case 0x85 -> '\n';
      default -> isFilledLetter(codePoint) ? filledLetter(codePoint) : toPlainByType(codePoint);
    };
  }

  /** White letters on black circles and squares, which have no compatibility form. */
  private static boolean isFilledLetter(int codePoint) {
    return (codePoint >= FILLED_CIRCLES && codePoint < FILLED_CIRCLES + LETTERS)
        || (codePoint >= FILLED_SQUARES && codePoint < FILLED_SQUARES + LETTERS);
  }

  private static int filledLetter(int codePoint) {
    return 'A' + codePoint - (codePoint < FILLED_SQUARES ? FILLED_CIRCLES : FILLED_SQUARES);
  }

  private static int toPlainByType(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.DECIMAL_DIGIT_NUMBER -> '0' + Character.digit(codePoint, 10);
      case Character.OTHER_NUMBER, Character.LETTER_NUMBER -> toDigit(codePoint);
      case Character.DASH_PUNCTUATION -> '-';
      case Character.SPACE_SEPARATOR -> ' ';
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '\n';
      default -> codePoint;
    };
  }

  /** Numbers in circles, counting rods and the like; the ideographic zero goes with ideographs. */
  // WHY: only numbers that are no letters come here, and no other method knows their values.
  @SuppressWarnings("CharacterGetNumericValue")
  private static int toDigit(int codePoint) {
    int value = Character.getNumericValue(codePoint);
    return value >= 0 && value <= 9 && codePoint != IDEOGRAPHIC_ZERO ? '0' + value : codePoint;
  }
}
