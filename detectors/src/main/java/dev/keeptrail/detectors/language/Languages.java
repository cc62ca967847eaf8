package dev.keeptrail.detectors.language;

import java.util.List;
import java.util.Optional;

/**
 * The languages that are told apart, as ISO 639-1 codes, and what their script says of them. Where
 * a script is used by one language only (as far as this goes) nothing else needs to be looked at.
 */
public final class Languages {
  /** Languages with n-gram weights, in the order of the model's columns. */
  public static final List<String> LEARNT =
      List.of(
          "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "cs", "sk", "hu",
          "ro", "tr", "vi", "id", "ca", "hr", "ru", "uk", "bg", "sr", "ar", "fa", "ur", "hi", "mr");

  private static final List<String> BY_SCRIPT =
      List.of(
          "el", "he", "th", "ko", "ja", "zh", "bn", "ta", "te", "gu", "kn", "ml", "pa", "ka", "hy",
          "am", "km", "my", "lo", "si");

  private Languages() {}

  /** All codes that can be reported. */
  public static List<String> all() {
    var all = new java.util.ArrayList<>(LEARNT);
    all.addAll(BY_SCRIPT);
    return List.copyOf(all);
  }

  /** The one language of a script; empty where several share it, or none is known. */
  static Optional<String> of(Character.UnicodeScript script) {
    return switch (script) {
      case GREEK -> Optional.of("el");
      case HEBREW -> Optional.of("he");
      case THAI -> Optional.of("th");
      case HANGUL -> Optional.of("ko");
      case HIRAGANA, KATAKANA -> Optional.of("ja");
      case HAN -> Optional.of("zh");
      case BENGALI -> Optional.of("bn");
      case TAMIL -> Optional.of("ta");
      case TELUGU -> Optional.of("te");
      case GUJARATI -> Optional.of("gu");
      case KANNADA -> Optional.of("kn");
      case MALAYALAM -> Optional.of("ml");
      case GURMUKHI -> Optional.of("pa");
      case GEORGIAN -> Optional.of("ka");
      case ARMENIAN -> Optional.of("hy");
      case ETHIOPIC -> Optional.of("am");
      case KHMER -> Optional.of("km");
      case MYANMAR -> Optional.of("my");
      case LAO -> Optional.of("lo");
      case SINHALA -> Optional.of("si");
      default -> Optional.empty();
    };
  }

  /** The columns of the model whose languages write with this script: first and behind the last. */
  static int[] columns(Character.UnicodeScript script) {
    return switch (script) {
      case LATIN -> new int[] {0, LEARNT.indexOf("ru")};
      case CYRILLIC -> new int[] {LEARNT.indexOf("ru"), LEARNT.indexOf("ar")};
      case ARABIC -> new int[] {LEARNT.indexOf("ar"), LEARNT.indexOf("hi")};
      case DEVANAGARI -> new int[] {LEARNT.indexOf("hi"), LEARNT.size()};
      default -> new int[] {0, 0};
    };
  }
}
