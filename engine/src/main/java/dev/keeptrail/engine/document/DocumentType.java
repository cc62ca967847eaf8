package dev.keeptrail.engine.document;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a document is: by the word of whoever sends it, and by its first bytes. Stateless. */
final class DocumentType {
  static final String UNKNOWN = "unknown";
  static final String PLAIN = "text/plain";

  private static final int MAX_LENGTH = 127;
  private static final int FIRST_CHARACTERS = 16;

  private static final Map<String, String> BY_ENDING =
      Map.ofEntries(
          Map.entry("pdf", "application/pdf"),
          Map.entry("txt", PLAIN),
          Map.entry("log", PLAIN),
          Map.entry("md", "text/markdown"),
          Map.entry("csv", "text/csv"),
          Map.entry("html", "text/html"),
          Map.entry("htm", "text/html"),
          Map.entry("xml", "application/xml"),
          Map.entry("json", "application/json"),
          Map.entry("rtf", "application/rtf"),
          Map.entry("zip", "application/zip"),
          Map.entry("doc", "application/msword"),
          Map.entry("xls", "application/vnd.ms-excel"),
          Map.entry("ppt", "application/vnd.ms-powerpoint"),
          Map.entry(
              "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
          Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
          Map.entry(
              "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"));

  /** The first bytes of formats that say what they are. */
  private static final List<Magic> MAGIC =
      List.of(
          new Magic("%PDF-", "application/pdf"),
          new Magic("PK\u0003\u0004", "application/zip"),
          new Magic("\u0089PNG\r\n", "image/png"),
          new Magic("\u00ff\u00d8\u00ff", "image/jpeg"),
          new Magic("GIF8", "image/gif"),
          new Magic("{\\rtf", "application/rtf"),
          new Magic("\u00d0\u00cf\u0011\u00e0", "application/x-ole-storage"),
          new Magic("\u001f\u008b", "application/gzip"),
          new Magic("MZ", "application/vnd.microsoft.portable-executable"),
          new Magic("\u007fELF", "application/x-elf"));

  private DocumentType() {}

  private record Magic(String bytes, String type) {}

  /** A type as it is said, in lower case and without parameters; unknown where it is none. */
  static String said(String text) {
    int parameters = text.indexOf(';');
    String type =
        (parameters < 0 ? text : text.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    int slash = type.indexOf('/');
    boolean isOne =
        slash > 0
            && slash < type.length() - 1
            && type.length() <= MAX_LENGTH
            && type.indexOf('/', slash + 1) < 0
            && type.chars().allMatch(DocumentType::isTypeCharacter);
    return isOne ? type : UNKNOWN;
  }

  private static boolean isTypeCharacter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "/!#$&^_.+-".indexOf(c) >= 0;
  }

  /** What the end of a file's name says. */
  static String named(String file) {
    String ending = file.substring(file.lastIndexOf('.') + 1).strip().toLowerCase(Locale.ROOT);
    return BY_ENDING.getOrDefault(ending, UNKNOWN);
  }

  /** What the first bytes say; empty where they say nothing, or what was said already. */
  static Optional<String> seen(String base64, int from, String said) {
    String first = base64.substring(from, Math.min(base64.length(), from + FIRST_CHARACTERS));
    byte[] bytes;
    try {
      bytes = Base64.getMimeDecoder().decode(first.substring(0, first.length() / 4 * 4));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
    String head = new String(bytes, StandardCharsets.ISO_8859_1);
    return MAGIC.stream()
        .filter(magic -> head.startsWith(magic.bytes()))
        .map(Magic::type)
        .filter(type -> !fits(type, said))
        .findFirst();
  }

  /** Many formats are archives, or storages of the older office formats. */
  private static boolean fits(String seen, String said) {
    return switch (seen) {
      case "application/zip" ->
          said.equals(seen)
              || said.contains("openxml")
              || said.contains("opendocument")
              || said.contains("zip")
              || said.contains("epub")
              || said.contains("java-archive");
      case "application/x-ole-storage" ->
          said.equals(seen) || said.contains("ms-") || said.equals("application/msword");
      case "application/rtf" -> said.equals(seen) || said.equals("text/rtf");
      default -> said.equals(seen);
    };
  }
}
