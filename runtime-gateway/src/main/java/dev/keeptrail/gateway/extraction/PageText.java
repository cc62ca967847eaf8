package dev.keeptrail.gateway.extraction;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;

/** What of a page is text, by the type that its server says it has. */
final class PageText {
  private PageText() {}

  /** The text of these bytes; empty where they are of another type than text. */
  static Optional<String> of(HttpEntity entity, byte[] bytes) {
    ContentType type = ContentType.parseLenient(entity.getContentType());
    if (type == null || entity.getContentEncoding() != null) {
      return Optional.empty();
    }
    String name = type.getMimeType().toLowerCase(Locale.ROOT);
    if (!isText(name)) {
      return Optional.empty();
    }
    String text = new String(bytes, charset(type));
    boolean markup = name.equals("text/html") || name.equals("application/xhtml+xml");
    return Optional.of(markup ? MarkupText.of(text) : text);
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
