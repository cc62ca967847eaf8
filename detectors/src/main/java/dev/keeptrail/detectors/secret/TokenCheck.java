package dev.keeptrail.detectors.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32;

/** What can be computed about a token beyond its shape. */
enum TokenCheck {
  /** Nothing. */
  NONE {
    @Override
    boolean holds(String prefix, String token) {
      return false;
    }
  },
  /**
   * The last six characters are the CRC-32 of the rest of the body as a base-62 number, digits,
   * capitals, small letters; as GitHub has described it, and npm after it.
   */
  CRC32 {
    @Override
    boolean holds(String prefix, String token) {
      int split = token.length() - CRC_DIGITS;
      return crc(token.substring(prefix.length(), split)).equals(token.substring(split));
    }
  },
  /** The last eight characters are the CRC-32 of the rest of the body in hexadecimal digits. */
  CRC32HEX {
    @Override
    boolean holds(String prefix, String token) {
      int split = token.length() - HEX_DIGITS;
      return hexCrc(token.substring(prefix.length(), split)).equals(token.substring(split));
    }
  },
  /** The checksum of Bech32 (BIP 173), as age keys have it. */
  BECH32 {
    @Override
    boolean holds(String prefix, String token) {
      return Bech32.holds(token.toLowerCase(Locale.ROOT));
    }
  },
  /** The checksum of Base58Check, as keys of Bitcoin wallets have it. */
  BASE58 {
    @Override
    boolean holds(String prefix, String token) {
      return Base58.holds(token);
    }
  },
  /** Begins with a user's number in Base64, as Discord's tokens do. */
  DISCORD {
    @Override
    boolean holds(String prefix, String token) {
      String number = token.substring(0, token.indexOf('.'));
      try {
        String decoded =
            new String(Base64.getUrlDecoder().decode(number), StandardCharsets.ISO_8859_1);
        long digits = decoded.chars().filter(c -> c >= '0' && c <= '9').count();
        return digits * 3 >= decoded.length() * 2L;
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  };

  private static final int CRC_DIGITS = 6;
  private static final int HEX_DIGITS = 8;

  /** Whether the token has the structure. */
  abstract boolean holds(String prefix, String token);

  /**
   * The check a table means.
   *
   * @throws IllegalArgumentException for a name no check has
   */
  static TokenCheck named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The eight digits that stand for the CRC-32 of an ASCII text. */
  static String hexCrc(String body) {
    return HexFormat.of().toHexDigits(value(body), HEX_DIGITS);
  }

  /** The six digits of base 62 that stand for the CRC-32 of an ASCII text. */
  static String crc(String body) {
    long value = value(body);
    char[] digits = new char[CRC_DIGITS];
    for (int i = CRC_DIGITS - 1; i >= 0; i--) {
      int digit = (int) (value % 62);
      value /= 62;
      digits[i] =
          (char) (digit < 10 ? '0' + digit : digit < 36 ? 'A' + digit - 10 : 'a' + digit - 36);
    }
    return new String(digits);
  }

  private static long value(String body) {
    var crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return crc.getValue();
  }
}
