package dev.keeptrail.gateway.audio;

import dev.keeptrail.gateway.body.Fields;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One part of a form (RFC 7578, multipart/form-data). Read strictly: lines end in CRLF, nothing
 * stands before the first boundary or behind the last one, and no part is encoded. A class, not a
 * record, because it holds bytes.
 */
final class FormPart {
  private static final int MAX_PARTS = 50;
  private static final int MAX_HEADERS = 8 * 1024;
  private static final Pattern BOUNDARY =
      Pattern.compile(
          "boundary=(?:\"([^\"\\r\\n]{1,70})\"|([^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);
  private static final Set<String> PLAIN = Set.of("binary", "8bit", "7bit");
  private static final byte[] HEAD_END = ascii("\r\n\r\n");

  private final String name;
  private final @Nullable String fileName;
  private final String contentType;
  private final byte[] bytes;

  private FormPart(String name, @Nullable String fileName, String contentType, byte[] bytes) {
    this.name = name;
    this.fileName = fileName;
    this.contentType = contentType;
    this.bytes = bytes;
  }

  /**
   * The parts of a body, in order.
   *
   * @throws RefusedException with status 422 when it is no form
   */
  static List<FormPart> all(byte[] body, String contentType) throws RefusedException {
    byte[] delimiter = ascii("\r\n--" + boundary(contentType));
    int at = delimiter.length - 2;
    if (!startsWith(body, 0, Arrays.copyOfRange(delimiter, 2, delimiter.length))) {
      throw malformed();
    }
    List<FormPart> parts = new ArrayList<>();
    while (!isEnd(body, at)) {
      if (!startsWith(body, at, ascii("\r\n")) || parts.size() == MAX_PARTS) {
        throw malformed();
      }
      int end = indexOf(body, delimiter, at, body.length);
      if (end < 0) {
        throw malformed();
      }
      parts.add(part(body, at + 2, end));
      at = end + delimiter.length;
    }
    return parts;
  }

  /** Two hyphens close the last boundary; a line end may follow. */
  private static boolean isEnd(byte[] body, int at) throws RefusedException {
    if (!startsWith(body, at, ascii("--"))) {
      return false;
    }
    int left = body.length - at - 2;
    if (left == 0 || (left == 2 && startsWith(body, at + 2, ascii("\r\n")))) {
      return true;
    }
    throw malformed();
  }

  private static String boundary(String contentType) throws RefusedException {
    Matcher matcher = BOUNDARY.matcher(contentType);
    if (!matcher.find()) {
      throw malformed();
    }
    String quoted = matcher.group(1);
    String boundary = quoted == null ? matcher.group(2) : quoted;
    if (boundary == null || boundary.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw malformed();
    }
    return boundary;
  }

  private static FormPart part(byte[] body, int start, int end) throws RefusedException {
    int head = indexOf(body, HEAD_END, start, Math.min(end, start + MAX_HEADERS));
    if (head < 0) {
      throw malformed();
    }
    String disposition = "";
    String contentType = "";
    for (String line :
        new String(body, start, head - start, StandardCharsets.UTF_8).split("\r\n", -1)) {
      int colon = line.indexOf(':');
      String header = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      switch (header) {
        case "content-disposition" -> disposition = value;
        case "content-type" -> contentType = value;
        case "content-transfer-encoding" -> requirePlain(value);
        default -> {
          // Says nothing that is used.
        }
      }
    }
    String name = parameter(disposition, "name");
    if (name == null || !disposition.toLowerCase(Locale.ROOT).startsWith("form-data")) {
      throw malformed();
    }
    return new FormPart(
        name,
        parameter(disposition, "filename"),
        contentType,
        Arrays.copyOfRange(body, head + HEAD_END.length, end));
  }

  private static void requirePlain(String encoding) throws RefusedException {
    if (!PLAIN.contains(encoding.toLowerCase(Locale.ROOT))) {
      throw malformed();
    }
  }

  /** A parameter in quotes, as every client writes it; null where there is none. */
  private static @Nullable String parameter(String disposition, String wanted) {
    int at = disposition.indexOf(';');
    while (at >= 0) {
      int equals = disposition.indexOf("=\"", at);
      if (equals < 0) {
        return null;
      }
      String key = disposition.substring(at + 1, equals).strip();
      var value = new StringBuilder();
      int next = unquote(disposition, equals + 2, value);
      if (key.equalsIgnoreCase(wanted)) {
        return next < 0 ? null : value.toString();
      }
      at = next < 0 ? -1 : disposition.indexOf(';', next);
    }
    return null;
  }

  /** Reads up to the closing quote and gives the place behind it; -1 where there is none. */
  private static int unquote(String text, int from, StringBuilder value) {
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        return at + 1;
      }
      boolean escaped = c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '"';
      value.append(escaped ? '"' : c);
      at += escaped ? 1 : 0;
    }
    return -1;
  }

  private static int indexOf(byte[] bytes, byte[] wanted, int from, int to) {
    for (int at = from; at <= to - wanted.length; at++) {
      if (bytes[at] == wanted[0] && startsWith(bytes, at, wanted)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] bytes, int at, byte[] wanted) {
    return at + wanted.length <= bytes.length
        && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static RefusedException malformed() {
    return Fields.invalid("the body is not a form (multipart/form-data) as it is written", "");
  }

  String name() {
    return name;
  }

  /** As the caller names the file; null where the part is none. */
  @Nullable String fileName() {
    return fileName;
  }

  /** As written, or empty. */
  String contentType() {
    return contentType;
  }

  /** The bytes themselves, not a copy. */
  byte[] bytes() {
    return bytes;
  }
}
