package dev.keeptrail.gateway.extraction;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** What of a page is text, by the type that its server says it has. */
final class PageText {
  private static final String MARK = "\uFEFF";

  private PageText() {}

  /** The text of these bytes; empty where they are of another type than text. */
  static Optional<String> of(HttpEntity entity, byte[] bytes) {
    ContentType type = ContentType.parseLenient(entity.getContentType());
    if (type == null || isEncoded(entity.getContentEncoding())) {
      return Optional.empty();
    }
    String name = type.getMimeType().toLowerCase(Locale.ROOT);
    if (!isText(name)) {
      return Optional.empty();
    }
    String text = text(bytes, charset(type));
    boolean markup = name.equals("text/html") || name.equals("application/xhtml+xml");
    return Optional.of(markup ? MarkupText.of(text) : text);
  }

  private static boolean isEncoded(@Nullable String encoding) {
    return encoding != null && !encoding.strip().equalsIgnoreCase("identity");
  }

  /**
   * A mark at the beginning says how a text is written, and counts more than what is said of it.
   */
  private static String text(byte[] bytes, Charset said) {
    Charset marked =
        begins(bytes, 0xFE, 0xFF) || begins(bytes, 0xFF, 0xFE)
            ? StandardCharsets.UTF_16
            : begins(bytes, 0xEF, 0xBB, 0xBF) ? StandardCharsets.UTF_8 : said;
    String text = new String(bytes, marked);
    return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
  }

  private static boolean begins(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int at = 0; at < mark.length; at++) {
      if ((bytes[at] & 0xFF) != mark[at]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isText(String name) {
    return name.startsWith("text/")
        || name.equals("application/json")
        || name.equals("application/xml")
        || name.endsWith("+json")
        || name.endsWith("+xml");
  }

  private static Charset charset(ContentType type) {
    Charset said = type.getCharset();
    return said == null ? StandardCharsets.UTF_8 : said;
  }
}
