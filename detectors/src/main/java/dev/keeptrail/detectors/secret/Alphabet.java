package dev.keeptrail.detectors.secret;

/** The characters one run of a token is made of, with the letter that names them in the table. */
enum Alphabet {
  DIGITS('d', "0123456789"),
  HEX('h', "0123456789abcdef"),
  ANY_HEX('H', "0123456789abcdefABCDEF"),
  LOWER('z', "abcdefghijklmnopqrstuvwxyz"),
  UPPER('Z', "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
  LETTERS('A', LOWER.characters + UPPER.characters),
  LOWER_ALPHANUMERIC('l', DIGITS.characters + LOWER.characters),
  UPPER_ALPHANUMERIC('u', DIGITS.characters + UPPER.characters),
  ALPHANUMERIC('a', DIGITS.characters + LETTERS.characters),
  WORD('w', ALPHANUMERIC.characters + "_-"),
  DOTTED('t', WORD.characters + "."),
  GENERAL('g', WORD.characters + ".~"),
  BASE64('b', ALPHANUMERIC.characters + "+/"),
  ANY_BASE64('B', BASE64.characters + "=_-"),
  SIGNED('s', WORD.characters + "+/"),
  CRYPT('c', ALPHANUMERIC.characters + "./"),
  JUNOS('j', CRYPT.characters + "-"),
  PRINTABLE('x', CRYPT.characters + "!#$%&()*+,-:;<=>?@[]^_{|}~"),
  BECH32('q', "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"),
  BASE32('r', UPPER.characters + "234567"),
  BASE58('k', "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");

  private final char letter;
  private final String characters;
  private final long low;
  private final long high;

  Alphabet(char letter, String characters) {
    this.letter = letter;
    this.characters = characters;
    long bits = 0;
    long highBits = 0;
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      if (c < 64) {
        bits |= 1L << c;
      } else {
        highBits |= 1L << (c - 64);
      }
    }
    this.low = bits;
    this.high = highBits;
  }

  boolean holds(char c) {
    if (c >= 128) {
      return false;
    }
    return ((c < 64 ? low >>> c : high >>> (c - 64)) & 1) != 0;
  }

  String characters() {
    return characters;
  }

  /**
   * The alphabet a table means.
   *
   * @throws IllegalArgumentException for a letter no alphabet has
   */
  static Alphabet named(char letter) {
    for (Alphabet alphabet : values()) {
      if (alphabet.letter == letter) {
        return alphabet;
      }
    }
    throw new IllegalArgumentException("no alphabet `" + letter + "`");
  }
}
