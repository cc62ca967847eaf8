package dev.keeptrail.gateway.body;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Tells data that no text detector can look at from text that only stands where data should. */
public final class Media {
  private static final Set<String> RAW = Set.of("b64_json", "data", "file_data");
  private static final int MAX_TYPE = 128;

  private Media() {}

  /** Whether a member of a media part is Base64 of something that is not text by its own word. */
  public static boolean isOpaque(String name, JsonNode value) {
    if (!value.isString()) {
      return false;
    }
    String text = value.stringValue();
    if (!text.regionMatches(true, 0, "data:", 0, 5)) {
      return RAW.contains(name) && isData(text, 0);
    }
    int comma = text.indexOf(',');
    if (comma < 0 || comma > MAX_TYPE) {
      return false;
    }
    String type = text.substring(5, comma).toLowerCase(Locale.ROOT);
    return type.endsWith(";base64") && !isText(type) && isData(text, comma + 1);
  }

  /** Whether a string in the place of media says where they are. */
  public static boolean isAddress(JsonNode value) {
    return value.isString() && value.stringValue().contains("://");
  }

  private static boolean isText(String type) {
    return type.startsWith(";")
        || type.startsWith("text/")
        || type.contains("json")
        || type.contains("xml")
        || type.chars().anyMatch(c -> !isTypeCharacter((char) c));
  }

  private static boolean isTypeCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "/;=.+-_".indexOf(c) >= 0;
  }

  /** What is text when it is decoded is judged, whatever it is called, and so is a key. */
  private static boolean isData(String text, int from) {
    return Ciphertext.isBase64(text, from)
        && !Ciphertext.isText(text, from)
        && !Ciphertext.isKey(text, from);
  }
}
