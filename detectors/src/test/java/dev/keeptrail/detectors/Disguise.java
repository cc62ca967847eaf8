package dev.keeptrail.detectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;

/** Ways to hide a text, each with the view that must see through it. */
enum Disguise {
  BASE64(View.BASE64, Disguise::base64),
  BASE64_TWICE(View.BASE64, text -> base64(base64(text))),
  BASE64_URL(
      View.BASE64,
      text -> Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8))),
  BASE64_WRAPPED(
      View.BASE64,
      text ->
          Base64.getMimeEncoder(20, "\r\n".getBytes(UTF_8)).encodeToString(text.getBytes(UTF_8))),
  BASE64_IN_GROUPS(View.BASE64, text -> base64(text).replaceAll("(.{5})(?=.)", "$1 ")),
  BASE64_IN_GROUPS_WITH_HYPHENS(View.BASE64, text -> base64(text).replaceAll("(.{5})(?=.)", "$1-")),
  HEX(View.HEX, text -> HexFormat.of().formatHex(text.getBytes(UTF_8))),
  HEX_PAIRS(View.HEX, text -> HexFormat.ofDelimiter(" ").formatHex(text.getBytes(UTF_8))),
  HEX_COLONS(View.HEX, text -> HexFormat.ofDelimiter(":").formatHex(text.getBytes(UTF_8))),
  HEX_PREFIXED(
      View.HEX,
      text -> HexFormat.ofDelimiter(", ").withPrefix("0x").formatHex(text.getBytes(UTF_8))),
  PERCENT(
      View.PERCENT,
      text -> HexFormat.of().withUpperCase().withPrefix("%").formatHex(text.getBytes(UTF_8))),
  PERCENT_TWICE(View.PERCENT, text -> PERCENT.apply(text).replace("%", "%25")),
  ENTITIES(View.HTML_ENTITIES, text -> each(text, "&#%d;")),
  ENTITIES_HEX(View.HTML_ENTITIES, text -> each(text, "&#x%x;")),
  ENTITIES_TWICE(View.HTML_ENTITIES, text -> each(text, "&amp;#%d;")),
  JSON(View.NORMALIZED, text -> each(text, "\\u%04x")),
  BACKSLASH_X(View.CHARACTER_CODES, text -> each(text, "\\x%02x")),
  BACKSLASH_BRACES(View.CHARACTER_CODES, text -> each(text, "\\u{%x}")),
  OCTAL(View.CHARACTER_CODES, text -> each(text, "\\%03o")),
  STYLE(View.CHARACTER_CODES, text -> each(text, "\\%06x")),
  DECIMAL(View.CHARACTER_CODES, text -> each(text, "%d ").strip()),
  BINARY(View.CHARACTER_CODES, Disguise::binary),
  QUOTED_PRINTABLE(
      View.QUOTED_PRINTABLE,
      text -> HexFormat.of().withUpperCase().withPrefix("=").formatHex(text.getBytes(UTF_8))),
  ROT13(View.ROT13, Disguise::rot13),
  ROT47(View.ROT13, Disguise::rot47),
  UUENCODE(View.BASE64, Disguise::uuencode),
  REVERSED(View.REVERSED, text -> new StringBuilder(text).reverse().toString()),
  LEET(View.LEET, text -> swapped(text.toLowerCase(Locale.ROOT), "aeiost", "431057")),
  SPACED(View.SPACED, text -> String.join(" ", text.split(""))),
  SPACED_BY_HYPHENS(View.SPACED, text -> text.replaceAll("(?<=\\w)(?=\\w)", "-")),
  SPACED_BY_LINES(View.SPACED, text -> text.replaceAll("(?<=\\w)(?=\\w)", "\n")),
  ZERO_WIDTH(View.NORMALIZED, text -> String.join("\u200b", text.split(""))),
  TAGS(
      View.HIDDEN,
      text -> {
        var tags = new StringBuilder();
        text.chars().forEach(c -> tags.appendCodePoint(0xE0000 + c));
        return tags.toString();
      }),
  SELECTORS(
      View.HIDDEN,
      text -> {
        var selectors = new StringBuilder();
        text.chars().forEach(c -> selectors.appendCodePoint(0xE0100 + c - 16));
        return selectors.toString();
      }),
  ZERO_WIDTH_BITS(
      View.HIDDEN,
      text -> binary(text).replace(" ", "").replace('0', '\u200b').replace('1', '\u200c')),
  LOOK_ALIKES(
      View.HOMOGLYPH,
      text -> swapped(text, "aeopcxi", "\u0430\u0435\u043e\u0440\u0441\u0445\u0456")),
  BASE64_BACKWARDS(View.BASE64, text -> REVERSED.apply(base64(text))),
  BASE64_TURNED(View.BASE64, text -> rot13(base64(text))),
  HEX_BACKWARDS(View.HEX, text -> REVERSED.apply(HEX.apply(text))),
  HEX_TURNED(View.HEX, text -> rot13(HEX.apply(text))),
  TAGS_IN_BASE64(View.BASE64, text -> base64(TAGS.apply(text))),
  TAGS_IN_JSON(View.HIDDEN, text -> each(TAGS.apply(text), "\\u%04x")),
  CAESAR(View.CAESAR, text -> rot(text, 3)),
  ATBASH(View.CAESAR, Disguise::atbash),
  CODE_POINTS(View.CHARACTER_CODES, text -> each(text, "U+%04X ").strip()),
  XXD(View.HEX, text -> dump(text, "%08x:", 2)),
  HEXDUMP(View.HEX, text -> dump(text, "%08x ", 1)),
  ZLIB_IN_HEX(View.HEX, Disguise::packed),
  NUMBERED(View.SPACED, Disguise::numbered),
  SPACED_BY_EMOJI(View.SPACED, text -> text.replaceAll("(?<=\\w)(?=\\w)", "\uD83D\uDE00")),
  CONCATENATED(View.SPACED, text -> "'" + text.replaceAll("(...)(?!$)", "$1' . '") + "'"),
  MARKS(View.HOMOGLYPH, text -> text.replaceAll("(?<=[a-zA-Z])", "\u0301"));

  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

  private final View view;

  @SuppressWarnings("ImmutableEnumChecker") // the functions above hold nothing
  private final UnaryOperator<String> hide;

  Disguise(View view, UnaryOperator<String> hide) {
    this.view = view;
    this.hide = hide;
  }

  View view() {
    return view;
  }

  String apply(String text) {
    return hide.apply(text);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String each(String text, String format) {
    var all = new StringBuilder();
    text.chars().forEach(c -> all.append(String.format(Locale.ROOT, format, c)));
    return all.toString();
  }

  private static String rot47(String text) {
    var turned = new StringBuilder();
    text.chars()
        .forEach(c -> turned.append((char) (c > ' ' && c < 127 ? '!' + (c - '!' + 47) % 94 : c)));
    return turned.toString();
  }

  private static String uuencode(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    var lines = new StringBuilder("begin 644 note.txt\n");
    for (int at = 0; at < bytes.length; at += 45) {
      int size = Math.min(45, bytes.length - at);
      lines.append((char) (' ' + size));
      for (int i = 0; i < size; i += 3) {
        int bits = 0;
        for (int k = 0; k < 3; k++) {
          bits = bits << 8 | (i + k < size ? bytes[at + i + k] & 0xFF : 0);
        }
        for (int shift = 18; shift >= 0; shift -= 6) {
          int value = bits >> shift & 63;
          lines.append((char) (value == 0 ? '`' : ' ' + value));
        }
      }
      lines.append('\n');
    }
    return lines.append("`\nend\n").toString();
  }

  private static String binary(String text) {
    var all = new StringJoiner(" ");
    text.chars()
        .forEach(c -> all.add(String.format("%8s", Integer.toBinaryString(c)).replace(' ', '0')));
    return all.toString();
  }

  private static String swapped(String text, String from, String to) {
    var swapped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int place = from.indexOf(c);
      swapped.append(place < 0 ? c : to.charAt(place));
    }
    return swapped.toString();
  }

  private static String rot13(String text) {
    return rot(text, 13);
  }

  private static String rot(String text, int places) {
    String turned = ALPHABET.substring(places) + ALPHABET.substring(0, places);
    return swapped(
        text,
        ALPHABET + ALPHABET.toUpperCase(Locale.ROOT),
        turned + turned.toUpperCase(Locale.ROOT));
  }

  private static String atbash(String text) {
    String backwards = reversed(ALPHABET);
    return swapped(
        text,
        ALPHABET + ALPHABET.toUpperCase(Locale.ROOT),
        backwards + backwards.toUpperCase(Locale.ROOT));
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static String numbered(String text) {
    var lines = new StringJoiner("\n", "\n", "");
    for (int i = 0; i < text.length(); i++) {
      lines.add((i + 1) + ". " + text.charAt(i));
    }
    return lines.toString();
  }

  /** As programs show memory: an address, sixteen bytes in groups, the characters. */
  private static String dump(String text, String address, int group) {
    byte[] bytes = text.getBytes(UTF_8);
    var all = new StringBuilder();
    for (int line = 0; line < bytes.length; line += 16) {
      int end = Math.min(bytes.length, line + 16);
      all.append(String.format(Locale.ROOT, address, line));
      for (int i = line; i < end; i++) {
        all.append((i - line) % group == 0 ? " " : "")
            .append(String.format(Locale.ROOT, "%02x", bytes[i]));
      }
      all.append("  ").append(".".repeat(end - line)).append('\n');
    }
    return all.toString();
  }

  private static String packed(String text) {
    var deflater = new Deflater();
    deflater.setInput(text.getBytes(UTF_8));
    deflater.finish();
    byte[] packed = new byte[1_000];
    int length = deflater.deflate(packed);
    deflater.end();
    return HexFormat.of().formatHex(packed, 0, length);
  }
}
