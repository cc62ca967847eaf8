package dev.keeptrail.gateway.callers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * How somebody says his name in a header. Headers carry ASCII, names of people more: others than
 * those come as RFC 8187 writes them, {@code UTF-8''Zo%C3%AB}. Stateless.
 */
public final class ActorHeader {
  public static final String NAME = "x-keeptrail-actor";

  private static final String LEAD = "UTF-8''";

  private ActorHeader() {}

  /** The value that says a name. */
  public static String value(String name) {
    if (name.chars().allMatch(sign -> sign >= ' ' && sign <= '~') && !isExtended(name)) {
      return name;
    }
    var value = new StringBuilder(LEAD);
    for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
      if (one >= 0 && isPlain((char) one)) {
        value.append((char) one);
      } else {
        value.append(String.format(Locale.ROOT, "%%%02X", one & 0xff));
      }
    }
    return value.toString();
  }

  /** The name that a value says; empty where it is broken. */
  public static Optional<String> name(String value) {
    if (!isExtended(value)) {
      return Optional.of(value);
    }
    var bytes = new ByteArrayOutputStream();
    for (int at = LEAD.length(); at < value.length(); at++) {
      char sign = value.charAt(at);
      if (isPlain(sign)) {
        bytes.write(sign);
      } else if (sign == '%' && at + 2 < value.length()) {
        int high = hex(value.charAt(at + 1));
        int low = hex(value.charAt(at + 2));
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes.write(high << 4 | low);
        at += 2;
      } else {
        return Optional.empty();
      }
    }
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      return Optional.of(decoder.decode(ByteBuffer.wrap(bytes.toByteArray())).toString());
    } catch (CharacterCodingException noText) {
      return Optional.empty();
    }
  }

  private static boolean isExtended(String value) {
    return value.regionMatches(true, 0, LEAD, 0, LEAD.length());
  }

  /** Not Character.digit, which knows digits of other scripts. */
  private static int hex(char sign) {
    return sign < 0x80 ? Character.digit(sign, 16) : -1;
  }

  /** What stands for itself: attr-char of RFC 8187, section 3.2.1. */
  private static boolean isPlain(char sign) {
    return (sign >= 'a' && sign <= 'z')
        || (sign >= 'A' && sign <= 'Z')
        || (sign >= '0' && sign <= '9')
        || "!#$&+-.^_`|~".indexOf(sign) >= 0;
  }
}
